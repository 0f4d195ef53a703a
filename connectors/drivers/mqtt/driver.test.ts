import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { createGuardedConnect, type Deliver, type ListenIo, SourceError } from '#kit'
import { startTestBroker, type TestBroker } from '../../../tests/support/mosquitto.ts'
import { waitUntil } from '../../../tests/support/wait-until.ts'
import { MqttConfig } from './config.ts'
import { mqtt } from './driver.ts'

let broker: TestBroker
beforeAll(async () => {
  broker = await startTestBroker()
})
afterAll(() => broker.stop())
const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

let sessions = 0
/** Settings with a session and a topic of their own; `more` overrides. */
function settings(more: object = {}): MqttConfig {
  sessions += 1
  return MqttConfig.parse({ url: broker.url, topics: [`t${sessions}/#`], clientId: `test-${sessions}`, ...broker.reader, ...more })
}

/** Listens until stopped. `hold` decides when a delivery counts as written; at once without it. */
function listen(config: MqttConfig, { hold = () => Promise.resolve(), allow = ['127.0.0.0/8'] }: { hold?: Deliver; allow?: string[] } = {}) {
  const leaving = new AbortController()
  const heard: { records: unknown[]; from: string; body: string }[] = []
  let online = false
  const io: ListenIo = {
    fetch: () => Promise.reject(new Error('no HTTP here')),
    connect: createGuardedConnect({ allow, timeoutMs: 5_000, signal: leaving.signal }),
    signal: leaving.signal, now: () => Date.now(), bookmark: undefined, onLine: () => (online = true),
  }
  const ended = mqtt.listen(config, io, (records, raw) => {
    heard.push({ records, from: raw.from, body: Buffer.from(raw.body).toString() })
    return hold(records, raw)
  }).then(() => undefined, (thrown: unknown) => thrown)
  const stop = async () => {
    leaving.abort()
    return ended
  }
  stops.push(stop)
  return { heard, ended, stop, onLine: () => waitUntil('it is on the line', () => online) }
}

const topicOf = (config: MqttConfig, rest: string) => `${config.topics[0]?.slice(0, -1) ?? ''}${rest}`
const messages = (heard: { records: unknown[] }[]) => heard.flatMap(({ records }) => (records as { message?: unknown }[]).map(({ message }) => message))

it('gives each message as records with its topic, and its bytes as they came, without an account in the address', async () => {
  const config = settings()
  const line = listen(config)
  await line.onLine()
  await broker.publish(topicOf(config, 'kk-01/pm25'), '{"giaTri":1}')
  await broker.publish(topicOf(config, 'list'), '[{"giaTri":2},{"giaTri":3}]')
  await waitUntil('both', () => line.heard.length === 2)
  expect(line.heard[0]).toEqual({
    records: [{ topic: topicOf(config, 'kk-01/pm25'), levels: topicOf(config, 'kk-01/pm25').split('/'), message: { giaTri: 1 } }],
    from: `${broker.url}/${topicOf(config, 'kk-01/pm25')}`, body: '{"giaTri":1}',
  })
  expect(messages(line.heard)).toEqual([{ giaTri: 1 }, { giaTri: 2 }, { giaTri: 3 }])
  expect(await line.stop()).toBeUndefined()
})

it('makes of what it cannot read a text to be shown, goes on behind it, and nothing of an emptied topic', async () => {
  const config = settings()
  const line = listen(config)
  await line.onLine()
  await broker.publish(topicOf(config, 'a'), '{"giaTri":')
  await broker.publish(topicOf(config, 'b'), Buffer.from([0xff, 0xfe]))
  await broker.publish(topicOf(config, 'c'), '')
  await broker.publish(topicOf(config, 'd'), '{"giaTri":4}')
  await waitUntil('all four', () => line.heard.length === 4)
  expect(line.heard.map(({ records }) => records.map((record) => typeof record))).toEqual([['string'], ['string'], [], ['object']])
})

it('acknowledges only what was written: the rest comes again, in order, to whoever comes next', async () => {
  const config = settings({ inFlight: 50 })
  let written = 0
  const first = listen(config, { hold: () => (written < 3 ? Promise.resolve(void (written += 1)) : new Promise(() => {})) })
  await first.onLine()
  for (let n = 0; n < 10; n += 1) await broker.publish(topicOf(config, 'n'), String(n))
  await waitUntil('all ten were handed over', () => first.heard.length === 10)
  await first.stop()
  const second = listen(config)
  await waitUntil('the last', () => messages(second.heard).at(-1) === 9)
  // A word of thanks that was still on its way when the line was cut brings its message once more; all of them would mean that none was given.
  const again = messages(second.heard)
  expect(again.slice(-7)).toEqual([3, 4, 5, 6, 7, 8, 9])
  expect(again.length).toBeLessThan(10)
})

it('gets what was sent while it was away', async () => {
  const config = settings()
  const first = listen(config)
  await first.onLine()
  await first.stop()
  for (let n = 0; n < 5; n += 1) await broker.publish(topicOf(config, 'n'), String(n))
  const second = listen(config)
  await waitUntil('the five', () => second.heard.length === 5)
})

