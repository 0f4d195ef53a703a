/** The first moment of the local day that holds `at`, epoch ms. */
export type DayStart = (at: number) => number

/** The number of the step that holds `at`: of whole days, counted as the zone counts them. */
export type StepOf = (at: number, stepMs: number) => number

const HOUR_MS = 3_600_000
/** A step of so many days is one of local days. */
export const DAY_MS = 24 * HOUR_MS
/** Local noon lies in the UTC day of the same date, whatever the zone. */
export const NOON_MS = 12 * HOUR_MS
const MOST_KNOWN = 5_000

/** Local days of one zone; asked for every sample, so the answer for each whole hour is remembered. */
export function createDayStart(timeZone: string): DayStart {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit' })
  const known = new Map<number, number>()
  return (at) => {
    const hour = Math.floor(at / HOUR_MS) * HOUR_MS
    const found = known.get(hour)
    if (found !== undefined) return found
    if (known.size > MOST_KNOWN) known.clear()
    const [h = 0, m = 0] = parts.format(hour).split(':').map(Number)
    const start = hour - h * HOUR_MS - m * 60_000
    known.set(hour, start)
    return start
  }
}

/** Before 07:00 a clock in Vietnam shows another day than UTC: counted by UTC, the night's first figure would take the place of the day before. */
export const createStepOf = (dayStart: DayStart): StepOf =>
  (at, stepMs) => Math.floor((stepMs % DAY_MS === 0 ? dayStart(at) + NOON_MS : at) / stepMs)
