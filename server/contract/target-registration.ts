import * as z from 'zod'
import { AccountName, Role } from './account.ts'
import { IndicatorId, SubjectId } from './ids.ts'
import { daysOfPeriod, type PeriodCalendar } from './period.ts'
import { Day, Moment } from './text.ts'

/** The paper a target rests on, as an official cites it: its number, its day, and what it is about. */
export const TargetPaper = z.strictObject({
  number: z.string().trim().min(1).max(100),
  day: Day,
  about: z.string().trim().min(3).max(300),
})
export type TargetPaper = z.infer<typeof TargetPaper>

/** One planned value of a registration. */
export const RegisteredValue = z.strictObject({ value: z.number(), main: z.boolean(), paper: TargetPaper })
export type RegisteredValue = z.infer<typeof RegisteredValue>

/** A year, a quarter or a month: `2027`, `2027-Q1`, `2027-03`. */
export const TargetPeriod = z.string().regex(/^20\d{2}(?:-(?:Q[1-4]|0[1-9]|1[0-2]))?$/, 'expected a year, quarter or month such as 2027-Q1')

/** `POST /api/v1/targets`: all planned values of one indicator of one subject for a time, exactly one of them the main one. Either `period`, or `validFrom` and perhaps `validTo`. */
export const TargetAsked = z.strictObject({
  indicator: IndicatorId,
  subject: SubjectId,
  /** As the person meant it: must be the indicator's own. */
  unit: z.string().max(60),
  period: TargetPeriod.optional(),
  validFrom: Day.optional(),
  validTo: Day.optional(),
  values: z.array(RegisteredValue).min(1).max(5),
  reason: z.string().trim().min(10).max(1_000),
})
export type TargetAsked = z.infer<typeof TargetAsked>

/** `POST /api/v1/targets/:id/return`: what is to be mended. */
export const TargetReturn = z.strictObject({ answer: z.string().trim().min(3).max(500) })
export type TargetReturn = z.infer<typeof TargetReturn>

/** `waiting`: for a second person. `approved`: it holds in its days. `returned`: sent back with a reason. `withdrawn`: by who registered it. */
export const RegistrationState = z.enum(['waiting', 'approved', 'returned', 'withdrawn'])
export type RegistrationState = z.infer<typeof RegistrationState>

/** What held, or holds, of one indicator of one subject. */
export const TargetFacts = z.object({
  values: z.array(z.object({ value: z.number(), main: z.boolean() })),
  validFrom: Day.optional(),
  validTo: Day.optional(),
})
export type TargetFacts = z.infer<typeof TargetFacts>

/** One step of a registration's life: who did what when, what held before it and what after. `ended`: a later one took over. */
export const RegistrationStep = z.object({
  did: z.enum(['registered', 'approved', 'returned', 'withdrawn', 'ended']),
  at: Moment,
  by: AccountName,
  roles: z.array(Role),
  before: TargetFacts.optional(),
  after: TargetFacts.optional(),
})
export type RegistrationStep = z.infer<typeof RegistrationStep>

/** Targets one person registered and another approves; kept for ever as they were registered. */
export const TargetRegistration = z.object({
  id: z.uuid(),
  indicator: IndicatorId,
  subject: SubjectId,
  period: TargetPeriod.optional(),
  validFrom: Day,
  validTo: Day.optional(),
  values: z.array(RegisteredValue),
  reason: z.string(),
  state: RegistrationState,
  sentBy: AccountName,
  sentRoles: z.array(Role),
  sentAt: Moment,
  decidedBy: AccountName.optional(),
  decidedRoles: z.array(Role).optional(),
  decidedAt: Moment.optional(),
  /** Of one sent back: what is to be mended. */
  answer: z.string().optional(),
  /** The last day before a later one took over; it may lie before `validFrom`, then it never held. */
  endedOn: Day.optional(),
  /** Oldest first. */
  steps: z.array(RegistrationStep),
  /** What the asking person may do with it now. */
  may: z.array(z.enum(['approve', 'return', 'withdraw'])),
})
export type TargetRegistration = z.infer<typeof TargetRegistration>

/** `GET /api/v1/targets`: registrations I may see, newest first, at most 500; and the indicators for which I may register some. */
export const TargetsAnswer = z.object({ registrations: z.array(TargetRegistration), mayRegister: z.array(IndicatorId) })
export type TargetsAnswer = z.infer<typeof TargetsAnswer>

/**
 * The days a target named by its period holds. The plan of a budget year is paid out until 31 January of the next, and until then
 * January's figures belong to the year before: it holds from 1 February.
 */
export function daysOfTarget(period: string, calendar: PeriodCalendar = 'calendar'): { validFrom: string; validTo: string } {
  const { first, last } = daysOfPeriod(period, calendar)
  return { validFrom: calendar === 'investment' && /^\d{4}$/.test(period) ? `${period}-02-01` : first, validTo: last }
}

/** How a paper is cited: `QĐ 15/QĐ-UBND ngày 05/01/2027: giao chỉ tiêu năm 2027`. */
export const paperText = ({ number, day, about }: TargetPaper): string => `${number} ngày ${day.split('-').toReversed().join('/')}: ${about}`

/** Where a registration stands on a day. `coming`: approved, its days have not begun. `replaced`: a later one took over. `over`: its days have passed. */
export type RegistrationStanding = 'waiting' | 'coming' | 'inForce' | 'replaced' | 'over' | 'returned' | 'withdrawn'

/** Tells where a registration stands on a day. */
export function standingOf({ state, validFrom, validTo, endedOn }: Pick<TargetRegistration, 'state' | 'validFrom' | 'validTo' | 'endedOn'>, day: string): RegistrationStanding {
  if (state !== 'approved') return state
  if (endedOn !== undefined && endedOn < day) return 'replaced'
  if (day < validFrom) return 'coming'
  return validTo !== undefined && validTo < day ? 'over' : 'inForce'
}