it('takes no more than it may have open while nothing is written, and goes on afterwards', async () => {
  const config = settings({ inFlight: 5 })
  const held: (() => void)[] = []
  const line = listen(config, { hold: () => new Promise((resolve) => void held.push(resolve)) })
  await line.onLine()
  for (let n = 0; n < 40; n += 1) await broker.publish(topicOf(config, 'n'), String(n))
  await waitUntil('five are open', () => line.heard.length === 5)
  for (let n = 0; n < 60; n += 1) await broker.publish(topicOf(config, 'z'), String(n), { qos: 0 })
  await waitUntil('those without a promise fill it up', () => line.heard.length >= 10)
  await broker.publish('elsewhere', 'a round trip through the broker')
  expect(line.heard.length).toBeLessThanOrEqual(10)
  await waitUntil('all forty in the end', () => {
    for (const resolve of held.splice(0)) resolve()
    return messages(line.heard).length >= 40 && line.heard.filter(({ from }) => from.endsWith('/n')).length === 40
  })
})

it('passes on why something could not be written, and leaves it unacknowledged', async () => {
  const config = settings()
  const refused = new Error('the lease is lost')
  const line = listen(config, { hold: () => Promise.reject(refused) })
  await line.onLine()
  await broker.publish(topicOf(config, 'n'), '1')
  expect(await line.ended).toBe(refused)
  const second = listen(config)
  await waitUntil('again', () => second.heard.length === 1)
})

it('says unreachable when the broker dies', async () => {
  const line = listen(settings())
  await line.onLine()
  await broker.kill()
  expect(await line.ended).toMatchObject({ kind: 'unreachable' })
})

it('says unreachable when the broker falls silent', async () => {
  const line = listen(settings({ keepaliveS: 5 }))
  await line.onLine()
  broker.pause()
  try {
    expect(await line.ended).toMatchObject({ kind: 'unreachable', message: expect.stringContaining('im lặng') as unknown })
  } finally {
    broker.resume()
  }
})

const failureOf = async (config: MqttConfig, allow?: string[]): Promise<SourceError> => {
  const thrown = await listen(config, allow === undefined ? {} : { allow }).ended
  expect(thrown).toBeInstanceOf(SourceError)
  return thrown as SourceError // asserted above
}

it('says auth for a wrong password, without naming it', async () => {
  const error = await failureOf(settings({ password: 'bi-mat-khong-duoc-lo' }))
  expect(error).toMatchObject({ kind: 'auth', message: expect.stringContaining('127.0.0.1') as unknown })
  expect(error.message).not.toContain('bi-mat')
})

it('does not go to a private address that nobody allowed', async () => {
  expect(await failureOf(settings(), [])).toMatchObject({ kind: 'config', message: expect.stringContaining('allow') as unknown })
  expect(await failureOf(settings(), ['10.0.0.0/8'])).toMatchObject({ kind: 'config' })
})

/** Listens on TCP and does as told with whoever comes. */
async function startStranger(answer: (say: (bytes: Buffer | string) => void) => void): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => answer((bytes) => void socket.write(bytes)))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  stops.push(() => new Promise((resolve) => server.close(resolve)))
  return `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}` // listening on TCP
}

it('says malformed where something else than a broker answers', async () => {
  expect(await failureOf(settings({ url: await startStranger((say) => say('HTTP/1.1 400 Bad Request\r\n\r\n')) }))).toMatchObject({ kind: 'malformed' })
})

it('says that somebody else uses its session, and tells the reason a broker gives', async () => {
  const CONNACK = [0x20, 3, 0, 0, 0]
  const taken = await startStranger((say) => say(Buffer.from([...CONNACK, 0xe0, 2, 0x8e, 0])))
  expect(await failureOf(settings({ url: taken }))).toMatchObject({ kind: 'config', message: expect.stringContaining('clientId') as unknown })
  const busy = await startStranger((say) => say(Buffer.from([0x20, 3, 0, 0x9f, 0])))
  expect(await failureOf(settings({ url: busy }))).toMatchObject({ kind: 'rate-limited' })
})

it('says unreachable where nothing listens', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // listening on TCP
  await new Promise((resolve) => server.close(resolve))
  expect(await failureOf(settings({ url: `mqtt://127.0.0.1:${port}` }))).toMatchObject({ kind: 'unreachable' })
})

it('does not get a message beyond its limit, and cuts a broker that sends one all the same', async () => {
  const config = settings({ maxBytes: 1_024 })
  const line = listen(config)
  await line.onLine()
  await broker.publish(topicOf(config, 'big'), 'x'.repeat(5_000))
  await broker.publish(topicOf(config, 'small'), '1')
  await waitUntil('the small one', () => line.heard.length === 1)
  expect(messages(line.heard)).toEqual([1])
  const connack = Buffer.from([0x20, 3, 0, 0, 0])
  const bomb = Buffer.concat([connack, Buffer.from([0x32, 0xff, 0xff, 0xff, 0x7f, 0, 1, 0x61, 0, 1, 0]), Buffer.alloc(600_000)])
  const url = await startStranger((say) => say(bomb))
  expect(await failureOf(settings({ url, maxBytes: 1_024 }))).toMatchObject({ kind: 'malformed', message: expect.stringContaining('maxBytes') as unknown })
})

it.each([[{ url: 'http://x:1' }], [{ url: 'mqtt://u:p@x' }], [{ topics: [] }], [{ topics: ['a/#/b'] }], [{ topics: ['a+/b'] }], [{ clientId: 'có dấu' }], [{ password: 'p', username: '' }], [{ tls: {} }], [{ other: 1 }]])(
  'refuses the settings %j', (wrong) => {
    expect(MqttConfig.safeParse({ url: 'mqtt://x:1883', topics: ['quantrac/+/+', '$share/ioc/quantrac/#', '#', '+'], clientId: 'ioc' })).toMatchObject({ success: true })
    expect(MqttConfig.safeParse({ url: 'mqtt://x:1883', topics: ['a'], clientId: 'ioc', ...wrong })).toMatchObject({ success: false })
  })
