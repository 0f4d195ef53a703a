import { createHmac } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { connectAsync } from 'mqtt'
import { afterAll, beforeAll } from 'vitest'
import { holdFreePort } from '../../server/engines/free-port.ts'
import { copyDeployment, type CopiedDeployment } from '../support/copied-deployment.ts'
import { stationMessage } from '../support/listening-source.ts'
import { startTestBroker, type TestBroker } from '../support/mosquitto.ts'
import { PUSH_KEY, startTestServer, type TestServer } from '../support/server.ts'
import { waitUntil } from '../support/wait-until.ts'
import { type Answer, describeInbox } from './inbox-suite.ts'

const SECRET = 'khoa-ky-dung-de-thu-1'
let server: TestServer
let broker: TestBroker
let deployment: CopiedDeployment
let logPort = 0
beforeAll(async () => {
  broker = await startTestBroker()
  deployment = await copyDeployment()
  await deployment.edit('sources/firewall.yaml', (text) => text.replace(/(\n {2}port: .*)/, '$1\n  countEvery: 200ms'))
  const held = await holdFreePort()
  logPort = held.port
  await held.release()
  server = await startTestServer({
    IOC_DEPLOYMENT: deployment.dir, IOC_SOC_SECRET: SECRET, IOC_MQTT_URL: broker.url, IOC_MQTT_USER: broker.reader.username, IOC_MQTT_PASSWORD: broker.reader.password, IOC_FIREWALL_SYSLOG_PORT: String(logPort), LOG_LEVEL: 'silent',
  })
})
afterAll(async () => {
  line?.destroy()
  await server?.stop()
  await deployment?.remove()
  await broker?.stop()
})

let lastAt = 0
/** A moment of its own for each, never in the future. */
const nextMoment = (): number => (lastAt = Math.max(lastAt + 1, Date.now() - 60_000))

async function post(source: string, body: string, headers: Record<string, string>): Promise<Answer> {
  const answer = await fetch(`${server.url}/api/v1/sources/${source}/readings`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers }, signal: AbortSignal.timeout(20_000) })
  await answer.arrayBuffer()
  return answer.status === 200 ? 'taken' : 'refused'
}

let sent = ''
const remembered = (body: string): string => (sent = body)

const push = (body: string, key = PUSH_KEY) => post('push-demo', body, { authorization: `Bearer ${key}` })
const reading = (value: number) => JSON.stringify({ indicator: 'ioc.push-demo', subject: 'tn2025', at: new Date(nextMoment()).toISOString(), value })
describeInbox(() => server, {
  title: 'push', source: 'push-demo', feed: 'push-demo', series: 'ioc.push-demo@tn2025', again: 'the same',
  send: (value) => push(remembered(reading(value))),
  sendAgain: () => push(sent),
  garbage: () => push('[{"indicator":'),
  tooLarge: () => push(`[${' '.repeat(21 * 1024 * 1024)}]`),
  asStranger: (value) => push(reading(value), 'khong-phai-khoa-nao-ca'),
})

function signed(body: string, secret = SECRET): Promise<Answer> {
  const at = String(Math.floor(Date.now() / 1_000))
  return post('soc', body, { 'x-ioc-timestamp': at, 'x-ioc-signature': `sha256=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}` })
}
const alert = (soTrongNgay: number) => JSON.stringify({ loai: 'canh-bao', thoiDiem: new Date(nextMoment()).toISOString(), mucDo: 'thap', soTrongNgay })
describeInbox(() => server, {
  title: 'webhook', source: 'soc', feed: 'security', series: 'soc.alerts-low@tn2025', again: 'the same',
  send: (value) => signed(remembered(alert(value))),
  sendAgain: () => signed(sent),
  garbage: () => signed('[{"loai":'),
  tooLarge: () => signed(`[${' '.repeat(70_000)}]`),
  asStranger: (value) => signed(alert(value), 'another-secret-of-16'),
})

let station: [topic: string, payload: string] = ['', '']
describeInbox(() => server, {
  title: 'mqtt', source: 'environment', feed: 'environment', series: 'env.pm25-1h@site.env-kk-tan-ninh', again: 'the same',
  async send(value) {
    station = stationMessage(value, nextMoment())
    await broker.publish(...station)
    return 'taken'
  },
  async sendAgain() {
    await broker.publish(...station)
    return 'taken'
  },
  async garbage() {
    await broker.publish(station[0], '{"giaTri":')
    return 'unknown'
  },
  async tooLarge() {
    await broker.publish(station[0], JSON.stringify({ giaTri: 1, thua: 'x'.repeat(70_000) }))
    return 'unknown'
  },
  asStranger: async (value) => {
    const [topic, payload] = stationMessage(value, nextMoment())
    const client = await connectAsync(broker.url, { protocolVersion: 5, reconnectPeriod: 0, username: 'nguoi-la', password: 'khong-co' }, false).catch(() => undefined)
    if (client === undefined) return 'refused'
    await client.publishAsync(topic, payload, { qos: 1 })
    await client.endAsync()
    return 'taken'
  },
})

let line: Socket | undefined
const dial = () => new Promise<Socket | false>((resolve) => {
  const opened = connect(logPort, '127.0.0.1')
  opened.once('connect', () => resolve(opened)).on('error', () => resolve(false))
})
/** One line for all, as a device holds it; another where the last was cut. After a kill the port is back once the lease is. */
async function log(text: string): Promise<Answer> {
  if (line === undefined || line.destroyed) line = await waitUntil('the log is heard', dial, { withinMs: 60_000 })
  const held = line
  await new Promise<void>((resolve) => held.write(text, () => resolve()))
  return 'unknown'
}
const framed = (text: string): string => `${Buffer.byteLength(text)} ${text}`
const EVENT = '<132>1 2026-10-15T03:00:00Z - fw - - - CEF:0|Hang|Tuong lua|1.0|100|chan|9|'
describeInbox(() => server, {
  title: 'syslog', source: 'firewall', feed: 'security', series: 'soc.perimeter-critical@tn2025', again: 'one more',
  send: () => log(framed(EVENT)),
  sendAgain: () => log(framed(EVENT)),
  garbage: () => log(framed('<999>1 khong phai syslog')),
  tooLarge: () => log(framed(`${EVENT}${'x'.repeat(9_000)}`)),
  // Not from an address that may: of its own machine a sender is always heard here, so this one speaks another language.
  async asStranger() {
    const stranger = connect(logPort, '127.0.0.1')
    stranger.on('error', () => undefined).write('GET / HTTP/1.1\r\n\r\n')
    await new Promise((resolve) => stranger.once('close', resolve).resume())
    return 'refused'
  },
})
