import { createHash } from 'node:crypto'
import type { Finding, Run, Text } from '#contract'
import { type Delivery, type InboxDriver, SourceError } from '#kit'
import type { ConfiguredSource } from './configure.ts'
import { shapeOf } from './drift/shape.ts'
import { isUnreadable, newRunId, normaliseInto, type PassDeps, unreadableOf, whyNothing } from './pass.ts'
import { tallyOfFailure } from './scores/tally.ts'
import { holdBack, sift, type Watched } from './watch-drift.ts'

/** How long the answer to a key is remembered. Without a key the same bytes count as the same delivery for a while. */
const KEY_KEPT_MS = 3_600_000
const BODY_KEPT_MS = 600_000

export type Received =
  /** `why`: what speaks against that which is held of it. */
  | { kind: 'done'; run: Run; why: Text[] }
  /** Nothing could be read; the run with its error is on the log. */
  | { kind: 'malformed'; run: Run }
  | { kind: 'conflict' }

export interface ReceiveOptions {
  keepMs?: number
  /** Two persons answer for it: it counts as it is. */
  signed?: true
}

/**
 * Takes one delivery of a source that sends by itself. Resolves with `done` only when the bus has confirmed; throws the bus's
 * errors when it is full or cannot say. A sender that got no answer sends the same bytes again and is not counted twice, nor is
 * what is held of it lost: the case is written before the answer, and once more when its run stands and its case does not.
 */
export async function receiveDelivery(source: ConfiguredSource, delivery: Delivery, key: string | undefined, deps: PassDeps, { keepMs = KEY_KEPT_MS, signed }: ReceiveOptions = {}): Promise<Received> {
  const startedAt = deps.clock.now()
  const bodySha256 = createHash('sha256').update(delivery.body).digest('hex')
  const raw = await deps.rawStore.keep(source.info.id, delivery.body, delivery.contentType)
  const read = await readDelivery(source, delivery, raw, deps)
  const watched = read.reading === undefined ? undefined : await deps.sent?.compare(source, read.reading)
  const { facts, samples } = watched === undefined || signed === true ? read : sift(read.facts, read.samples, watched.verdict)
  const run: Run = { id: newRunId(source.info.id, startedAt), source: source.info.id, startedAt, endedAt: deps.clock.now(), fence: 0, ...facts }
  const idempotency = key === undefined
    ? { key: `body:${bodySha256}`, bodySha256, keepMs: BODY_KEPT_MS }
    : { key: `key:${key}`, bodySha256, keepMs }
  const published = await deps.bus.publish({ run, samples, idempotency })
  if (published.kind === 'conflict') return { kind: 'conflict' }
  const stands = published.kind === 'repeated' ? published.run : run
  const isNew = published.kind === 'written'
  if (isNew) deps.onAccepted(run.accepted)
  const why = await settleDelivery(source, { run: stands, isNew, signed: signed === true, delivery, read, watched }, deps)
  const nothingRead = stands.error !== undefined && stands.error.kind !== 'drift' && stands.accepted === 0 && stands.rejected === 0
  return nothingRead ? { kind: 'malformed', run: stands } : { kind: 'done', run: stands, why }
}

interface Settling {
  run: Run
  isNew: boolean
  signed: boolean
  delivery: Delivery
  read: ReadDelivery
  watched: Watched | undefined
}

/** What waits and what was learnt. Answers why something waits. */
async function settleDelivery(source: ConfiguredSource, { run, isNew, signed, delivery, read: { facts, reading }, watched }: Settling, deps: PassDeps): Promise<Text[]> {
  const { quarantine, sent } = deps
  if (quarantine === undefined || sent === undefined) return []
  if (signed) {
    if (isNew && watched !== undefined) await sent.teachSigned(source, watched)
    return []
  }
  if (!isNew) {
    if (run.held === undefined && run.error === undefined) return []
    const known = (await quarantine.cases(source.info.id)).find(({ firstAt, lastAt }) => firstAt <= run.endedAt && run.endedAt <= lastAt)
    if (known !== undefined) return whyOf(known.findings)
  }
  if (watched !== undefined && reading !== undefined) {
    if (isNew) await sent.settle(source, run, watched, { reading, shape: shapeOf(delivery) })
    else await holdBack(run, watched.verdict, quarantine)
  }
  if (run.error?.kind === 'malformed' && (reading === undefined || isUnreadable(source, reading))) {
    const { unreadable } = await unreadableOf(source, { parts: [delivery], reason: reading === undefined ? run.error.message : whyNothing({ facts, rejects: reading.rejects }) }, deps)
    if (unreadable !== undefined) await quarantine.hold({ run, findings: [unreadable], scope: 'answer' })
  }
  return run.held === undefined && run.error?.kind !== 'drift' ? [] : whyOf(watched?.verdict.findings ?? [])
}

const whyOf = (findings: readonly Finding[]): Text[] => findings.filter(({ severity }) => severity !== 'note').map(({ text }) => text)

interface ReadDelivery extends Pick<ReturnType<typeof normaliseInto>, 'facts' | 'samples'> {
  /** Absent where nothing could be opened. */
  reading?: ReturnType<typeof normaliseInto>
}

async function readDelivery(source: ConfiguredSource, delivery: Delivery, raw: Run['raw'][number], deps: PassDeps): Promise<ReadDelivery> {
  const driver = source.driver as InboxDriver<unknown> // the caller looked it up among the sources that are sent to
  try {
    const reading = normaliseInto(source, await driver.open(source.config, delivery), [raw], deps)
    return { ...reading, reading }
  } catch (thrown) {
    if (!(thrown instanceof SourceError)) throw thrown
    const error = { kind: thrown.kind, message: thrown.text }
    return { facts: { raw: [raw], accepted: 0, unchanged: 0, rejected: 0, rejects: [], error, tally: tallyOfFailure(source, error.kind) }, samples: [] }
  }
}
