import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { Cursor, type SeriesName } from '#contract'
import { type Batch, BusFullError, BusUnavailableError, FencedError, type Pressure, type Published } from './bus.ts'
import { decodeRun } from './codec.ts'
import type { Connection } from './connection.ts'
import { decide, type Decided } from './decide.ts'
import { KEYS } from './keys.ts'
import type { Names } from './names.ts'
import { type Page, type PagePlace, pageOf, type Pages } from './pages.ts'
import { PUBLISH } from './publish-script.ts'

const HALF_HOUR_MS = 1_800_000
/** Whoever is refused is so because another's batch went through: many tries mean many writers, not a standstill. */
const TRIES = 100

const Reply = z.union([
  z.tuple([z.literal('written'), Cursor]),
  z.tuple([z.literal('repeated'), z.string()]),
  z.tuple([z.enum(['conflict', 'epoch', 'fenced', 'full', 'stale'])]),
])

export interface PublishDeps {
  connection: Connection
  names: Names
  pages: Pages
  pressure(): Promise<Pressure>
}

/** Marks of this process; another one's never look the same. */
const OURS = randomBytes(4).toString('base64url')
let sent = 0

export async function publishBatch(batch: Batch, deps: PublishDeps): Promise<Published> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    await deps.connection.whenReady()
    const pressure = await deps.pressure()
    const { epoch, handleOf } = await deps.names.resolve(batch.samples.map(({ series }) => series))
    const unknown = unknownPages(batch, handleOf, deps.pages)
    if (unknown.length > 0) {
      await deps.pages.load(unknown)
      continue
    }
    // No await from the decision to the sending: what is decided first is sent first, and handles hold for the connection they were learnt on.
    sent += 1
    const decided = decide(batch, { handleOf, pages: deps.pages, mark: `${OURS}${sent.toString(36)}` })
    let stands = false
    try {
      const reply = Reply.parse(await deps.connection.sendScript(PUBLISH, publishKeys(batch, decided), publishArguments(batch, decided, { epoch, isFull: pressure.kind !== 'none' })))
      const [kind] = reply
      stands = kind === 'written'
      if (kind === 'written') return { kind, cursor: reply[1], ...decided.counts }
      if (kind === 'repeated') return { kind, run: decodeRun(reply[1]) }
      if (kind === 'conflict') return { kind }
      if (kind === 'full') throw new BusFullError(pressure)
      if (kind === 'fenced') throw new FencedError(`lease ${batch.lease?.name ?? ''} went to somebody else`)
      if (kind === 'epoch') {
        deps.names.forget()
        deps.pages.forget()
      }
    } finally {
      if (!stands) deps.pages.drop(decided.changes.keys())
    }
  }
  throw new BusUnavailableError('the bus is being changed or emptied faster than we can follow')
}

function unknownPages({ samples }: Batch, handleOf: (series: SeriesName) => number, pages: Pages): PagePlace[] {
  const unknown = new Map<string, PagePlace>()
  for (const { series, feed } of samples) {
    const number = pageOf(handleOf(series))
    if (pages.get(feed, number) === undefined) unknown.set(`${number} ${feed}`, { feed, number })
  }
  return [...unknown.values()]
}

function publishKeys({ run, idempotency, lease }: Batch, { changes }: Decided): string[] {
  const pages: Page[] = [...changes.keys()]
  return [
    KEYS.epoch, KEYS.log, KEYS.answer(run.source, idempotency?.key ?? ''), KEYS.lease(lease?.name ?? ''),
    KEYS.lastRuns, KEYS.lastGoodRuns, KEYS.runs(run.source), KEYS.beats(run.source), KEYS.feeds,
    ...pages.map(({ feed, number }) => KEYS.latest(feed, number)),
    ...pages.map(({ feed }) => KEYS.pages(feed)),
  ]
}

/** Eleven fixed ones; then of each page the mark expected, its feed and number, how many arguments follow for it; then those, handles and entries in turn. */
function publishArguments({ run, idempotency, lease }: Batch, { changes, counts, news }: Decided, { epoch, isFull }: { epoch: string; isFull: boolean }): (string | number)[] {
  const fixed = [
    epoch, isFull ? 1 : 0, idempotency?.bodySha256 ?? '', idempotency === undefined ? 0 : Math.ceil(idempotency.keepMs), lease?.fence ?? '',
    JSON.stringify({ ...run, unchanged: run.unchanged + counts.unchanged }), run.error === undefined ? 1 : 0, Math.floor(run.endedAt / HALF_HOUR_MS), run.source,
    news.join(','), changes.size,
  ]
  const [marks, numbers, lengths, entries]: [string[], string[], number[], (string | number)[]] = [[], [], [], []]
  for (const [{ feed, number, mark }, { before, changed }] of changes) {
    marks.push(before)
    numbers.push(`${feed}:${number}`)
    lengths.push(mark === before ? 0 : 2 * changed.size + 2)
    if (mark !== before) entries.push('v', mark)
    for (const [handle, entry] of changed) entries.push(handle, entry)
  }
  // Not spread into a call: a delivery may hold tens of thousands of samples.
  return [...fixed, ...marks, ...numbers, ...lengths].concat(entries)
}
