import type { Catalogue, KeptSample } from '#contract'
import { type Book, createBook } from '../../../server/derive/book.ts'
import type { BenchTime } from './alternate.ts'
import type { Row } from './row.ts'

const COMMUNES = 96
const SIZES = [1_000, 10_000, 50_000]
const HOUR_MS = 3_600_000
const START = Date.UTC(2026, 10, 2)
/** What the turns of one round may take together, split over the sizes. */
const SHARE = 6

interface Filled {
  book: Book
  indicators: number
  turn: number
  pass(ms: number): number
}

/** A catalogue of counts, two and two with their rate; every commune tells every count. */
function fill(series: number): Filled {
  const pairs = Math.round(series / (2 * COMMUNES))
  const shape = { domain: 'x', level: 'commune', decimals: 1, due: { every: '1h' } }
  const indicators = Array.from({ length: pairs }, (_, n) => [
    { ...shape, id: `x.on-time-${n}`, aggregation: 'sum' }, { ...shape, id: `x.all-${n}`, aggregation: 'sum' },
    { ...shape, id: `x.rate-${n}`, aggregation: 'weighted', formula: `100 * {x.on-time-${n}} / {x.all-${n}}` },
  ]).flat()
  const communes = Array.from({ length: COMMUNES }, (_, n) => ({ id: `p-${n}`, level: 'commune', parent: 'p' }))
  const catalogue = { indicators, localities: [{ id: 'p', level: 'province' }, ...communes], sources: [{ id: 'real', origin: 'real' }] } as unknown as Catalogue // what is read of it
  let now = START
  const book = createBook({
    catalogue: () => catalogue, curves: () => [], clock: { now: () => now, after: () => () => {}, every: () => () => {} },
    dueOf: (_, at) => ({ liveUntil: at + HOUR_MS, lateUntil: at + 24 * HOUR_MS }), holdsAt: () => true, startOf: Date.parse,
  })
  const filled = { book, indicators: pairs, turn: 0, pass: (ms: number) => (now += ms) }
  for (let pair = 0; pair < pairs; pair += 1) tellPair(filled, pair)
  book.compute()
  return filled
}

const sampleOf = (indicator: string, commune: number, at: number, value: number): KeptSample =>
  ({ series: `${indicator}@p-${commune}`, at, value, source: 'real', run: 'real:1', receivedAt: at }) as KeptSample // brands apart

/** One department's pass: two counts of every commune. */
function tellPair({ book, turn, pass }: Filled, pair: number): number {
  const at = pass(1_000)
  for (let commune = 0; commune < COMMUNES; commune += 1) {
    book.take(sampleOf(`x.on-time-${pair}`, commune, at, (turn * 7 + commune) % 90))
    book.take(sampleOf(`x.all-${pair}`, commune, at, 100))
  }
  return 2 * COMMUNES
}

/** One figure of one commune. */
function tellOne({ book, turn, pass }: Filled, pair: number): number {
  book.take(sampleOf(`x.on-time-${pair}`, (turn * 31) % COMMUNES, pass(1_000), turn % 97))
  return 1
}

/** Microseconds of processor time per changed figure, over pairs that lie all over the catalogue: what neighbours on the machine take does not count. */
function measure(filled: Filled, tell: (filled: Filled, pair: number) => number, ms: number): number {
  let [told, changed] = [0, 0]
  const start = performance.now()
  const spent = process.cpuUsage()
  for (; performance.now() - start < ms; filled.turn += 1) {
    told += tell(filled, (filled.turn * 17) % filled.indicators)
    changed += [...filled.book.compute().values()].flat().length
  }
  if (changed === 0) throw new Error('nothing was computed')
  const { user, system } = process.cpuUsage(spent)
  return (user + system) / told
}

/** What one changed figure costs, in a small and in a large catalogue: it must be the same. The floor is the smallest catalogue in the same round. */
export async function measureDerive(time: BenchTime): Promise<Row[]> {
  const books = SIZES.map(fill)
  const ways = [{ what: 'one department tells 192 figures', tell: tellPair }, { what: 'one commune tells one figure', tell: tellOne }]
  const ms = (time.seconds * 1_000) / SHARE
  return ways.flatMap(({ what, tell }) => {
    for (const book of books) measure(book, tell, ms) // warm
    const rounds = Array.from({ length: time.rounds }, () => books.map((book) => measure(book, tell, ms)))
    return SIZES.map((size, index): Row => ({
      what: `derive: ${what}, of ${size.toLocaleString('en')} series`, unit: 'µs per changed figure', ours: rounds.map((round) => round[index] ?? NaN),
      ...(index === 0 ? {} : { floor: rounds.map(([smallest = NaN]) => smallest), goal: { of: 'ratio' as const, atMost: 1.5 } }),
    }))
  })
}
