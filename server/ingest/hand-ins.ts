import type { IndicatorId, SourceInfo, SubmissionSource } from '#contract'
import type { ConfiguredSource } from './configure.ts'

/** A source whose figures a person hands in and another signs off. */
export interface HandInSource extends Pick<SubmissionSource, 'way' | 'maxBytes' | 'indicators'> {
  info: SourceInfo
  columns: HandInColumn[]
}

/** What stands in a column: of which place, period and day a row is, how final, or a figure. */
export type HandInColumn = SubmissionSource['columns'][number] & Meaning

type Meaning =
  | { means: 'place' | 'period' | 'day' | 'state' | 'other' }
  /** The limits are those of the typed number. */
  | { means: 'figure'; indicator: IndicatorId; min: number | undefined; max: number | undefined }

export function handInOf({ info, driver, config, system }: ConfiguredSource): HandInSource | undefined {
  const handIn = driver.kind === 'inbox' ? driver.handIn : undefined
  if (handIn === undefined) return undefined
  return { info, way: handIn.way, maxBytes: handIn.maxBytes(config), columns: handIn.columns(config).map(({ field, ...column }) => ({ ...column, ...meaningOf(`/${field}`, system) })), indicators: [...new Set<string>(system.readings.map(({ indicator }) => indicator))] }
}

function meaningOf(pointer: string, { locality, period, at, state, readings }: ConfiguredSource['system']): Meaning {
  if (pointer === locality) return { means: 'place' }
  if (pointer === period) return { means: 'period' }
  if (pointer === at) return { means: 'day' }
  if (pointer === state) return { means: 'state' }
  const reading = readings.find(({ value }) => value === pointer)
  if (reading === undefined) return { means: 'other' }
  const typed = (limit: number | undefined) => (limit === undefined ? undefined : limit / (reading.scale ?? 1))
  return { means: 'figure', indicator: reading.indicator, min: typed(reading.min), max: typed(reading.max) }
}
