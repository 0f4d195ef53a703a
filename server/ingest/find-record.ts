import type { IndicatorId, KeptSample, LineageRecord, Run } from '#contract'
import { normalise, type RawPart, readPointer } from '#kit'
import type { ConfiguredSource } from './configure.ts'
import type { PassDeps } from './pass.ts'
import { replay } from './replay.ts'

const SHOWN = 4_000

export interface RecordAsked {
  parts: readonly RawPart[]
  run: Run
  sample: KeptSample
  /** The good pass before, with its bytes; asked only for a figure that stands between two. */
  before(): Promise<{ run: Run; parts: readonly RawPart[] } | undefined>
}

/** The record a sample was read out of: the bytes are read again with today's mapping, and the sample of the same series and moment leads back to its record. */
export async function findRecord(
  source: ConfiguredSource,
  { parts, run, sample, before }: RecordAsked,
  deps: Pick<PassDeps, 'contextFor'>,
): Promise<LineageRecord | undefined> {
  const again = await replay(source, parts, run, deps)
  if (!again.ok) return undefined
  const { samples, origins, records } = again.normalised
  // A record without a time of its own is true at the moment of the answer, which the pass knows to the millisecond only later.
  const matches = samples.map((one, i) => ({ one, index: origins[i] ?? 0 })).filter(({ one }) => one.series === sample.series && (one.period ?? '') === (sample.period ?? ''))
  const found = matches.find(({ one }) => one.at === sample.at) ?? (source.system.at === undefined ? matches[0] : undefined)
  if (found === undefined) return await betweenPasses(source, { parts, run, sample, before }, deps)
  const record = records[found.index]
  return { index: found.index, text: shown(record), ...readingOf(source, record, sample), value: found.one.value }
}

const cut = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text)
const shown = (record: unknown): string => cut(JSON.stringify(record, null, 1))
/** A line for each: the counters of both passes are compared line by line. */
const listed = (records: readonly unknown[]): string => cut(`[\n${records.map((record) => JSON.stringify(record)).join(',\n')}\n]`)

/** A rate of counters is in no one answer: computed again from both, and only where it comes to the very same figure. */
async function betweenPasses(source: ConfiguredSource, { parts, run, sample, before }: RecordAsked, deps: Pick<PassDeps, 'contextFor'>): Promise<LineageRecord | undefined> {
  const { driver, config, system } = source
  if (driver.kind !== 'poll' || driver.reopenBetween === undefined) return undefined
  const earlier = await before()
  if (earlier === undefined) return undefined
  const [at, beforeAt] = [run, earlier.run].map(({ newestAt, endedAt }) => newestAt ?? endedAt) as [number, number] // of two
  const found = driver.reopenBetween(config, { parts, at }, { parts: earlier.parts, at: beforeAt })
  const { samples, origins } = normalise({ system, records: found.map(({ record }) => record), context: { ...deps.contextFor(source), receivedAt: at } })
  const which = samples.findIndex((one) => one.series === sample.series && one.value === sample.value)
  const index = origins[which]
  const made = index === undefined ? undefined : found[index]
  if (index === undefined || made === undefined) return undefined
  return {
    index, text: shown(made.record), ...readingOf(source, made.record, sample), value: sample.value,
    basis: {
      now: listed(made.now),
      before: { run: earlier.run.id, at: new Date(beforeAt).toISOString(), text: listed(made.before), raw: earlier.run.raw.map(({ place: _place, ...answer }) => ({ ...answer, state: 'kept' as const })) },
    },
  }
}

function readingOf({ system, settings }: ConfiguredSource, record: unknown, { series }: KeptSample): Pick<LineageRecord, 'pointer' | 'scale'> {
  const indicator = series.slice(0, series.indexOf('@')) as IndicatorId // first part of a series
  if (system.indicator !== undefined) return { pointer: system.value ?? '/value' }
  const override = settings.readings[indicator]
  const reading = system.readings.filter((one) => one.indicator === indicator).find((one) => readPointer(record, override?.value ?? one.value) !== undefined)
  if (reading === undefined) return {}
  const scale = override?.scale ?? reading.scale
  return { pointer: override?.value ?? reading.value, ...(scale === undefined ? {} : { scale }) }
}
