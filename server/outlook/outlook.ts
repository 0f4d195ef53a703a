import { type Catalogue, daysOfPeriod, type Forecast, type Indicator, isWorkedDay, LEAST_PAST, type Outlook, paceSpan, type SeriesName, splitSeries, type Usual, USUAL_REACH_DAYS, USUAL_WEEK, type UsualBy, type Value, type WorkingCalendar } from '#contract'
import type { Clock } from '../clock.ts'
import { foresee, type Reached } from './forecast.ts'
import { localTime } from './local-time.ts'
import { type Slot, type Told, usualAt } from './usual.ts'

interface Sample {
  at: number
  value: Value
  period?: string | undefined
}

export interface OutlookDeps {
  clock: Clock
  catalogue(): Catalogue
  /** The past over changes of boundaries, by declared rule only: what is not comparable is not in it. */
  range(query: { series: SeriesName; from: number; to: number; step: number | 'raw' }): Promise<{ samples: readonly Sample[] }>
  /** When a local day begins. */
  startOf(day: string): number
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** How far back values count as of the same time, and how much of the course is told. */
const HOURS = { reachDays: USUAL_REACH_DAYS.hours, toldDays: 2 }
const DAYS = { reachDays: USUAL_REACH_DAYS.days, toldDays: 400 }
const YEARS = 12

export function createOutlook(deps: OutlookDeps) {
  return {
    async of(series: SeriesName, by: 'hours' | 'days'): Promise<Outlook | undefined> {
      const { indicators, deployment } = deps.catalogue()
      const indicator = indicators.find(({ id }) => id === splitSeries(series).indicator)
      if (indicator === undefined) return undefined
      const time = localTime(deployment.timeZone)
      const isSlow = !('every' in indicator.due) && indicator.due.calendar !== 'workday'
      const now = deps.clock.now()
      const read = async (kind: UsualBy) => {
        const span = kind === 'hours' ? HOURS : DAYS
        const { samples } = await deps.range({
          series, from: kind === 'periods' ? now - YEARS * 366 * DAY_MS : now - (span.reachDays + span.toldDays) * DAY_MS, to: now, step: kind === 'periods' ? 'raw' : kind === 'hours' ? HOUR_MS : DAY_MS,
        })
        const usual = kind === 'periods' ? usualPeriods(samples) : usualTimes(samples, { kind, now, time, working: deployment.workingCalendar, toldDays: span.toldDays, reachDays: span.reachDays })
        return { samples, usual }
      }
      const first = await read(isSlow ? 'periods' : by)
      // Due once a working day it may still be told all day long; where it is not, its hours are no course and its days are.
      const isOfDays = first.usual.by === 'hours' && !('every' in indicator.due) && !isCourse(first.usual)
      const { samples, usual } = isOfDays ? await read('days') : first
      const forecast = indicator.pace === undefined ? undefined : forecastOf(samples, indicator, time, deps.startOf)
      return { series, usual, ...(forecast && { forecast }) }
    },
  }
}

/** Fewer hours than these in two days are single moments. */
const LEAST_HOURS = 8

const isCourse = (usual: Usual): boolean => 'points' in usual && usual.points.length >= LEAST_HOURS

type Time = ReturnType<typeof localTime>

interface Times {
  kind: 'hours' | 'days'
  now: number
  time: Time
  working: WorkingCalendar | undefined
  toldDays: number
  reachDays: number
}

const numbersOf = (samples: readonly Sample[]) => samples.filter((one): one is Sample & { value: number } => typeof one.value === 'number')

/** The same hour of working days with that of working days, of days off with that of days off. */
function usualTimes(samples: readonly Sample[], { kind, now, time, working, toldDays, reachDays }: Times): Usual {
  const told = numbersOf(samples)
  if (told.length === 0 && samples.length > 0) return { by: kind, why: 'words', most: 0 }
  const stepMs = kind === 'hours' ? HOUR_MS : DAY_MS
  const isWorked = new Map<string, boolean>()
  const kindOf = (day: string): boolean => {
    const known = isWorked.get(day) ?? isWorkedDay(working ?? USUAL_WEEK, day)
    isWorked.set(day, known)
    return known
  }
  const slotAt = (at: number): Slot => {
    const { day, hour } = time(at)
    return { at, day, key: `${kindOf(day) ? 'worked' : 'off'}${kind === 'hours' ? hour : ''}` }
  }
  const first = now - toldDays * DAY_MS
  // To the end of today: what the rest of the day usually brings is worth knowing in the morning.
  const end = now + DAY_MS
  const today = time(now).day
  const slots = Array.from({ length: Math.ceil((end - first) / stepMs) }, (_, i) => slotAt(Math.floor(first / stepMs) * stepMs + i * stepMs)).filter(({ day }) => day <= today)
  const { points, most } = usualAt(slots, told.map(({ at, value }): Told => ({ ...slotAt(at), value })), reachDays)
  // A slot's figure is its last: it stands at the slot's end.
  return usualAnswer(kind, points.map((point) => ({ ...point, at: point.at + (kind === 'hours' ? stepMs : 0) })), most)
}

/** The same month of earlier years with this month. */
function usualPeriods(samples: readonly Sample[]): Usual {
  const told = [...lastTold(numbersOf(samples)).values()]
  if (told.length === 0 && samples.length > 0) return { by: 'periods', why: 'words', most: 0 }
  const slots = told.map(({ at, value, period }): Told => ({ at, value, day: period.slice(0, 4), key: period.slice(4) }))
  const { points, most } = usualAt(slots, slots, Infinity)
  return usualAnswer('periods', points, most)
}

const usualAnswer = (by: UsualBy, points: ReturnType<typeof usualAt>['points'], most: number): Usual =>
  points.length === 0 ? { by, why: 'few', most: Math.min(most, LEAST_PAST - 1) } : { by, points: points.map(({ at, ...rest }) => ({ at: new Date(at).toISOString(), ...rest })) }

/** Of a period that was told more than once only what was told last. */
function lastTold(samples: readonly (Sample & { value: number })[]): Map<string, { at: number; value: number; period: string }> {
  const last = new Map<string, { at: number; value: number; period: string }>()
  for (const { at, value, period } of samples) if (period !== undefined) last.set(period, { at, value, period })
  return last
}

function forecastOf(samples: readonly Sample[], { pace, periods = 'calendar' }: Indicator, time: Time, startOf: (day: string) => number): Forecast | undefined {
  if (pace === undefined) return undefined
  const figures = [...lastTold(numbersOf(samples)).values()]
  const reached = figures.flatMap(({ at, value, period }): (Reached & { at: number })[] => {
    const told = time(at).day
    const span = paceSpan(pace.over, { period, day: told }, periods)
    if (span === undefined) return []
    const { last } = daysOfPeriod(period, periods)
    return [{ at, value, span, first: daysOfPeriod(span, periods).first, day: last < told ? last : told }]
  }).sort((a, b) => (a.span === b.span ? (a.day < b.day ? -1 : 1) : a.span < b.span ? -1 : 1))
  const newest = reached.at(-1)
  if (newest === undefined) return { why: 'no-period' }
  const { last } = daysOfPeriod(newest.span, periods)
  const foreseen = newest.day >= last ? undefined : foresee(reached, last)
  if (foreseen === undefined) return { why: 'few' }
  const { perDay, periods: taken, tried, ...until } = foreseen
  return {
    from: { at: new Date(newest.at).toISOString(), value: newest.value },
    until: { at: new Date(startOf(last) + DAY_MS).toISOString(), day: last, ...until }, perDay, periods: taken, tried,
  }
}
