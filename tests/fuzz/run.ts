import { fuzzSystems } from './fuzz-systems.ts'

/** `npm run fuzz -- [count] [seed]`: 100,000 spoilt payloads through every driver and the upload. */
const [count = '100000', seed = String(Date.now() % 1_000_000)] = process.argv.slice(2)
const startedAt = performance.now()
const before = process.memoryUsage().rss
const outcome = await fuzzSystems({ count: Number(count), seed: Number(seed), limitMs: 5_000 })
const { payloads, read, refused, samples, rejects, faults, slowestMs } = outcome
for (const fault of faults.slice(0, 50)) process.stdout.write(`${fault}\n`)
process.stdout.write(`seed ${seed}: ${payloads} payloads in ${Math.round((performance.now() - startedAt) / 1000)} s, ${read} read (${samples} samples, ${rejects} rejects), ${refused} refused with a reason, slowest ${Math.round(slowestMs)} ms, memory ${Math.round(before / 1e6)} to ${Math.round(process.memoryUsage().rss / 1e6)} MB, ${faults.length} faults\n`)
process.exit(faults.length === 0 ? 0 : 1)
