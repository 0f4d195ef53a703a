import type { IndicatorId, KeptSample, LineageRecord, Run } from '#contract'
import { type RawPart, readPointer } from '#kit'
import type { ConfiguredSource } from './configure.ts'
import type { PassDeps } from './pass.ts'
import { replay } from './replay.ts'

const SHOWN = 4_000

/** The record a sample was read out of: the bytes are read again with today's mapping, and the sample of the same series and moment leads back to its record. */
export async function findRecord(
  source: ConfiguredSource,
  { parts, run, sample }: { parts: readonly RawPart[]; run: Run; sample: KeptSample },
  deps: Pick<PassDeps, 'contextFor'>,
): Promise<LineageRecord | undefined> {
  const again = await replay(source, parts, run, deps)
  if (!again.ok) return undefined
  const { samples, origins, records } = again.normalised
  // A record without a time of its own is true at the moment of the answer, which the pass knows to the millisecond only later.
  const matches = samples.map((one, i) => ({ one, index: origins[i] ?? 0 })).filter(({ one }) => one.series === sample.series && (one.period ?? '') === (sample.period ?? ''))
  const found = matches.find(({ one }) => one.at === sample.at) ?? (source.system.at === undefined ? matches[0] : undefined)
  if (found === undefined) return undefined
  const record = records[found.index]
  const text = JSON.stringify(record, null, 1)
  return { index: found.index, text: text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text, ...readingOf(source, record, sample), value: found.one.value }
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
