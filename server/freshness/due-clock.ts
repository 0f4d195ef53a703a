import { type Due, durationMs, type DueRule, type WorkingCalendar } from '#contract'
import { type CalendarRule, type DueSteps, dueSteps } from './due-steps.ts'
import { createWorkingDays } from './working-days.ts'
import { createZone } from './zone.ts'

/** Says until when a value counts as live and as late. Pure: the same rule and moment give the same answer. */
export interface DueClock {
  dueOf(rule: DueRule, at: number): Due
}

/** All values true within `from <= at < to` share one answer. */
interface Window {
  from: number
  to: number
  due: Due
}

const SMALLEST_GRACE_MS = 2_000
const GRACE_SHARE = 0.2
const LATE_AFTER_INTERVALS = 3
/** A live rule needs one or two; the rest is for a backfill that runs through years. */
const WINDOWS_KEPT = 16

export function createDueClock({ timeZone, calendar }: { timeZone: string; calendar: WorkingCalendar }): DueClock {
  const zone = createZone(timeZone)
  const working = createWorkingDays(calendar)
  // By the rule itself: asked for each sample, so neither a rule's text nor Intl may be read each time.
  const intervals = new WeakMap<DueRule, { liveMs: number; lateMs: number }>()
  const windows = new WeakMap<DueRule, Window[]>()

  function intervalOf(rule: Extract<DueRule, { every: unknown }>): { liveMs: number; lateMs: number } {
    const known = intervals.get(rule)
    if (known !== undefined) return known
    const everyMs = durationMs(rule.every)
    const graceMs = rule.grace === undefined ? Math.max(SMALLEST_GRACE_MS, everyMs * GRACE_SHARE) : durationMs(rule.grace)
    const liveMs = everyMs + graceMs
    const made = { liveMs, lateMs: Math.max(liveMs, everyMs * LATE_AFTER_INTERVALS) }
    intervals.set(rule, made)
    return made
  }

  function windowOf(rule: CalendarRule, at: number): Window {
    const known = windows.get(rule) ?? []
    const hit = known.find((window) => window.from <= at && at < window.to)
    if (hit !== undefined) return hit
    const made = openWindow(rule, dueSteps(rule, working), at)
    windows.set(rule, [made, ...known].slice(0, WINDOWS_KEPT))
    return made
  }

  function openWindow(rule: CalendarRule, steps: DueSteps, at: number): Window {
    const step = steps.latest(zone.dayOf(at))
    const next = steps.next(step)
    const dueAt = (one: number) => momentDue(rule, steps.dueOn(one)) + (rule.grace === undefined ? 0 : durationMs(rule.grace))
    return {
      from: zone.momentOf(steps.opensOn(step), 0),
      to: zone.momentOf(steps.opensOn(next), 0),
      due: { liveUntil: dueAt(next), lateUntil: dueAt(steps.next(next)) },
    }
  }

  /** Without a time of day, the last millisecond of the day. */
  function momentDue(rule: CalendarRule, day: number): number {
    if (rule.by === undefined) return zone.momentOf(day + 1, 0) - 1
    const [hours = 0, minutes = 0] = rule.by.split(':').map(Number)
    return zone.momentOf(day, (hours * 60 + minutes) * 60_000)
  }

  return {
    dueOf(rule, at) {
      if ('calendar' in rule) return windowOf(rule, at).due
      const { liveMs, lateMs } = intervalOf(rule)
      return { liveUntil: at + liveMs, lateUntil: at + lateMs }
    },
  }
}
