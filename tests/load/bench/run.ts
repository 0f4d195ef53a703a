import { cpus, loadavg } from 'node:os'
import { type BenchTime, readTime } from './alternate.ts'
import { measureBundle } from './bundle.ts'
import { cleanUpOnSignal } from './clean-up.ts'
import { measureDerive } from './derive.ts'
import { measureHistory } from './history.ts'
import { measureHub } from './hub.ts'
import { measureIngest } from './ingest.ts'
import { measureMap } from './map.ts'
import { measurePages } from './pages.ts'
import { printHead, printRows } from './print-table.ts'
import { measureRealLoad } from './real-load.ts'
import { measureRedisBytes } from './redis-bytes.ts'
import type { Row } from './row.ts'
import { measureStorm } from './storm.ts'

/**
 * `npm run bench`: the product against floors built beside it, turn by turn in one run. Ratios count; absolute figures are this
 * machine's. `npm run bench -- hub` measures only what is named so; `BENCH_SECONDS=2 npm run bench` is short.
 */
const MEASUREMENTS: Record<string, (time: BenchTime) => Promise<Row[]>> = {
  ingest: measureIngest,
  hub: measureHub,
  storm: measureStorm,
  redis: measureRedisBytes,
  history: measureHistory,
  derive: measureDerive,
  pages: measurePages,
  map: measureMap,
  bundle: measureBundle,
  load: measureRealLoad,
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => MEASUREMENTS[name] === undefined)
if (unknown.length > 0) {
  process.stderr.write(`no such measurement: ${unknown.join(', ')}; there are ${Object.keys(MEASUREMENTS).join(', ')}\n`)
  process.exit(2)
}
cleanUpOnSignal()
const time = readTime(process.env)
process.stdout.write(`${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.versions.node}; turns of ${time.seconds} s, ${time.rounds} rounds\n\n`)
printHead()
let broken = 0
for (const [name, measure] of Object.entries(MEASUREMENTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  try {
    printRows(await measure(time))
  } catch (thrown) {
    broken += 1
    process.stderr.write(`${name} broke: ${thrown instanceof Error ? thrown.stack : String(thrown)}\n`)
  }
}
process.stdout.write(`\nload at the end ${loadavg()[0]?.toFixed(1)}${broken === 0 ? '' : `; ${broken} measurements broke`}\n`)
process.exit(broken === 0 ? 0 : 1)
