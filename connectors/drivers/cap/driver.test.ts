import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createGuardedFetch, type DriverIo, parseXml, UnreadableField } from '#kit'
import { AMBER, EARTHQUAKE, HSAS, THUNDERSTORM } from '../../../tests/support/cap-examples.ts'
import { type HostileServer, startHostileServer } from '../../../tests/support/hostile-server.ts'
import { CapConfig } from './config.ts'
import { cap } from './driver.ts'
import { alertsInForce } from './in-force.ts'
import { type Alert, readAlert } from './read-alert.ts'

const read = (xml: string): Alert => {
  const alert = readAlert(parseXml(xml, 'so.example'), 'so.example')
  if (alert instanceof UnreadableField) throw new Error(alert.reason.vi)
  return alert
}
const at = (iso: string) => Date.parse(iso)
const HOUR_MS = 3_600_000

describe('the published examples', () => {
  it('are read: parties, times, references, parameters, areas by geocode', () => {
    expect(read(THUNDERSTORM)).toMatchObject({
      identifier: 'KSTO1055887203', sender: 'KSTO@NWS.NOAA.GOV', sentAt: at('2003-06-17T21:57:00Z'), status: 'Actual', msgType: 'Alert', references: [],
      infos: [{ event: 'SEVERE THUNDERSTORM', responseTypes: ['Shelter'], urgency: 'Immediate', severity: 'Severe', certainty: 'Observed', effectiveAt: undefined, expiresAt: at('2003-06-17T23:00:00Z'),
        areas: [{ description: expect.stringContaining('TUOLUMNE'), geocodes: ['006109', '006009', '006003'].map((value) => ({ name: 'SAME', value })) }] }],
    })
    expect(read(HSAS).infos[0]).toMatchObject({ parameters: [{ name: 'HSAS', value: 'ORANGE' }], areas: [{ geocodes: [] }] })
    expect(read(EARTHQUAKE)).toMatchObject({ msgType: 'Update', references: ['trinet@caltech.edu,TRI13970876.1'] })
    expect(read(AMBER).infos.map(({ language }) => language)).toEqual(['en-US', 'es-US'])
  })

  it('are in force while they are: until "expires", without it for a day; never an event that is past', () => {
    const names = (moment: string) => alertsInForce([HSAS, THUNDERSTORM, EARTHQUAKE, AMBER].map(read), at(moment), 24).map(({ identifier }) => identifier)
    expect(names('2003-04-02T19:39:00Z')).toEqual([])
    expect(names('2003-04-02T19:39:01Z')).toEqual(['43b080713727'])
    expect(names('2003-04-03T19:39:00Z')).toEqual(['43b080713727'])
    expect(names('2003-04-03T19:39:01Z')).toEqual([])
    expect(names('2003-06-12T06:00:00Z')).toEqual(['KAR0-0306112239-SW'])
    expect(names('2003-06-17T22:59:59Z')).toEqual(['KSTO1055887203'])
    expect(names('2003-06-17T23:00:00Z')).toEqual([])
  })
})

const NOW = at('2026-10-15T03:00:00Z')
const message = (identifier: string, more: Partial<Alert> = {}, info: Partial<Alert['infos'][number]> = {}): Alert => ({
  identifier, sender: 's@x', sentAt: NOW - HOUR_MS, status: 'Actual', msgType: 'Alert', references: [],
  infos: [{ language: 'vi', event: 'mưa', urgency: 'Expected', severity: 'Moderate', certainty: 'Likely', responseTypes: [], effectiveAt: undefined, onsetAt: NOW + HOUR_MS, expiresAt: NOW + HOUR_MS, parameters: [], areas: [], ...info }],
  ...more,
})
const inForce = (...all: Alert[]) => alertsInForce(all, NOW, 24).map(({ identifier }) => identifier)

