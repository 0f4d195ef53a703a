import type { SystemDefinition } from './system.ts'

/** Reads one record's time; undefined when it is not written as declared. */
export type TimeReader = (raw: unknown) => number | undefined

const ISO = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})$/
const LOCAL = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?$/
const DAY_FIRST = /^(\d{2})\/(\d{2})\/(\d{4}) (\d{2}):(\d{2}):(\d{2})$/
const HOUR_MS = 3_600_000

/** A reader for one format. Local times are of `timeZone`. */
export function createTimeReader(format: SystemDefinition['atFormat'], timeZone: string): TimeReader {
  const toUtc = zoneOf(timeZone)
  const readers: Record<SystemDefinition['atFormat'], TimeReader> = {
    iso: (raw) => {
      const [all, year, month, day, hour, minute, second, fraction, zone = 'Z'] = match(raw, ISO)
      const wall = all === undefined ? undefined : wallTime({ year, month, day, hour, minute, second, fraction })
      const offset = offsetOf(zone)
      return wall === undefined || offset === undefined ? undefined : wall - offset
    },
    local: (raw) => {
      const [all, year, month, day, hour, minute, second, fraction] = match(raw, LOCAL)
      return all === undefined ? undefined : toUtc(wallTime({ year, month, day, hour, minute, second, fraction }))
    },
    'dd/MM/yyyy HH:mm:ss': (raw) => {
      const [all, day, month, year, hour, minute, second] = match(raw, DAY_FIRST)
      return all === undefined ? undefined : toUtc(wallTime({ year, month, day, hour, minute, second }))
    },
    'epoch-s': (raw) => readEpoch(raw, 1000),
    'epoch-ms': (raw) => readEpoch(raw, 1),
  }
  return readers[format]
}

const match = (raw: unknown, pattern: RegExp): (string | undefined)[] => (typeof raw === 'string' ? pattern.exec(raw.trim()) ?? [] : [])

type Parts = Partial<Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'fraction', string | undefined>>

/** The clock's reading as if it were UTC; undefined for a moment no calendar has, as 31/02 or 24:00. */
function wallTime({ year, month, day, hour = '0', minute = '0', second = '0', fraction = '' }: Parts): number | undefined {
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second), Number(fraction.padEnd(3, '0').slice(0, 3)))
  const back = new Date(at)
  return back.getUTCMonth() === Number(month) - 1 && back.getUTCDate() === Number(day) ? at : undefined
}

function offsetOf(zone: string): number | undefined {
  if (zone === 'Z') return 0
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? []
  if (Number(hours) > 14 || Number(minutes) > 59) return undefined
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}

function readEpoch(raw: unknown, unitMs: number): number | undefined {
  const value = typeof raw === 'string' && /^\d{1,16}(?:\.\d{1,9})?$/.test(raw.trim()) ? Number(raw) : raw
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? Math.floor(value * unitMs) : undefined
}

type Zone = (wall: number | undefined) => number | undefined

/** Kept from answer to answer: to make one takes as long as to read some hundred records. */
const zones = new Map<string, Zone>()

function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone) ?? createZone(timeZone)
  zones.set(timeZone, known)
  return known
}

const MOST_HOURS = 100_000

/** Offsets are remembered per hour, since asking is slow. */
function createZone(timeZone: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  })
  const remembered = new Map<number, number>()
  const offsetAt = (utc: number): number => {
    const hour = Math.floor(utc / HOUR_MS)
    const known = remembered.get(hour)
    if (known !== undefined) return known
    const part = Object.fromEntries(format.formatToParts(hour * HOUR_MS).map(({ type, value }) => [type, Number(value)]))
    const offset = Date.UTC(part['year'] ?? 0, (part['month'] ?? 1) - 1, part['day'], part['hour'], part['minute'], part['second']) - hour * HOUR_MS
    if (remembered.size >= MOST_HOURS) remembered.clear()
    remembered.set(hour, offset)
    return offset
  }
  // Twice: the first guess may lie on the other side of a change of the clocks.
  return (wall) => (wall === undefined ? undefined : wall - offsetAt(wall - offsetAt(wall)))
}
