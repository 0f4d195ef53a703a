import * as z from 'zod'
import { Role } from './account.ts'
import type { Direction, Indicator, Limit } from './indicator.ts'
import { IndicatorId, SubjectId } from './ids.ts'
import type { Pace } from './pace.ts'
import { Day } from './text.ts'

/** The planned value for a period. One indicator may have several at once; `main` is the one drawn. */
export const Target = z.object({
  indicator: IndicatorId,
  subject: SubjectId,
  value: z.number(),
  main: z.boolean().default(true),
  validFrom: Day.optional(),
  validTo: Day.optional(),
  /** The paper it rests on, printed where asked. */
  basis: z.string().optional(),
  /** Registered by who answers for the figure and approved by a second person in these roles on that day. Absent: from the province's own file. */
  approved: z.object({ id: z.uuid(), roles: z.array(Role), day: Day }).optional(),
})
export type Target = z.infer<typeof Target>

/** What a value says, never how old it is. */
export const Status = z.enum(['good', 'watch', 'bad', 'unknown'])
export type Status = z.infer<typeof Status>

/**
 * Judges a value by its limits, or by its target where it has no limits. Only a live or late value may be
 * judged: the caller passes `unknown` on for stale, lost and never (visual.md rule 2).
 */
export function judgeStatus(
  value: number | string | undefined,
  indicator: Pick<Indicator, 'direction' | 'warn' | 'critical'>,
  target?: number,
): Status {
  if (typeof value !== 'number') return 'unknown'
  const { direction, warn, critical } = indicator
  if (critical !== undefined && isBeyond(value, critical, direction)) return 'bad'
  if (warn !== undefined && isBeyond(value, warn, direction)) return 'watch'
  if (target !== undefined && isBeyond(value, target, direction)) return warn === undefined ? 'bad' : 'watch'
  return warn === undefined && critical === undefined && target === undefined ? 'unknown' : 'good'
}

function isBeyond(value: number, limit: Limit, direction: Direction): boolean {
  if (typeof limit !== 'number') return value < limit.low || value > limit.high
  if (direction === 'higher') return value < limit
  return direction === 'lower' ? value > limit : false
}

/** Judges a figure that grows over a period by what it should have come to by now: 46,66 % at mid-year is good though 95 % are planned. `share` is `expectedShare`. */
export function judgeAtPace(value: number | string | undefined, { target, share, pace, direction = 'higher' }: { target: number; share: number; pace: Pace; direction?: Direction }): Status {
  if (typeof value !== 'number') return 'unknown'
  const behind = direction === 'lower' ? value - target * share : target * share - value
  if (behind > pace.critical) return 'bad'
  return behind > pace.warn ? 'watch' : 'good'
}

/** What a figure is judged by at its moment: where it is declared to grow over a period, by its pace and by nothing else. */
export function judgeFigure(value: number | string | undefined, indicator: Pick<Indicator, 'direction' | 'warn' | 'critical' | 'pace'>, aim: { target?: number | undefined; share?: number | undefined }): Status {
  const { pace, direction } = indicator
  if (pace === undefined) return judgeStatus(value, indicator, aim.target)
  return aim.target === undefined || aim.share === undefined ? 'unknown' : judgeAtPace(value, { target: aim.target, share: aim.share, pace, direction })
}

/** The targets that hold on a day. */
export const targetsOn = <T extends Pick<Target, 'validFrom' | 'validTo'>>(targets: readonly T[], day: string): T[] =>
  targets.filter(({ validFrom, validTo }) => (validFrom === undefined || validFrom <= day) && (validTo === undefined || day <= validTo))