describe('in force', () => {
  it.each<[string, Alert, boolean]>([
    ['before its onset, once effective', message('A'), true], ['not yet effective', message('A', {}, { effectiveAt: NOW + 1 }), false], ['at its end', message('A', {}, { expiresAt: NOW }), false],
    ...['Exercise', 'System', 'Test', 'Draft', 'actual'].map((status): [string, Alert, boolean] => [`of status ${status}`, message('A', { status }), false]),
    ...['Ack', 'Error', 'Cancel'].map((msgType): [string, Alert, boolean] => [`a message of type ${msgType}`, message('A', { msgType }), false]),
    ['all clear', message('A', {}, { responseTypes: ['Monitor', 'AllClear'] }), false], ['unlikely', message('A', {}, { certainty: 'Unlikely' }), false], ['without info', message('A', { infos: [] }), false],
  ])('%s: %#', (_what, alert, expected) => expect(inForce(alert)).toEqual(expected ? ['A'] : []))

  it('is what an Update says, and not what it replaced, also where it ended; nothing after a Cancel', () => {
    const update = message('B', { msgType: 'Update', references: ['s@x,A'] })
    expect(inForce(message('A'), update)).toEqual(['B'])
    expect(inForce(update, message('A'))).toEqual(['B'])
    expect(inForce(message('A'), { ...update, infos: [] })).toEqual([])
    expect(inForce(message('A'), message('Z'), message('C', { msgType: 'Cancel', references: ['s@x,A', 's@x,gone'], infos: [] }))).toEqual(['Z'])
  })

  it('is not ended by a test, by another sender, or by its own references in a plain Alert', () => {
    const cancel = message('C', { msgType: 'Cancel', references: ['s@x,A'] })
    expect(inForce(message('A'), { ...cancel, status: 'Test' })).toEqual(['A'])
    expect(inForce(message('A'), { ...cancel, sender: 'other@x' })).toEqual(['A'])
    expect(inForce(message('A'), message('B', { references: ['s@x,A'] }))).toEqual(['A', 'B'])
  })

  it('counts a message once that comes twice', () => expect(inForce(message('A'), message('A'))).toEqual(['A']))
})

const fresh = (identifier: string) => HSAS.replace('43b080713727', identifier).replaceAll('2003-04-02T14:39:01-05:00', '2026-10-15T02:00:00-00:00')
const atom = (entries: string, more = '') => `<feed xmlns="http://www.w3.org/2005/Atom"><updated>2026-10-15T02:00:00Z</updated>${more}${entries}</feed>`
const entry = (href: string) => `<entry><id>x</id><link rel="edit" href="/edit"/><link type="application/cap+xml" href="${href}"/></entry>`

let server: HostileServer
beforeAll(async () => {
  const xml = (body: string) => (_request: unknown, response: ServerResponse) => response.writeHead(200, { 'content-type': 'application/xml' }).end(body)
  server = await startHostileServer({
    '/a.xml': xml(fresh('A')), '/b.xml': xml(fresh('B')), '/one': xml(fresh('A')), '/dtd.xml': xml('<!DOCTYPE alert><alert/>'), '/deep.xml': xml('<a>'.repeat(10_000)), '/other.xml': xml('<html xmlns="x"/>'.replaceAll('html', 'h')),
    '/atom': xml(atom(entry('/a.xml') + entry('b.xml') + entry('/a.xml'))), '/rss': xml('<rss version="2.0"><channel><lastBuildDate>Thu, 15 Oct 2026 02:00:00 GMT</lastBuildDate><item><link>/a.xml</link></item><item><title>t</title><enclosure url="/b.xml" type="application/cap+xml"/></item></channel></rss>'),
    '/embedded': xml(atom(`<entry><content type="text/xml">${fresh('A').slice(fresh('A').indexOf('<alert'))}</content></entry>`)),
    '/lossy': xml(atom(entry('/a.xml') + entry('/gone.xml') + entry('/dtd.xml') + entry('/deep.xml') + entry('/other.xml') + entry('http://10.9.9.9/steal.xml') + '<entry><id>nothing</id></entry>')),
    '/refusing': xml(atom(entry('/a.xml') + entry('/401'))), '/limiting': xml(atom(entry('/429'))), '/failing': xml(atom(entry('/503'))),
    '/page': xml(atom(entry('/a.xml'), '<link rel="next" href="/page2"/>')), '/page2': xml(atom(entry('/b.xml'))), '/circle': xml(atom(entry('/a.xml'), '<link rel="next" href="/circle"/>')),
    '/quiet': xml(atom('')), '/deep': xml('<a>'.repeat(10_000)), '/wide': xml(`<feed>${'<entry/>'.repeat(400_000)}</feed>`),
  })
})
afterAll(() => server.close())

