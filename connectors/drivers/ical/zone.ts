import ICAL from 'ical.js'

const HOUR_MS = 3_600_000
const MOST_REMEMBERED = 100_000
const formats = new Map<string, Intl.DateTimeFormat>()
/** Asking is slow, and a rule that repeats asks thousands of times. */
const remembered = new Map<string, number>()

/** How far a zone's clocks are ahead of UTC at a moment, ms; no zone changes its clocks but on a quarter of an hour. */
function offsetAt(zone: string, at: number): number {
  const quarter = Math.floor((4 * at) / HOUR_MS)
  const key = `${zone} ${quarter}`
  const known = remembered.get(key)
  if (known !== undefined) return known
  if (remembered.size > MOST_REMEMBERED) remembered.clear()
  const offset = askOffset(zone, (quarter * HOUR_MS) / 4)
  remembered.set(key, offset)
  return offset
}

function askOffset(zone: string, at: number): number {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-US', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  })
  formats.set(zone, format)
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  return Date.UTC(part['year'] ?? 0, (part['month'] ?? 1) - 1, part['day'], part['hour'], part['minute'], part['second']) - at
}

/** The moment at which a zone's clocks show `wall` (as if it were UTC). Twice: the first guess may lie beyond a change of the clocks. */
export const toUtc = (zone: string, wall: number): number => wall - offsetAt(zone, wall - offsetAt(zone, wall))

const DAY_MS = 86_400_000

/** The local day a moment lies in, from midnight to midnight; 23 or 25 hours where clocks are changed. */
export function dayOf(zone: string, at: number): { day: string; fromAt: number; toAt: number } {
  const midnight = Math.floor((at + offsetAt(zone, at)) / DAY_MS) * DAY_MS
  return { day: new Date(midnight).toISOString().slice(0, 10), fromAt: toUtc(zone, midnight), toAt: toUtc(zone, midnight + DAY_MS) }
}

/** A zone of this machine for calendars that name it without describing it. */
export class IanaZone extends ICAL.Timezone {
  constructor(name: string) {
    super({ tzid: name })
  }

  override utcOffset(time: ICAL.Time): number {
    const wall = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second)
    return (wall - toUtc(this.tzid, wall)) / 1000
  }
}
