import { startPlayedWorld } from '../../e2e/played-world.ts'
import { makeBatch, postReadings } from '../pusher.ts'
import { alternate, type BenchTime } from './alternate.ts'
import { startPageFloor } from './page-floor.ts'
import { type Ends, withCleanUp } from './clean-up.ts'
import { beatEvery } from './feed-series.ts'
import { measurePage, type PageCost } from './page-cost.ts'
import type { Row } from './row.ts'
import { percentile } from './statistics.ts'

const BEAT_MS = 250
const FEED_EVERY_MS = 100
const BENCH = { width: 1920, height: 1080 }
const WALL = { width: 5760, height: 2160 }
/** As many panels as the bench page has, all with news in each beat; about as many figures as the main wall has, with the real load's 35 updates a second spread over them. */
const FLOORS = { bench: { kind: 'canvas' as const, panels: 24, changing: 24, beatMs: BEAT_MS }, wall: { kind: 'text' as const, panels: 120, changing: 9, beatMs: BEAT_MS } }
/** A page is opened anew for every turn: with more rounds the run would grow long for little more certainty. */
const MOST_ROUNDS = 3
const LIVE = 'main.wall[data-connection="live"] [data-series][data-value]'

/** What two of our pages ask of a browser's main thread, beside a bare page of the same size and rhythm: canvases, and for the wall of figures plain text. */
export const measurePages = ({ seconds, rounds }: BenchTime): Promise<Row[]> =>
  withCleanUp(async (ends) => {
    const world = await startPlayedWorld()
    ends.push(world.stop)
    const floors = { bench: await startPageFloor(FLOORS.bench, ends), wall: await startPageFloor(FLOORS.wall, ends) }
    feedUntilEnd(ends, async () => {
      const batch = makeBatch()
      const values = batch.samples.map((sample) => sample.value)
      for (const floor of [floors.bench, floors.wall]) floor.feed(batch.samples[0]?.at ?? 0, values)
      await postReadings(world.server.url, batch.body, batch.key)
    })
    const settleMs = Math.min(4_000, seconds * 1_000)
    const turn = (url: string, size: typeof BENCH, paint: 'watch' | 'own' | 'none', ready?: string) => () =>
      measurePage(world.browser, { url, size, seconds, settleMs, paint, ...(ready !== undefined && { ready }) })
    const bench = await alternate(Math.min(rounds, MOST_ROUNDS), { floor: turn(floors.bench.url, BENCH, 'own'), ours: turn(`${world.server.url}/wall/bench`, BENCH, 'watch', LIVE) })
    const wall = await alternate(Math.min(rounds, MOST_ROUNDS), { floor: turn(floors.wall.url, WALL, 'none'), ours: turn(`${world.server.url}/wall/main?scene=overview`, WALL, 'none', LIVE) })
    return [
      ...rowsOf(`/wall/bench at ${BENCH.width}x${BENCH.height}, fed 10/s`, bench),
      { what: 'page: /wall/bench, from the source to the glass, p99', unit: 'beats', ours: bench.ours.map(beatsLate), floor: bench.floor.map(beatsLate), goal: { of: 'figure', atMost: 2 } },
      ...rowsOf(`/wall/main at ${WALL.width}x${WALL.height}, real load`, wall),
    ]
  })

const beatsLate = ({ paintDelays }: PageCost): number => percentile(paintDelays, 99) / BEAT_MS

function rowsOf(what: string, { ours, floor }: { ours: PageCost[]; floor: PageCost[] }): Row[] {
  const of = (key: 'mainMsPerS' | 'cpuMsPerS' | 'scriptMsPerS') => ({ ours: ours.map((one) => one[key]), floor: floor.map((one) => one[key]) })
  return [
    { what: `page: ${what}, main thread`, unit: 'ms/s', ...of('mainMsPerS'), goal: { of: 'figure', atMost: 100 }, note: 'no GPU here: painting counts in full' },
    { what: `page: ${what}, main thread, CPU alone`, unit: 'ms/s', ...of('cpuMsPerS'), note: 'what a quiet machine would say' },
    { what: `page: ${what}, of it script`, unit: 'ms/s', ...of('scriptMsPerS') },
  ]
}

function feedUntilEnd(ends: Ends, feed: () => Promise<void>): void {
  const leaving = new AbortController()
  const ended = (async () => {
    while (!leaving.signal.aborted) await beatEvery(FEED_EVERY_MS, 1, feed)
  })()
  ended.catch((thrown: unknown) => process.stderr.write(`the feed broke: ${String(thrown)}\n`))
  ends.push(async () => {
    leaving.abort()
    await ended.catch(() => undefined)
  })
}
