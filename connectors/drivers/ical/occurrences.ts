import ICAL from 'ical.js'
import { isZone } from './config.ts'
import { dayOf, IanaZone, toUtc } from './zone.ts'

/** One event on the day asked for. */
export interface Occurrence {
  fromAt: number
  toAt: number
  allDay: boolean
  status: string
}

interface Asked {
  /** Of times that name none. */
  zone: string
  fromAt: number
  toAt: number
}

/** Steps over all events: a rule that goes on for ever is followed so far and no further. */
const MOST_STEPS = 100_000
const STEPS_OF_ONE = 10_000
const TIMED = ['dtstart', 'dtend', 'rdate', 'exdate', 'recurrence-id']
/** No conference repeats by the minute, and counting such a rule up to today takes for ever. */
const TOO_OFTEN = new Set(['SECONDLY', 'MINUTELY', 'HOURLY'])
const STATUSES = new Set(['CONFIRMED', 'TENTATIVE', 'CANCELLED'])

/** What of a calendar happens on a day. An event that cannot be read is a text that says why; the others stand. */
export function occurrencesOn(calendar: { events: readonly string[]; zones: readonly string[] }, asked: Asked): (Occurrence | string)[] {
  const found: (Occurrence | string)[] = []
  const zones = describedZones(calendar.zones)
  const newest = newestOnly(calendar.events.flatMap((text) => {
    const event = parseComponent(text)
    if (event === undefined) found.push(`sự kiện ${/^UID:(.*)$/m.exec(text)?.[1]?.trim() ?? ''}: không đọc được, có thể do thời gian hoặc quy tắc lặp viết sai`)
    return event === undefined ? [] : [event]
  }))
  const moved = new Set<string>()
  const budget = { steps: MOST_STEPS }
  const each = (event: ICAL.Component, read: () => Occurrence[]) => {
    try {
      found.push(...read())
    } catch (thrown) {
      found.push(`sự kiện ${keyOf(event)}: ${thrown instanceof Unreadable ? thrown.message : 'không đọc được thời gian'}`)
    }
  }
  for (const event of newest.filter((one) => one.hasProperty('recurrence-id'))) {
    each(event, () => {
      settleZones(event, zones, asked.zone)
      moved.add(exceptionKey(event, asked.zone))
      if (event.getFirstProperty('recurrence-id')?.getParameter('range') !== undefined) throw new Unreadable('thay đổi "từ lần này về sau" (RANGE) chưa được hỗ trợ')
      return within(asked, [single(event, asked.zone)])
    })
  }
  for (const event of newest.filter((one) => !one.hasProperty('recurrence-id'))) {
    each(event, () => {
      settleZones(event, zones, asked.zone)
      return within(asked, expand(event, asked, { moved, budget }))
    })
  }
  return found
}

class Unreadable extends Error {}

/** What a Date can hold (ECMAScript, 21.4.1.1). */
const LAST_DATE_MS = 8.64e15

function parseComponent(text: string): ICAL.Component | undefined {
  try {
    return new ICAL.Component(ICAL.parse(text) as ConstructorParameters<typeof ICAL.Component>[0]) // one component was written
  } catch {
    return undefined
  }
}

function describedZones(texts: readonly string[]): Map<string, ICAL.Timezone> {
  return new Map(texts.flatMap((text): [string, ICAL.Timezone][] => {
    const component = parseComponent(text)
    const name: unknown = component?.getFirstPropertyValue('tzid')
    return component === undefined || typeof name !== 'string' ? [] : [[name, new ICAL.Timezone({ component, tzid: name })]]
  }))
}

const keyOf = (event: ICAL.Component): string => String(event.getFirstPropertyValue('uid') ?? '').slice(0, 24)
const sequenceOf = (event: ICAL.Component): number => Number(event.getFirstPropertyValue('sequence') ?? 0)

/** Of several states of one event the last counts. */
function newestOnly(events: readonly ICAL.Component[]): ICAL.Component[] {
  const newest = new Map<string, ICAL.Component>()
  for (const [place, event] of events.entries()) {
    const key = event.hasProperty('uid') ? `${keyOf(event)} ${String(event.getFirstProperty('recurrence-id')?.toJSON()[3] ?? '')}` : `#${place}`
    const known = newest.get(key)
    if (known === undefined || sequenceOf(event) >= sequenceOf(known)) newest.set(key, event)
  }
  return [...newest.values()]
}

