import type { SourceErrorKind } from '#contract'
import { createGuardedConnect, createGuardedResolve, type DriverIo, normalise, type Normalised, type RawPart, SourceError } from '#kit'
import type { ConfiguredSource } from './configure.ts'
import type { PassDeps } from './pass.ts'
import { replay } from './replay.ts'

export type Tried =
  | { ok: true; parts: readonly RawPart[]; normalised: Normalised }
  | { ok: false; kind: SourceErrorKind; reason: string }

interface TryDeps extends Pick<PassDeps, 'contextFor' | 'fetchFor'> {
  /** Bytes to read instead of asking. */
  recorded: readonly RawPart[] | undefined
  now: number
}

/** One pass of a source, asked or out of recorded bytes, read as ingest would; keeps and publishes nothing. */
export async function tryPass(source: ConfiguredSource, { recorded, now, contextFor, fetchFor }: TryDeps): Promise<Tried> {
  if (recorded !== undefined) {
    const read = await replay(source, recorded, { endedAt: now }, { contextFor })
    return read.ok ? { ok: true, parts: recorded, normalised: read.normalised } : { ok: false, kind: 'malformed', reason: read.reason }
  }
  const { driver, config, settings, timeoutMs } = source
  if (driver.kind !== 'poll') return { ok: false, kind: 'config', reason: `giao thức ${driver.protocol} không hỏi được; thử với --file` }
  const signal = AbortSignal.timeout(timeoutMs)
  const guarded = { allow: settings.allow, timeoutMs, signal }
  const io: DriverIo = { fetch: fetchFor(source, signal), connect: createGuardedConnect(guarded), resolve: createGuardedResolve(guarded), signal, now: () => now, bookmark: undefined }
  try {
    const { records, raw } = await driver.collect(config, io)
    return { ok: true, parts: raw, normalised: normalise({ system: source.system, records, context: { ...contextFor(source), receivedAt: now } }) }
  } catch (thrown) {
    if (thrown instanceof SourceError) return { ok: false, kind: thrown.kind, reason: thrown.message }
    throw thrown
  }
}
