import * as z from 'zod'
import { IndicatorId, SubjectId } from './ids.ts'
import { Day, Moment, Text } from './text.ts'

/**
 * How figures of the areas before a change of boundaries are brought to those after it. `sum`: added, whole areas whole and split
 * ones by their declared share; for counts only. `parts`: a rate is computed anew from its numerator and denominator, each added so.
 */
export const AcrossRule = z.enum(['sum', 'parts'])
export type AcrossRule = z.infer<typeof AcrossRule>

/** One row of `comparisons.csv`: an indicator that may be compared across a change of boundaries. All others break there. */
export const ComparedIndicator = z.object({ indicator: IndicatorId, rule: AcrossRule, basis: z.string().optional() })
export type ComparedIndicator = z.infer<typeof ComparedIndicator>

/** One row of `successions.csv`: which part of an old area went to which new one, where it was split. */
export const Succession = z.object({
  predecessor: SubjectId,
  successor: SubjectId,
  share: z.number().gt(0).max(1),
  /** By what the share is measured, and who said so. */
  basis: z.string().min(1),
})
export type Succession = z.infer<typeof Succession>

/** Where a series meets a change of boundaries. */
export const EraBoundary = z.object({
  /** First moment of the first day after it. */
  at: Moment,
  day: Day,
  /** Which side the asked subject does not reach: before it held, or after its end. */
  side: z.enum(['before', 'after']),
  /** What holds on that side, as a wall says it: `Trước 01/7/2025: 3 cấp`. */
  title: Text,
  /** `break`: the line stops and nothing is compared over it. Otherwise figures of that side are apportioned by this rule. */
  rule: z.union([z.literal('break'), AcrossRule]),
  /** How they were apportioned, or why they were not. */
  reason: Text,
  /** The areas on the other side. */
  subjects: z.array(SubjectId),
  /** Figures that could not be apportioned because a part had none. */
  incomplete: z.int().min(0).optional(),
})
export type EraBoundary = z.infer<typeof EraBoundary>
