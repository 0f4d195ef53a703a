import type { DueRule } from '#contract'
import type { WorkingDays } from './working-days.ts'
import { DAY_MS } from './zone.ts'

export type CalendarRule = Extract<DueRule, { calendar: string }>

/**
 * A calendar rule as a ladder of windows. A step is a day number (workday rule) or a month number (year x 12 + month, from 0).
 * Each window opens with a day, and holds one due day.
 */
export interface DueSteps {
  /** The latest window opened by the end of this day. */
  latest(day: number): number
  next(step: number): number
  opensOn(step: number): number
  dueOn(step: number): number
}

export function dueSteps(rule: CalendarRule, working: WorkingDays): DueSteps {
  switch (rule.calendar) {
    case 'workday':
      return { latest: working.latest, next: working.next, opensOn: (day) => day, dueOn: (day) => day }
    case 'monthly':
      return onWorked(rule, working, monthSteps({ every: 1, phase: 0, day: rule.day }))
    case 'quarterly':
      return onWorked(rule, working, monthSteps({ every: 3, phase: rule.month - 1, day: rule.day }))
    case 'yearly':
    default:
      return onWorked(rule, working, monthSteps({ every: 12, phase: rule.month - 1, day: rule.day }))
  }
}

function onWorked({ worked }: { worked?: true | undefined }, { isWorked, next }: WorkingDays, steps: DueSteps): DueSteps {
  if (worked !== true) return steps
  return { ...steps, dueOn: (step) => (isWorked(steps.dueOn(step)) ? steps.dueOn(step) : next(steps.dueOn(step))) }
}

/** Due every so many months, in those whose number leaves `phase`; a day beyond the month's end means its last day. */
function monthSteps({ every, phase, day }: { every: number; phase: number; day: number | 'last' }): DueSteps {
  return {
    latest(on) {
      const date = new Date(on * DAY_MS)
      const month = date.getUTCFullYear() * 12 + date.getUTCMonth()
      return month - ((((month - phase) % every) + every) % every)
    },
    next: (month) => month + every,
    opensOn: firstDay,
    dueOn(month) {
      const length = firstDay(month + 1) - firstDay(month)
      return firstDay(month) + (day === 'last' ? length : Math.min(day, length)) - 1
    },
  }
}

const firstDay = (month: number): number => Date.UTC(Math.floor(month / 12), ((month % 12) + 12) % 12, 1) / DAY_MS
