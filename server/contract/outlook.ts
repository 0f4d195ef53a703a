import * as z from 'zod'
import { SeriesName } from './ids.ts'
import { Day, Moment } from './text.ts'

/** From fewer past values than this nobody can say what is usual, nor how far a forecast goes wrong. */
export const LEAST_PAST = 4

/** How far back values count as of the same kind: hours of working days or of days off, and such days as a whole. */
export const USUAL_REACH_DAYS = { hours: 28, days: 84 } as const

/** By what a moment is compared with past ones: the same hour of days of the same kind, days of the same kind, or the same period of earlier years. */
export const UsualBy = z.enum(['hours', 'days', 'periods'])
export type UsualBy = z.infer<typeof UsualBy>

/** What a moment usually brings: the middle one of past values, and between which two four in five of them lay. */
export const UsualPoint = z.object({ at: Moment, low: z.number(), middle: z.number(), high: z.number() })
export type UsualPoint = z.infer<typeof UsualPoint>

/** The usual course, or why there is none: too few past values (`most` were found), or a figure that is words. */
export const Usual = z.union([
  z.object({ by: UsualBy, points: z.array(UsualPoint).min(1) }),
  z.object({ by: UsualBy, why: z.enum(['few', 'words']), most: z.int().min(0) }),
])
export type Usual = z.infer<typeof Usual>

/**
 * What a figure that grows over a period would come to at its end if it went on as in its last periods. Never a fact and never judged.
 * `low` and `high` are absent where the rule was tried too seldom to know how far it goes wrong.
 */
export const Forecast = z.union([
  z.object({
    from: z.object({ at: Moment, value: z.number() }),
    until: z.object({ at: Moment, day: Day, value: z.number(), low: z.number().optional(), high: z.number().optional() }),
    /** Of so many last periods the pace is the mean, a day. */
    periods: z.int().min(1),
    perDay: z.number(),
    /** How often the same rule could be held against what came. */
    tried: z.int().min(0),
  }),
  z.object({ why: z.enum(['few', 'no-period']) }),
])
export type Forecast = z.infer<typeof Forecast>

/** `GET /api/v1/samples/:series/outlook`: what is usual, and of a figure that grows over a period where it leads. */
export const Outlook = z.object({ series: SeriesName, usual: Usual, forecast: Forecast.optional() })
export type Outlook = z.infer<typeof Outlook>
