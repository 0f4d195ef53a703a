import type { KeptSample, RunId, SeriesName, SourceId, ValueState } from '#contract'
import type { Row } from '../db/index.ts'

/** A row of `sample`, as it is asked for. */
export interface SampleRow extends Row {
  at: number
  period: string
  value: number | string
  state: string | null
  suspect: boolean
  reported: number | null
  expected: number | null
  source: string
  run: string
  received_at: number
}

export const MS = (column: string) => `(extract(epoch from ${column}) * 1000)::bigint`

export function ofSample(series: SeriesName, row: SampleRow): KeptSample {
  return {
    series, at: row.at, value: row.value, source: row.source as SourceId, run: row.run as RunId, receivedAt: row.received_at, // we wrote them
    ...(row.period === '' ? {} : { period: row.period }),
    ...(row.state === null ? {} : { state: row.state as ValueState }),
    ...(row.suspect ? { quality: 'suspect' as const } : {}),
    ...coverageOf(row),
  }
}

export const coverageOf = ({ reported, expected }: { reported: number | null; expected: number | null }) => (reported === null || expected === null ? {} : { coverage: { reported, expected } })
