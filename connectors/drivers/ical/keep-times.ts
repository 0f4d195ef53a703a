import type { Text } from '#contract'
import { createHash } from 'node:crypto'
import { about, SourceError } from '#kit'

/** All that passes of an event and of a zone: when, how often, whether it still holds. Nobody's name, no title, no place. */
const KEPT: Record<string, ReadonlySet<string>> = {
  VCALENDAR: new Set(['VERSION']),
  VEVENT: new Set(['UID', 'DTSTART', 'DTEND', 'DURATION', 'RRULE', 'RDATE', 'EXDATE', 'RECURRENCE-ID', 'STATUS', 'SEQUENCE', 'CATEGORIES']),
  VTIMEZONE: new Set(['TZID']),
  STANDARD: new Set(['DTSTART', 'TZOFFSETFROM', 'TZOFFSETTO', 'RRULE', 'RDATE']),
  DAYLIGHT: new Set(['DTSTART', 'TZOFFSETFROM', 'TZOFFSETTO', 'RRULE', 'RDATE']),
}
const KEPT_PARAMETERS = new Set(['TZID', 'VALUE', 'RANGE'])
const DEEPEST = 8
const LINE = /^([A-Za-z0-9-]{1,64})((?:;[A-Za-z0-9-]{1,64}=(?:"[^"]*"|[^";:]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)$/s
const PARAMETER = /;([A-Za-z0-9-]+)=("[^"]*"|[^";:]*)/g

export interface KeptCalendar {
  text: string
  /** Each event and each description of a zone by itself: one that is broken must not take the others with it. */
  events: string[]
  zones: string[]
}

/**
 * The calendar without anything personal, before anybody parses it: what is dropped here can be neither kept nor shown. An
 * event is known by a hash, since its own id may be an address. A calendar that breaks off is refused.
 */
export function keepTimes(text: string, host: string, limits: { maxEvents: number; categories: readonly string[] }): KeptCalendar {
  const broken = (why: Text) => new SourceError('malformed', about(host, why))
  if (!/^\s*BEGIN:VCALENDAR\s*(?:\r?\n|$)/i.test(text)) throw broken({ vi: 'câu trả lời không phải là lịch iCalendar (thiếu BEGIN:VCALENDAR)', en: 'the answer is no iCalendar calendar (BEGIN:VCALENDAR is missing)' })
  const kept: string[] = []
  const open: { name: string; isKept: boolean; from: number; isWanted: boolean }[] = []
  let count = 0
  const events: string[] = []
  const zones: string[] = []
  // RFC 5545, 3.1: a line that begins with a blank goes on with the one before.
  for (const line of text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/)) {
    const [all, rawName = '', parameters = '', value = ''] = LINE.exec(line) ?? []
    const name = rawName.toUpperCase()
    const here = open.at(-1)
    if (name === 'BEGIN') {
      const component = value.trim().toUpperCase()
      const isKept = Object.hasOwn(KEPT, component) && (here?.isKept ?? component === 'VCALENDAR')
      if (open.length >= DEEPEST) throw broken({ vi: `lịch lồng nhau quá ${DEEPEST} tầng`, en: `the calendar is nested more than ${DEEPEST} deep` })
      open.push({ name: component, isKept, from: kept.length, isWanted: limits.categories.length === 0 })
      if (component === 'VEVENT' && isKept && (count += 1) > limits.maxEvents) throw broken({ vi: `lịch có quá ${limits.maxEvents} sự kiện; tăng "maxEvents" hoặc xin lịch hẹp hơn`, en: `the calendar has more than ${limits.maxEvents} events; raise "maxEvents" or ask for a narrower calendar` })
      if (isKept) kept.push(`BEGIN:${component}`)
    } else if (name === 'END') {
      const done = open.pop()
      if (done === undefined || done.name !== value.trim().toUpperCase()) throw broken({ vi: 'lịch iCalendar bị hỏng: BEGIN và END không khớp', en: 'the iCalendar calendar is broken: BEGIN and END do not match' })
      if (done.isKept) kept.push(`END:${done.name}`)
      if (done.name === 'VEVENT' && done.isKept && !done.isWanted) kept.splice(done.from)
      else if (done.isKept && (done.name === 'VEVENT' || done.name === 'VTIMEZONE')) (done.name === 'VEVENT' ? events : zones).push(kept.slice(done.from).join('\r\n'))
    } else if (all !== undefined && here?.isKept === true && KEPT[here.name]?.has(name) === true) {
      if (name === 'CATEGORIES') here.isWanted ||= isListed(value, limits.categories)
      else kept.push(`${name}${keptParameters(parameters)}:${name === 'UID' ? hashOf(value) : value}`)
    }
  }
  if (open.length > 0 || kept.length === 0) throw broken({ vi: 'lịch iCalendar bị cắt giữa chừng (thiếu END:VCALENDAR)', en: 'the iCalendar calendar is cut off (END:VCALENDAR is missing)' })
  return { text: `${kept.join('\r\n')}\r\n`, events, zones }
}

const hashOf = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 24)

const keptParameters = (parameters: string): string =>
  [...parameters.matchAll(PARAMETER)].filter(([, name = '']) => KEPT_PARAMETERS.has(name.toUpperCase())).map(([whole]) => whole).join('')

/** Categories stand in a list; a comma of their own is written `\,`. */
const isListed = (value: string, wanted: readonly string[]): boolean =>
  value.split(/(?<!\\),/).some((one) => wanted.includes(one.replaceAll('\\,', ',').trim().normalize('NFC')))
