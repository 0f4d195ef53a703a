import { randomBytes } from 'node:crypto'
import type { Finding, RawAnswer, Reject, Run, RunId, Text } from '#contract'
import { type Collected, createGuardedConnect, createGuardedResolve, type DriverIo, normalise, type NormaliseContext, type PollDriver, type RawPart, SourceError } from '#kit'
import type { Batch, Bus, Lease } from '../bus/bus.ts'
import type { Clock } from '../clock.ts'
import { describeError } from '../errors.ts'
import type { ConfiguredSource } from './configure.ts'
import type { Quarantine } from './quarantine.ts'
import type { RawStore } from './raw-store.ts'
import { keepHeard } from './keep-heard.ts'
import { describeUnreadable, shapeOf } from './drift/shape.ts'
import { tallyOf, tallyOfFailure } from './scores/tally.ts'
import type { SentWatcher } from './watch-sent.ts'
import { extentOf, settle, sift, watch, type Watched } from './watch-drift.ts'

export interface PassDeps {
  bus: Bus
  rawStore: RawStore
  clock: Clock
  fetchFor(source: ConfiguredSource, signal: AbortSignal): DriverIo['fetch']
  contextFor(source: ConfiguredSource): Omit<NormaliseContext, 'receivedAt'>
  /** Of the source alone: what its driver may keep between passes without writing it down. */
  memory?: Map<string, unknown>
  /** Absent: answers are taken as they are. */
  quarantine?: Quarantine
  /** Absent: what is sent is taken as it is. */
  sent?: SentWatcher
  /** Told once the bus has confirmed. */
  onAccepted(count: number): void
}

const MAX_REJECTS_KEPT = 50

export const newRunId = (source: string, now: number): RunId => `${source}:${now.toString(36)}-${randomBytes(4).toString('hex')}` as RunId // matches the schema

/**
 * One pass of a polled source under a lease: ask, keep the bytes, read them, publish. A failed pass is published too, as a run
 * with an error and no samples: silence must be as visible as a number. Throws only when the bus refuses.
 */
export async function runPass(source: ConfiguredSource, lease: Lease, deps: PassDeps, stop: AbortSignal): Promise<{ run: Run; retryAfterMs: number | undefined }> {
  const startedAt = deps.clock.now()
  const collected = await collectInTime(source, deps, stop)
  stop.throwIfAborted() // we are closing down: that is no failure of theirs
  const answer = await readAnswer(source, collected, deps)
  const run: Run = { id: newRunId(source.info.id, startedAt), source: source.info.id, startedAt, endedAt: deps.clock.now(), fence: lease.fence, ...answer.facts }
  await deps.bus.publish({ run, samples: answer.samples, lease })
  deps.onAccepted(run.accepted)
  const [part] = collected.ok ? collected.value.raw : []
  if (answer.watched !== undefined && deps.quarantine !== undefined) await settle(source.info.id, run, answer.watched, deps.quarantine, part && shapeOf(part))
  if (answer.unreadable !== undefined) await deps.quarantine?.hold({ run, findings: [answer.unreadable], scope: 'answer' })
  // An answer that is held must not be "nothing changed" next time.
  if (collected.ok && collected.value.bookmark !== undefined && answer.watched?.verdict.isHeld !== true) await deps.bus.setBookmark(source.info.id, collected.value.bookmark)
  return { run, retryAfterMs: collected.ok ? undefined : collected.error.retryAfterMs }
}

type Outcome = { ok: true; value: Collected } | { ok: false; error: SourceError; heard: readonly RawPart[] }

/** The time limit holds even for a driver that does not listen to its signal. */
async function collectInTime(source: ConfiguredSource, deps: PassDeps, stop: AbortSignal): Promise<Outcome> {
  const driver = source.driver as PollDriver<unknown> // the caller schedules poll drivers only
  const signal = AbortSignal.any([stop, AbortSignal.timeout(source.timeoutMs)])
  const ended = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(tooSlow(source)), { once: true }))
  ended.catch(() => undefined)
  const { fetch, heard } = keepHeard(deps.fetchFor(source, signal))
  try {
    const io: DriverIo = {
      fetch,
      connect: createGuardedConnect({ allow: source.settings.allow, timeoutMs: source.timeoutMs, signal }),
      resolve: createGuardedResolve({ allow: source.settings.allow, timeoutMs: source.timeoutMs, signal }),
      signal, now: () => deps.clock.now(), bookmark: await deps.bus.bookmark(source.info.id),
      ...(deps.memory === undefined ? {} : { memory: deps.memory }),
    }
    return { ok: true, value: await Promise.race([driver.collect(source.config, io), ended]) }
  } catch (thrown) {
    return { ok: false, error: signal.aborted && !(thrown instanceof SourceError) ? tooSlow(source) : asSourceError(thrown), heard: heard() }
  }
}

const tooSlow = (source: ConfiguredSource) => new SourceError('unreachable', { vi: `Không trả lời trong ${Math.round(source.timeoutMs / 1000)} giây`, en: `No answer within ${Math.round(source.timeoutMs / 1000)} seconds` })

