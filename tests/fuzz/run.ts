import { fuzzSystems } from './fuzz-systems.ts'

/** `npm run fuzz -- [count] [seed]`: 100,000 spoilt payloads through every driver and the upload. */
const [count = '100000', seed = String(Date.now() % 1_000_000)] = process.argv.slice(2)
const startedAt = performance.now()
const before = process.memoryUsage().rss
const outcomes = await fuzzSystems({ count: Number(count), seed: Number(seed), limitMs: 5_000 })
const faults = outcomes.flatMap((one) => one.faults)
for (const fault of faults.slice(0, 50)) process.stdout.write(`${fault}\n`)
const row = (cells: readonly (string | number)[]) => process.stdout.write(`${cells.map((cell) => String(typeof cell === 'number' ? Math.round(cell) : cell).padStart(13)).join('')}\n`)
row(['driver', 'payloads', 'read', 'accepted', 'rejected', 'refused', 'slowest ms', 'heap MB', 'kept MB', 'faults'])
for (const one of outcomes) row([one.driver, one.payloads, one.read, one.accepted, one.rejected, one.refused, one.slowestMs, one.heapMb, one.keptMb, one.faults.length])
const payloads = outcomes.reduce((sum, one) => sum + one.payloads, 0)
process.stdout.write(`seed ${seed}: ${payloads} payloads in ${Math.round((performance.now() - startedAt) / 1000)} s, memory ${Math.round(before / 1e6)} to ${Math.round(process.memoryUsage().rss / 1e6)} MB, ${faults.length} faults\n`)
process.exit(faults.length === 0 ? 0 : 1)
