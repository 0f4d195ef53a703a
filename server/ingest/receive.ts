import { createHash } from 'node:crypto'
import type { Run } from '#contract'
import { type Delivery, type InboxDriver, SourceError } from '#kit'
import type { ConfiguredSource } from './configure.ts'
import { newRunId, normaliseInto, type PassDeps } from './pass.ts'
import { tallyOfFailure } from './scores/tally.ts'

/** How long the answer to a key is remembered. Without a key the same bytes count as the same delivery for a while. */
const KEY_KEPT_MS = 3_600_000
const BODY_KEPT_MS = 600_000

export type Received =
  | { kind: 'done'; run: Run }
  /** Nothing could be read; the run with its error is on the log. */
  | { kind: 'malformed'; run: Run }
  | { kind: 'conflict' }

/**
 * Takes one delivery of a source that sends by itself. Resolves with `done` only when the bus has confirmed; throws the bus's
 * errors when it is full or cannot say. A sender that got no answer sends the same bytes again and is not counted twice.
 */
export async function receiveDelivery(source: ConfiguredSource, delivery: Delivery, key: string | undefined, deps: PassDeps, keepMs = KEY_KEPT_MS): Promise<Received> {
  const startedAt = deps.clock.now()
  const bodySha256 = createHash('sha256').update(delivery.body).digest('hex')
  const raw = await deps.rawStore.keep(source.info.id, delivery.body, delivery.contentType)
  const read = await readDelivery(source, delivery, raw, deps)
  const run: Run = { id: newRunId(source.info.id, startedAt), source: source.info.id, startedAt, endedAt: deps.clock.now(), fence: 0, ...read.facts }
  const idempotency = key === undefined
    ? { key: `body:${bodySha256}`, bodySha256, keepMs: BODY_KEPT_MS }
    : { key: `key:${key}`, bodySha256, keepMs }
  const published = await deps.bus.publish({ run, samples: read.samples, idempotency })
  if (published.kind === 'conflict') return { kind: 'conflict' }
  if (published.kind === 'written') deps.onAccepted(run.accepted)
  const stands = published.kind === 'repeated' ? published.run : run
  const nothingRead = stands.error !== undefined && stands.accepted === 0 && stands.rejected === 0
  return { kind: nothingRead ? 'malformed' : 'done', run: stands }
}

async function readDelivery(source: ConfiguredSource, delivery: Delivery, raw: Run['raw'][number], deps: PassDeps): Promise<Pick<ReturnType<typeof normaliseInto>, 'facts' | 'samples'>> {
  const driver = source.driver as InboxDriver<unknown> // the caller looked it up among the sources that are sent to
  try {
    return normaliseInto(source, await driver.open(source.config, delivery), [raw], deps)
  } catch (thrown) {
    if (!(thrown instanceof SourceError)) throw thrown
    const error = { kind: thrown.kind, message: thrown.message }
    return { facts: { raw: [raw], accepted: 0, unchanged: 0, rejected: 0, rejects: [], error, tally: tallyOfFailure(source, error.kind) }, samples: [] }
  }
}

