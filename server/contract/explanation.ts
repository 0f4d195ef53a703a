import * as z from 'zod'
import { AccountName, Role } from './account.ts'
import { SeriesName } from './ids.ts'
import { Value } from './sample.ts'
import { Day, Moment } from './text.ts'

const Words = z.string().trim().min(10).max(1_000)

/** `POST /api/v1/explanations`: why a figure is not as it should be, and what is done about it until which day. */
export const ExplanationAsked = z.strictObject({
  series: SeriesName,
  why: Words,
  remedy: Words,
  until: Day,
})
export type ExplanationAsked = z.infer<typeof ExplanationAsked>

/** An explanation as it is kept: signed, never changed; a later one stands before it. `value` and `at` are the figure it was written for. */
export const Explanation = z.object({
  id: z.uuid(),
  series: SeriesName,
  why: z.string(),
  remedy: z.string(),
  until: Day,
  value: Value,
  at: Moment,
  by: AccountName,
  /** What its author was when they wrote it. */
  roles: z.array(Role),
  writtenAt: Moment,
})
export type Explanation = z.infer<typeof Explanation>

/**
 * `GET /api/v1/explanations`: of every series I may see the newest one, newest first, at most 500; `?indicator=`: of its series;
 * `?series=`: all of that one, at most 50. `mayExplain`: I may write one of the series asked for, and its figure is not as it should be.
 */
export const ExplanationsAnswer = z.object({ explanations: z.array(Explanation), mayExplain: z.boolean() })
export type ExplanationsAnswer = z.infer<typeof ExplanationsAnswer>