/** Anything a driver throws that is no SourceError is a fault of ours, named as such and kept from doing more harm. */
const asSourceError = (thrown: unknown): SourceError =>
  thrown instanceof SourceError ? thrown : new SourceError('malformed', { vi: `Bộ nối gặp lỗi: ${describeError(thrown)}`, en: `The driver failed: ${describeError(thrown)}` }, { cause: thrown })

type Facts = Omit<Run, 'id' | 'source' | 'startedAt' | 'endedAt' | 'fence'>

interface Answer {
  facts: Facts
  samples: Batch['samples']
  watched?: Watched
  /** Nothing of it could be read; it waits for a mapping or a setting to be mended. */
  unreadable?: Finding
}

async function readAnswer(source: ConfiguredSource, outcome: Outcome, deps: PassDeps): Promise<Answer> {
  const keep = async (parts: readonly RawPart[]) => {
    const kept: RawAnswer[] = []
    for (const part of parts) kept.push(await deps.rawStore.keep(source.info.id, part.body, part.contentType))
    return kept
  }
  if (!outcome.ok) {
    const { kind, text } = outcome.error
    // What could not be read is what somebody will want to look at.
    const parts = kind === 'malformed' && !isDiscreet(source) ? outcome.heard : []
    const facts = { raw: await keep(parts), accepted: 0, unchanged: 0, rejected: 0, rejects: [], error: { kind, message: text }, tally: tallyOfFailure(source, kind) }
    return { facts, samples: [], ...(parts.length === 0 ? {} : await unreadableOf(source, { parts, reason: text }, deps)) }
  }
  const { records, raw, readAt, unchanged = false } = outcome.value
  const read = normaliseInto(source, records, await keep(raw), readAt === undefined ? deps : { ...deps, clock: { ...deps.clock, now: () => readAt } })
  if (deps.quarantine === undefined || unchanged) return read
  const watched = await watch(source, read, deps.quarantine)
  const sifted = { ...sift(read.facts, read.samples, watched.verdict), watched }
  return sifted.facts.error?.kind === 'malformed' && isUnreadable(source, read) ? { ...sifted, ...(await unreadableOf(source, { parts: raw, reason: whyNothing(read) }, deps)) } : sifted
}

/** Of single messages one with a wrong figure is a reject like any other. */
export const isUnreadable = (source: ConfiguredSource, { facts, rejects, records }: Pick<ReturnType<typeof normaliseInto>, 'facts' | 'rejects' | 'records'>): boolean =>
  facts.error?.kind === 'malformed' && (extentOf(source, { records }) !== 'few' || rejects.every(({ code }) => code === 'not-an-object'))

export const whyNothing = ({ facts: { rejected }, rejects }: Pick<ReturnType<typeof normaliseInto>, 'facts' | 'rejects'>): Text => ({
  vi: `Không bản ghi nào dùng được (${rejected} lỗi), như: ${rejects[0]?.reason.vi ?? ''}`,
  en: `No record could be used (${rejected} errors), such as: ${rejects[0]?.reason.en ?? ''}`,
})

export async function unreadableOf(source: ConfiguredSource, unread: { parts: readonly Pick<RawPart, 'body'>[]; reason: Text }, { quarantine }: Pick<PassDeps, 'quarantine'>): Promise<{ unreadable?: Finding }> {
  return quarantine === undefined ? {} : { unreadable: describeUnreadable({ ...unread, usual: (await quarantine.memory(source.info.id)).shape }) }
}

/** Its bytes may hold what is personal until its driver has taken it out. */
const isDiscreet = ({ driver }: ConfiguredSource): boolean => driver.kind === 'poll' && driver.isDiscreet === true

/** Reads records into samples and the facts of a run; shared by passes and deliveries. */
export function normaliseInto(
  source: ConfiguredSource,
  records: readonly unknown[],
  raw: RawAnswer[],
  deps: Pick<PassDeps, 'clock' | 'contextFor'>,
): { facts: Facts; samples: Batch['samples']; origins: number[]; rejects: Reject[]; records: readonly unknown[]; context: NormaliseContext } {
  const context = { ...deps.contextFor(source), receivedAt: deps.clock.now() }
  const read = normalise({ system: source.system, records, context })
  const { samples, origins, rejects, rejectedCount } = read
  const newestAt = samples.reduce<number | undefined>((newest, sample) => (newest === undefined || sample.at > newest ? sample.at : newest), undefined)
  return {
    facts: {
      raw, accepted: samples.length, unchanged: 0, rejected: rejectedCount, rejects: rejects.slice(0, MAX_REJECTS_KEPT), tally: tallyOf(source, read),
      ...(newestAt === undefined ? {} : { newestAt }),
      ...(samples.length === 0 && rejectedCount > 0 ? { error: { kind: 'malformed' as const, message: { vi: `Không đọc được bản ghi nào (${rejectedCount} bản ghi lỗi)`, en: `No record could be read (${rejectedCount} with errors)` } } } : {}),
    },
    samples, origins, rejects, records: read.records, context,
  }
}
