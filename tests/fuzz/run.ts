import { type DriverOutcome, fuzzSystems } from './fuzz-systems.ts'

/** `npm run fuzz -- [count] [seed]`: 100,000 spoilt payloads through every driver and the upload. */
const [count = '100000', seed = String(Date.now() % 1_000_000)] = process.argv.slice(2)
const startedAt = performance.now()
const before = process.memoryUsage().rss
const line = (cells: readonly (string | number)[]) => process.stdout.write(`${cells.map((cell) => String(typeof cell === 'number' ? Math.round(cell) : cell).padStart(13)).join('')}\n`)
line(['driver', 'payloads', 'read', 'accepted', 'rejected', 'refused', 'slowest ms', 'heap MB', 'kept MB', 'faults', 's'])
const tell = (one: DriverOutcome) => {
  for (const fault of one.faults.slice(0, 50)) process.stdout.write(`${fault}\n`)
  line([one.driver, one.payloads, one.read, one.accepted, one.rejected, one.refused, one.slowestMs, one.heapMb, one.keptMb, one.faults.length, (performance.now() - startedAt) / 1_000])
}
const outcomes = await fuzzSystems({ count: Number(count), seed: Number(seed), limitMs: 20_000, onDriver: tell })
const faults = outcomes.reduce((sum, one) => sum + one.faults.length, 0)
const payloads = outcomes.reduce((sum, one) => sum + one.payloads, 0)
process.stdout.write(`seed ${seed}: ${payloads} payloads in ${Math.round((performance.now() - startedAt) / 1000)} s, memory ${Math.round(before / 1e6)} to ${Math.round(process.memoryUsage().rss / 1e6)} MB, ${faults} faults\n`)
process.exit(faults === 0 ? 0 : 1)
