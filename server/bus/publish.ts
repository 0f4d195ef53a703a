import * as z from 'zod'
import { Cursor, type FeedId, type SeriesName } from '#contract'
import { type Batch, BusFullError, BusUnavailableError, FencedError, type Pressure, type Published } from './bus.ts'
import { decodeRun, encodeOrigin, encodeRunStart, encodeSample } from './codec.ts'
import type { Connection } from './connection.ts'
import { KEYS } from './keys.ts'
import type { Names } from './names.ts'
import { PUBLISH } from './publish-script.ts'

const HALF_HOUR_MS = 1_800_000
const TRIES = 3

const Count = z.int().min(0)
const Reply = z.union([
  z.tuple([z.literal('written'), Cursor, Count, Count, Count, Count]),
  z.tuple([z.literal('repeated'), z.string()]),
  z.tuple([z.enum(['conflict', 'epoch', 'fenced', 'full'])]),
])

export interface PublishDeps {
  connection: Connection
  names: Names
  pressure(): Promise<Pressure>
}

export async function publishBatch(batch: Batch, deps: PublishDeps): Promise<Published> {
  for (let tries = 1; ; tries += 1) {
    await deps.connection.whenReady()
    const pressure = await deps.pressure()
    const { epoch, handleOf } = await deps.names.resolve(batch.samples.map(({ series }) => series))
    // No await between the handles and the sending: handles hold for the connection they were learnt on.
    const reply = Reply.parse(await deps.connection.sendScript(PUBLISH, publishKeys(batch), publishArguments(batch, { epoch, handleOf, isFull: pressure.kind !== 'none' })))
    const [kind] = reply
    if (kind === 'epoch') {
      if (tries === TRIES) throw new BusUnavailableError('the bus is being emptied over and over')
      deps.names.forget()
      continue
    }
    if (kind === 'written') return { kind, cursor: reply[1], logged: reply[2], unchanged: reply[3], corrections: reply[4], older: reply[5] }
    if (kind === 'repeated') return { kind, run: decodeRun(reply[1]) }
    if (kind === 'conflict') return { kind }
    if (kind === 'full') throw new BusFullError(pressure)
    throw new FencedError(`lease ${batch.lease?.name ?? ''} went to somebody else`)
  }
}

function publishKeys({ run, samples, idempotency, lease }: Batch): string[] {
  return [
    KEYS.epoch, KEYS.log, KEYS.answer(run.source, idempotency?.key ?? ''), KEYS.lease(lease?.name ?? ''),
    KEYS.lastRuns, KEYS.lastGoodRuns, KEYS.runs(run.source), KEYS.beats(run.source), KEYS.feeds,
    ...feedsOf(samples).map((feed) => KEYS.latest(feed)),
  ]
}

const feedsOf = (samples: Batch['samples']): FeedId[] => [...new Set(samples.map(({ feed }) => feed))]

interface Circumstances {
  epoch: string
  handleOf: (series: SeriesName) => number
  isFull: boolean
}

/** Thirteen fixed ones; then all handles, all samples; segments of consecutive samples of one feed; the feeds. */
function publishArguments({ run, samples, idempotency, lease }: Batch, { epoch, handleOf, isFull }: Circumstances): (string | number)[] {
  const feeds = feedsOf(samples)
  const handles = samples.map(({ series }) => handleOf(series))
  const pieces = samples.map((sample, i) => encodeSample(handles[i] ?? -1, sample))
  const segments: number[] = []
  let feed: FeedId | undefined
  for (const sample of samples) {
    if (sample.feed === feed) segments[segments.length - 1] = (segments.at(-1) ?? 0) + 1
    else segments.push(feeds.indexOf(sample.feed) + 1, 1)
    feed = sample.feed
  }
  const fixed = [
    epoch, isFull ? 1 : 0, idempotency?.bodySha256 ?? '', idempotency === undefined ? 0 : Math.ceil(idempotency.keepMs), lease?.fence ?? '',
    encodeRunStart(run), run.error === undefined ? 1 : 0, Math.floor(run.endedAt / HALF_HOUR_MS), run.source, encodeOrigin(run),
    samples.length, segments.length / 2, run.unchanged,
  ]
  // Not spread into a call: a delivery may hold tens of thousands of samples.
  return fixed.concat(handles, pieces, segments, feeds)
}