/** A time names a zone the calendar describes, one this machine knows, or none: then it is the asked day's. */
function settleZones(event: ICAL.Component, zones: ReadonlyMap<string, ICAL.Timezone>, usual: string): void {
  for (const property of TIMED.flatMap((name) => event.getAllProperties(name))) {
    const named = property.getFirstParameter('tzid') || usual
    const zone = zones.get(named) ?? (isZone(named) ? new IanaZone(named) : undefined)
    for (const value of property.getValues() as unknown[]) {
      if (!(value instanceof ICAL.Time) || value.isDate || value.zone !== ICAL.Timezone.localTimezone) continue
      if (zone === undefined) throw new Unreadable(`múi giờ "${named.slice(0, 60)}" không có trong lịch và không phải múi giờ IANA`)
      value.zone = zone
    }
  }
}

function single(event: ICAL.Component, zone: string): Occurrence {
  return occurrence(event, { start: startOf(event), lengthMs: lengthOf(event, zone) }, zone)
}

function startOf(event: ICAL.Component): ICAL.Time {
  const start: unknown = event.getFirstPropertyValue('dtstart')
  if (!(start instanceof ICAL.Time)) throw new Unreadable('thiếu thời gian bắt đầu (DTSTART)')
  return start
}

function expand(event: ICAL.Component, asked: Asked, { moved, budget }: { moved: ReadonlySet<string>; budget: { steps: number } }): Occurrence[] {
  const rules = event.getAllProperties('rrule').map((rule) => rule.getFirstValue() as unknown)
  if (rules.length === 0 && !event.hasProperty('rdate')) return [single(event, asked.zone)]
  if (rules.some((rule) => !(rule instanceof ICAL.Recur) || TOO_OFTEN.has(rule.freq))) throw new Unreadable('quy tắc lặp (RRULE) không đọc được hoặc lặp dày hơn hằng ngày')
  const found: Occurrence[] = []
  const lengthMs = lengthOf(event, asked.zone)
  const walk = new ICAL.RecurExpansion({ component: event, dtstart: startOf(event) })
  for (let steps = 0; ; steps += 1) {
    if (steps > STEPS_OF_ONE || (budget.steps -= 1) < 0) throw new Unreadable('quy tắc lặp (RRULE) dài quá mức đọc được')
    const start = walk.next() as ICAL.Time | undefined
    if (start === undefined || start === null) return found
    const one = occurrence(event, { start, lengthMs }, asked.zone)
    if (one.fromAt >= asked.toAt) return found
    if (one.toAt > asked.fromAt || one.fromAt >= asked.fromAt) {
      if (!moved.has(`${keyOf(event)} ${one.fromAt}`)) found.push(one)
    }
  }
}

/** Which single happening of a rule an exception stands for. */
function exceptionKey(event: ICAL.Component, zone: string): string {
  const of: unknown = event.getFirstPropertyValue('recurrence-id')
  if (!(of instanceof ICAL.Time)) throw new Unreadable('RECURRENCE-ID không đọc được')
  return `${keyOf(event)} ${momentOf(of, zone)}`
}

/** A date stands for its midnight in the calendar's zone. */
function momentOf(time: ICAL.Time, zone: string): number {
  return time.isDate ? toUtc(zone, Date.UTC(time.year, time.month - 1, time.day)) : time.toUnixTime() * 1000
}

function lengthOf(event: ICAL.Component, zone: string): number {
  const first = startOf(event)
  const end: unknown = event.getFirstPropertyValue('dtend')
  const duration: unknown = event.getFirstPropertyValue('duration')
  const fromAt = momentOf(first, zone)
  const lengthMs = end instanceof ICAL.Time ? momentOf(end, zone) - fromAt : duration instanceof ICAL.Duration ? duration.toSeconds() * 1000 : first.isDate ? dayLength(zone, fromAt) : 0
  if (!Number.isFinite(lengthMs) || lengthMs < 0) throw new Unreadable('thời gian kết thúc trước thời gian bắt đầu')
  return lengthMs
}

function occurrence(event: ICAL.Component, { start, lengthMs }: { start: ICAL.Time; lengthMs: number }, zone: string): Occurrence {
  const fromAt = momentOf(start, zone)
  // A year of seven digits is a number, and no date of any calendar.
  if (![fromAt, fromAt + lengthMs].every((at) => Math.abs(at) <= LAST_DATE_MS)) throw new Unreadable('không đọc được thời gian')
  const said = String(event.getFirstPropertyValue('status') ?? 'CONFIRMED').toUpperCase()
  return { fromAt, toAt: fromAt + lengthMs, allDay: start.isDate, status: STATUSES.has(said) ? said : 'CONFIRMED' }
}

function dayLength(zone: string, at: number): number {
  const { fromAt, toAt } = dayOf(zone, at)
  return toAt - fromAt
}

const within = ({ fromAt, toAt }: Asked, all: Occurrence[]): Occurrence[] => all.filter((one) => one.fromAt < toAt && (one.toAt > fromAt || one.fromAt >= fromAt))
