import { describe, expect, it } from 'vitest'
import { type DriverIo, SourceError } from '#kit'
import { IcalConfig } from './config.ts'
import { ical } from './driver.ts'

/** Thursday 15/10/2026, 10:00 in the province. */
const NOW = Date.parse('2026-10-15T03:00:00Z')
const calendar = (...lines: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n')
const event = (...lines: string[]) => ['BEGIN:VEVENT', ...(lines[0]?.startsWith('UID:') === true ? [] : ['UID:1@so.example']), ...lines, 'END:VEVENT'].join('\r\n')

async function read(text: string, { now = NOW, ...more }: { now?: number; timeZone?: string; categories?: string[]; maxEvents?: number } = {}) {
  const io: DriverIo = {
    fetch: () => Promise.resolve({ status: 200, headers: { 'content-type': 'text/calendar' }, body: Buffer.from(text) }),
    signal: new AbortController().signal, now: () => now, bookmark: undefined,
  }
  const { records, raw } = await ical.collect(IcalConfig.parse({ url: 'https://lich.example/hop.ics', ...more }), io)
  const [day, ...events] = records as Record<string, unknown>[]
  return { day, events, text: Buffer.from(raw[0]?.body ?? []).toString() }
}
const starts = async (text: string, more?: Parameters<typeof read>[1]) =>
  (await read(text, more)).events.map((one) => (typeof one === 'string' ? one : `${String(one['from']).slice(0, 16)}${one['status'] === 'CANCELLED' ? ' cancelled' : ''}${one['allDay'] === true ? ' all day' : ''}`))

describe('what passes', () => {
  it('is when and whether, never who, where or what about, neither in the records nor in what is kept', async () => {
    const { day, events, text } = await read(calendar(
      'X-WR-CALNAME:Lịch lãnh đạo',
      event('DTSTART:20261015T010000Z', 'DTEND:20261015T023000Z', 'SUMMARY:Họp kín về nhân', '  sự', 'DESCRIPTION:mật\\nBEGIN:VEVENT', 'LOCATION:Phòng 2', 'ATTENDEE;CN="Người; A: B":mailto:a@so.example', 'ORGANIZER;CN=Ai:mailto:ai@so.example', 'STATUS:confirmed',
        'BEGIN:VALARM', 'TRIGGER:-PT5M', 'DESCRIPTION:nhắc họp kín', 'END:VALARM'),
      'BEGIN:VTODO', 'UID:viec', 'SUMMARY:việc riêng', 'DTSTART:20261015T010000Z', 'END:VTODO'))
    expect(day).toEqual({ kind: 'day', day: '2026-10-15', from: '2026-10-14T17:00:00.000Z', to: '2026-10-15T17:00:00.000Z', askedAt: '2026-10-15T03:00:00.000Z' })
    expect(events).toEqual([{ kind: 'event', from: '2026-10-15T01:00:00.000Z', to: '2026-10-15T02:30:00.000Z', allDay: false, status: 'CONFIRMED' }])
    for (const word of ['kín', 'sự', 'mật', 'Phòng', 'Người', 'Ai', '@', 'riêng', 'lãnh đạo', 'TRIGGER']) expect(JSON.stringify([events, text])).not.toContain(word)
  })

  it('is only of the categories asked for', async () => {
    const text = calendar(event('DTSTART:20261015T010000Z', 'CATEGORIES:Họp\\, nội bộ,Trực tuyến'), event('UID:2', 'DTSTART:20261015T020000Z', 'CATEGORIES:Tiếp dân'), event('UID:3', 'DTSTART:20261015T030000Z'))
    expect(await starts(text, { categories: ['Trực tuyến'] })).toEqual(['2026-10-15T01:00'])
    expect(await starts(text, { categories: ['Họp, nội bộ'] })).toEqual(['2026-10-15T01:00'])
    expect(await starts(text)).toHaveLength(1 + 1 + 1)
  })
})

describe('times', () => {
  const ZONE = ['BEGIN:VTIMEZONE', 'TZID:Giờ tỉnh', 'BEGIN:STANDARD', 'DTSTART:19700101T000000', 'TZOFFSETFROM:+0700', 'TZOFFSETTO:+0700', 'END:STANDARD', 'END:VTIMEZONE'].join('\r\n')

  it.each([
    ['UTC', 'DTSTART:20261015T010000Z'], ['an IANA zone', 'DTSTART;TZID=Asia/Ho_Chi_Minh:20261015T080000'], ['a zone the calendar describes', 'DTSTART;TZID="Giờ tỉnh":20261015T080000'],
    ['no zone: the province’s', 'DTSTART:20261015T080000'], ['another zone', 'DTSTART;TZID=Europe/Paris:20261015T030000'],
  ])('are read in %s', async (_, start) => expect(await starts(calendar(ZONE, event(start, 'DURATION:PT1H')))).toEqual(['2026-10-15T01:00']))

  it('of one day end at its midnights, and an event over midnight is of both days', async () => {
    const text = calendar(
      event('DTSTART;TZID=Asia/Ho_Chi_Minh:20261014T233000', 'DTEND;TZID=Asia/Ho_Chi_Minh:20261015T003000'), event('UID:2', 'DTSTART;TZID=Asia/Ho_Chi_Minh:20261015T235900'),
      event('UID:3', 'DTSTART;TZID=Asia/Ho_Chi_Minh:20261016T000000'), event('UID:4', 'DTSTART;TZID=Asia/Ho_Chi_Minh:20261014T230000', 'DTEND;TZID=Asia/Ho_Chi_Minh:20261015T000000'))
    expect(await starts(text)).toEqual(['2026-10-14T16:30', '2026-10-15T16:59'])
    expect(await starts(calendar(event('DTSTART;VALUE=DATE:20261014', 'DTEND;VALUE=DATE:20261016'), event('UID:2', 'DTSTART;VALUE=DATE:20261016')))).toEqual(['2026-10-13T17:00 all day'])
  })

  it('keep to the clocks where these are changed', async () => {
    const daily = calendar(event('DTSTART;TZID=Europe/Paris:20261001T090000', 'RRULE:FREQ=DAILY'))
    expect(await starts(daily, { timeZone: 'Europe/Paris', now: Date.parse('2026-10-24T10:00:00Z') })).toEqual(['2026-10-24T07:00'])
    expect(await starts(daily, { timeZone: 'Europe/Paris', now: Date.parse('2026-10-25T10:00:00Z') })).toEqual(['2026-10-25T08:00'])
  })
})

it('tells an event that ends beyond all calendars as unreadable, and reads the others', async () => {
  const found = await starts(calendar(event('DTSTART:20261015T010000Z', 'DURATION:P99999999999W'), event('UID:2@so.example', 'DTSTART:20261015T020000Z', 'DURATION:PT1H')))
  expect(found).toEqual([expect.stringContaining('không đọc được thời gian'), '2026-10-15T02:00'])
})

describe('repeated events', () => {
  const weekly = (...more: string[]) => event('DTSTART;TZID=Asia/Ho_Chi_Minh:20260101T080000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;BYDAY=TH', ...more)

  it('happen today when today is their day, and not when the rule has ended', async () => {
    expect(await starts(calendar(weekly()))).toEqual(['2026-10-15T01:00'])
    expect(await starts(calendar(weekly()), { now: NOW + 86_400_000 })).toEqual([])
    const until = (end: string) => calendar(event('DTSTART;TZID=Asia/Ho_Chi_Minh:20261001T080000', `RRULE:FREQ=DAILY;UNTIL=${end}`))
    expect(await starts(until('20261015T010000Z'))).toEqual(['2026-10-15T01:00'])
    expect(await starts(until('20261015T005959Z'))).toEqual([])
    expect(await starts(calendar(event('DTSTART:20261013T010000Z', 'RRULE:FREQ=DAILY;COUNT=2')))).toEqual([])
    expect(await starts(calendar(event('DTSTART:20261001T010000Z', 'RDATE:20261015T020000Z,20261016T020000Z')))).toEqual(['2026-10-15T02:00'])
  })

  it('do not happen on an EXDATE', async () => {
    expect(await starts(calendar(weekly('EXDATE;TZID=Asia/Ho_Chi_Minh:20261008T080000,20261015T080000')))).toEqual([])
  })

  it('that were moved or cancelled once are so that once', async () => {
    const once = (...more: string[]) => event('RECURRENCE-ID;TZID=Asia/Ho_Chi_Minh:20261015T080000', ...more)
    expect(await starts(calendar(weekly(), once('DTSTART;TZID=Asia/Ho_Chi_Minh:20261015T140000', 'DURATION:PT1H')))).toEqual(['2026-10-15T07:00'])
    expect(await starts(calendar(weekly(), once('DTSTART;TZID=Asia/Ho_Chi_Minh:20261016T080000')))).toEqual([])
    expect(await starts(calendar(weekly(), once('DTSTART;TZID=Asia/Ho_Chi_Minh:20261016T080000')), { now: NOW + 86_400_000 })).toEqual(['2026-10-16T01:00'])
    expect(await starts(calendar(weekly(), once('DTSTART;TZID=Asia/Ho_Chi_Minh:20261015T080000', 'STATUS:CANCELLED')))).toEqual(['2026-10-15T01:00 cancelled'])
    expect(await starts(calendar(event('DTSTART;VALUE=DATE:20261001', 'RRULE:FREQ=DAILY'), event('RECURRENCE-ID;VALUE=DATE:20261015', 'DTSTART;VALUE=DATE:20261015', 'STATUS:CANCELLED')))).toEqual(['2026-10-14T17:00 cancelled all day'])
  })

  it('count once where the calendar holds an older state of the same event', async () => {
    expect(await starts(calendar(event('DTSTART:20261015T010000Z', 'SEQUENCE:0'), event('DTSTART:20261015T050000Z', 'SEQUENCE:2'), event('DTSTART:20261015T020000Z', 'SEQUENCE:1')))).toEqual(['2026-10-15T05:00'])
  })

  it.each([
    ['RRULE:FREQ=SECONDLY', 'dày hơn hằng ngày'], ['RRULE:FREQ=MINUTELY;INTERVAL=5', 'dày hơn hằng ngày'],
    ['RRULE:FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23;BYMINUTE=0,1,2,3,4,5,6,7,8,9', 'dài quá mức'], ['RRULE:FREQ=LUNAR', 'viết sai'],
  ])('with the rule %s are told apart and do no harm', async (rule, why) => {
    const all = await starts(calendar(event('DTSTART:20200101T010000Z', rule), event('UID:2', 'DTSTART:20261015T020000Z')))
    expect(all).toContain('2026-10-15T02:00')
    expect(all.filter((one) => one.includes(why))).toHaveLength(1)
  })
})

it.each(['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2,4', 'FREQ=YEARLY;BYYEARDAY=400', 'FREQ=DAILY;BYMONTH=13', 'FREQ=WEEKLY;BYDAY=', 'FREQ=DAILY;INTERVAL=0', 'FREQ=DAILY;COUNT=-1', 'FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO;BYMONTH=3', 'FREQ=DAILY;BYSETPOS=9'])(
  'a rule that can never be, %s, ends and leaves the others', async (rule) => {
    const all = await starts(calendar(event('DTSTART:20200101T010000Z', `RRULE:${rule}`), event('UID:2', 'DTSTART:20261015T020000Z')))
    expect(all).toContain('2026-10-15T02:00')
  })

it('keeps the good events beside those it cannot read, and says which and why', async () => {
  const all = await starts(calendar(
    event('DTSTART:20261015T010000Z'), event('UID:2', 'SUMMARY:không giờ'), event('UID:3', 'DTSTART;TZID=Mars/Base:20261015T080000'), event('UID:4', 'DTSTART:hôm nay'), event('UID:5', 'DTSTART:20261015T050000Z', 'DTEND:20261015T040000Z'),
    event('UID:6', 'DTSTART:20261015T010000Z', 'RECURRENCE-ID;RANGE=THISANDFUTURE:20261015T010000Z')))
  expect(all.filter((one) => one.startsWith('2026'))).toEqual(['2026-10-15T01:00'])
  for (const why of ['DTSTART', 'Mars/Base', 'RANGE', 'trước thời gian bắt đầu']) expect(all.filter((one) => one.includes(why))).toHaveLength(1)
  expect(all).toHaveLength(6)
  for (const one of all) expect(one).not.toContain('không giờ')
})

it.each([
  ['<calendar/>', 'thiếu BEGIN:VCALENDAR'], ['', 'thiếu BEGIN:VCALENDAR'], ['BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:2026', 'cắt giữa chừng'], ['BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n', 'không khớp'],
  ['BEGIN:VCALENDAR\r\n'.repeat(10_000), 'lồng nhau quá'], [calendar(event('DTSTART:20261015T010000Z'), event('UID:2'), event('UID:3')), 'quá 2 sự kiện'],
])('refuses a calendar that is none, breaks off or is too large: %#', async (text, message) => {
  const thrown: unknown = await read(text, { maxEvents: 2 }).catch((error: unknown) => error)
  expect(thrown).toBeInstanceOf(SourceError)
  expect(thrown).toMatchObject({ kind: 'malformed', message: expect.stringContaining(message) })
  expect(thrown).toMatchObject({ message: expect.stringMatching(/^lich\.example: /) })
})

it('says of a day without events that it has none', async () => {
  expect(await starts(calendar())).toEqual([])
})

it.each([[{ url: 'webcal://x' }], [{ url: 'https://x', timeZone: 'Mars/Base' }], [{ url: 'https://x', days: 3 }]])('refuses the settings %j', (settings) => expect(IcalConfig.safeParse(settings).success).toBe(false))