async function collect(path: string, more: object = {}) {
  const signal = new AbortController().signal
  const io: DriverIo = { fetch: createGuardedFetch({ allow: ['127.0.0.0/8'], timeoutMs: 10_000, signal }), signal, now: () => NOW, bookmark: undefined }
  const { records, raw } = await cap.collect(CapConfig.parse({ url: `${server.origin}${path}`, ...more }), io)
  const [head, ...rest] = records as [{ feed: { whole: boolean; messages: number } }, ...({ alert: Alert } | UnreadableField)[]] // what the driver promises
  return { ...head.feed, raw, alerts: rest.flatMap((one) => ('alert' in one ? [one.alert.identifier] : [])), lost: rest.flatMap((one) => (one instanceof UnreadableField ? [one] : [])) }
}

describe('a feed', () => {
  it.each([['/one', ['A']], ['/atom', ['A', 'B']], ['/rss', ['A', 'B']], ['/embedded', ['A']], ['/page', ['A', 'B']], ['/quiet', []]])('is read whole, each message once: %s', async (path, alerts) => {
    expect(await collect(path)).toMatchObject({ whole: true, alerts, lost: [] })
  })

  it('is not whole where a message is gone, broken, dangerous or elsewhere; each is named and the others count', async () => {
    const { whole, alerts, lost } = await collect('/lossy')
    expect([whole, alerts]).toEqual([false, ['A']])
    expect(lost.map(({ reason }) => reason.vi)).toEqual(['nothing', '10.9.9.9', '404', 'DOCTYPE', 'quá 64 tầng', '<h>'].map((part) => expect.stringContaining(part)))
    expect(server.requests.every(({ path }) => !path.includes('steal'))).toBe(true)
  })

  it.each([['/refusing', 'auth'], ['/limiting', 'rate-limited'], ['/failing', 'unreachable'], ['/circle', 'malformed'], ['/deep', 'malformed'], ['/wide', 'malformed']])('ends the pass where it cannot be read at all: %s', async (path, kind) => {
    await expect(collect(path)).rejects.toMatchObject({ kind })
  })

  it('is malformed beyond its number of messages or bytes', async () => {
    await expect(collect('/atom', { maxAlerts: 1 })).rejects.toMatchObject({ message: expect.stringContaining('quá 1 bản tin') })
    expect(await collect('/atom', { maxBytes: 1_400 })).toMatchObject({ whole: false })
  })

  it('is an error once it is older than allowed, also without any alert in it', async () => {
    expect((await collect('/quiet', { feedMaxAgeMinutes: 60 })).whole).toBe(true)
    expect((await collect('/rss', { feedMaxAgeMinutes: 60 })).whole).toBe(true)
    await expect(collect('/quiet', { feedMaxAgeMinutes: 59 })).rejects.toMatchObject({ message: expect.stringContaining('đã cũ 60 phút') })
    await expect(collect('/one', { feedMaxAgeMinutes: 60 })).rejects.toMatchObject({ message: expect.stringContaining('không ghi thời điểm') })
  })
})

it.each([['sent', '<sent>hôm nay</sent>'], ['sent', ''], ['expires', '<expires>2026-10-15</expires>'], ['onset', '<onset>sau</onset>']])('names the time it cannot read: %s', (name, element) => {
  const xml = name === 'sent' ? HSAS.replace(/<sent>.*?<\/sent>/, element) : HSAS.replace('</certainty>', `</certainty>${element}`)
  expect(readAlert(parseXml(xml, 'x'), 'x')).toMatchObject({ code: 'bad-time', reason: { vi: expect.stringContaining(name) as string } })
})

it('does not grow with the nesting or the width of what it refuses', async () => {
  const before = process.memoryUsage().heapUsed
  for (let turn = 0; turn < 5; turn += 1) await collect('/deep').catch(() => undefined)
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(100 * 1024 * 1024)
})
