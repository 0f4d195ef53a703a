import * as z from 'zod'
import { type RunId, SeriesName, type SourceId } from './ids.ts'

/** How many of the expected parts a figure stands for: 92 of 96 communes. */
export const Coverage = z.object({ reported: z.int().min(0), expected: z.int().min(1) })
export type Coverage = z.infer<typeof Coverage>

/** How final a figure is: ước, sơ bộ, chính thức. */
export const ValueState = z.enum(['estimated', 'preliminary', 'official'])
export type ValueState = z.infer<typeof ValueState>

/** The reporting period a figure is for: `2026`, `2026-Q3`, `2026-10`, `2026-10-15`. */
export const Period = z.string().regex(/^\d{4}(?:-(?:Q[1-4]|\d{2}(?:-\d{2})?))?$/, 'expected a period such as 2026-10')

/** A number, or a short word for an indicator of kind `state`. There is no null: an unknown value is not sent. */
export const Value = z.union([z.number(), z.string().min(1).max(64)])
export type Value = z.infer<typeof Value>

/** Moments in milliseconds must lie between 2000 and 2100: catches seconds taken for milliseconds. */
const At = z.number().int().min(946_684_800_000).max(4_102_444_800_000)

/** One value of one series, true at `at` (epoch ms UTC). */
export const Sample = z.object({
  series: SeriesName,
  at: At,
  value: Value,
  period: Period.optional(),
  state: ValueState.optional(),
  /** Our doubt about the value: `suspect` is shown, never hidden. Absent means good. */
  quality: z.enum(['suspect']).optional(),
  coverage: Coverage.optional(),
})
export type Sample = z.infer<typeof Sample>

/** A sample as the bus keeps it: also who sent it, in which run, and when we had it. */
export interface KeptSample extends Sample {
  source: SourceId
  run: RunId
  receivedAt: number
}

/** The bus's order of what a series told: by time, then by period, none before any; two figures may be true at one moment for different periods. */
export function compareMoments(a: Pick<Sample, 'at' | 'period'>, b: Pick<Sample, 'at' | 'period'>): number {
  if (a.at !== b.at) return a.at - b.at
  const [aPeriod, bPeriod] = [a.period ?? '', b.period ?? '']
  if (aPeriod === bPeriod) return 0
  return aPeriod > bPeriod ? 1 : -1
}
