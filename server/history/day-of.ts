/** The first moment of the local day that holds `at`, epoch ms. */
export type DayStart = (at: number) => number

const HOUR_MS = 3_600_000
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
