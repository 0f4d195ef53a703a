import { authHeaders, checkAnswer, definePollDriver, describeAddress, type DriverIo, readText, refuseHtml, SourceError } from '#kit'
import { IcalConfig } from './config.ts'
import { type KeptCalendar, keepTimes } from './keep-times.ts'
import { occurrencesOn } from './occurrences.ts'
import { dayOf } from './zone.ts'

/** Reads what a calendar holds for today: times and state of each event, nothing that says who or what about. */
export const ical = definePollDriver<IcalConfig>({
  protocol: 'ical',
  isDiscreet: true,
  config: IcalConfig,
  async probe(config, io) {
    await readCalendar(config, io)
  },
  async collect(config, io) {
    const calendar = await readCalendar(config, io)
    const day = dayOf(config.timeZone, io.now())
    const found = occurrencesOn(calendar, { ...day, zone: config.timeZone })
    const iso = (at: number) => new Date(at).toISOString()
    const records = [
      { kind: 'day', day: day.day, from: iso(day.fromAt), to: iso(day.toAt), askedAt: iso(io.now()) },
      ...found.map((one) => (typeof one === 'string' ? one : { kind: 'event', from: iso(one.fromAt), to: iso(one.toAt), allDay: one.allDay, status: one.status })),
    ]
    // What came holds names and titles: only what was read of it is kept.
    return { records, raw: [{ body: Buffer.from(calendar.text), contentType: 'text/calendar; charset=utf-8', from: describeAddress(config.url) }] }
  },
})

async function readCalendar(config: IcalConfig, io: DriverIo): Promise<KeptCalendar> {
  const { url, auth, headers, tls, maxBytes, maxEvents, categories } = config
  const answer = await io.fetch(url, { headers: { accept: 'text/calendar', ...headers, ...authHeaders(auth) }, maxBytes, ...(tls === undefined ? {} : { tls }) })
  checkAnswer(answer, url, io.now())
  refuseHtml(answer, url, { vi: 'lịch iCalendar', en: 'an iCalendar calendar' })
  const { host } = new URL(url)
  if (answer.status === 304) throw new SourceError('malformed', { vi: `${host} trả lời "không đổi" (mã 304) cho một câu hỏi không điều kiện`, en: `${host} answers "not changed" (code 304) to a question without a condition` })
  return keepTimes(readText(answer.body, host), host, { maxEvents, categories: categories.map((one) => one.normalize('NFC')) })
}
