import { createHmac } from 'node:crypto'
import { createServer, request as ask, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Run, SourceId } from '#contract'
import { webhook } from '../../../connectors/drivers/webhook/driver.ts'
import { can, isOwnOrigin } from '../../access/index.ts'
import { systemClock } from '../../clock.ts'
import { silentLog } from '../../log.ts'
import { handleErrors } from '../problem.ts'
import { type Receive, receivingRoutes } from './readings.ts'

const SECRET = 'khoa-ky-dung-de-thu-1'
const NOW = Date.parse('2026-10-15T03:00:00Z')
const config = webhook.config.parse({ secret: SECRET, maxBytes: 1_024 })
const BODY = '[ {"a": 1} ]\n'

let server: Server
let url: string
let received: Parameters<Receive>[]
beforeEach(async () => {
  received = []
  const clock = { ...systemClock, now: () => NOW }
  const { readings, hooks } = receivingRoutes({
    keeper: { identify: () => ({ kind: 'anonymous' }), can, isOwnOrigin, audit: async () => undefined, addressOf: () => '127.0.0.1' },
    clock,
    receive: async (...all) => {
      received.push(all)
      return { kind: 'done', run: { id: 'soc:1', accepted: 1, rejects: [] } as unknown as Run, why: [] } // what the answer is made of
    },
    hasKey: (request) => request.get('authorization') === 'Bearer right-key',
    signed: (source) => (source === ('soc' as SourceId) ? { maxBytes: config.maxBytes, verify: (delivery) => webhook.verify?.(config, delivery, NOW) } : undefined),
  })
  const app = express().use('/sources', readings).use('/hooks', hooks).use(handleErrors(silentLog))
  server = createServer(app).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sources`
})
afterEach(() => new Promise((resolve) => {
  server.closeAllConnections()
  server.close(resolve)
}))

const signature = (body: string, secret = SECRET, at = NOW / 1_000): Record<string, string> =>
  ({ 'x-ioc-timestamp': String(at), 'x-ioc-signature': `sha256=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}` })
const send = (body: string, headers: Record<string, string>, source = 'soc') => fetch(`${url}/${source}/readings`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })
const outcome = async (answer: Promise<Response>) => {
  const { status, headers } = await answer
  return { status, retryAfter: headers.get('retry-after') }
}

it('hands on exactly the bytes that were signed, and no key the sender did not sign', async () => {
  const answer = await send(BODY, { ...signature(BODY), 'idempotency-key': 'anything' })
  expect([answer.status, await answer.json()]).toEqual([200, { run: 'soc:1', accepted: 1, rejected: [] }])
  const [[source, delivery, key] = []] = received
  expect([source, Buffer.from(delivery?.body ?? []).toString(), key]).toEqual(['soc', BODY, undefined])
})

it('takes a signed message at the hook of its source, and there nothing else', async () => {
  const hook = (source: string, headers: Record<string, string>) => fetch(`${url}/../hooks/${source}`, { method: 'POST', body: BODY, headers: { 'content-type': 'application/json', ...headers } })
  expect((await hook('soc', signature(BODY))).status).toBe(200)
  expect(received.map(([source]) => source)).toEqual(['soc'])
  expect((await hook('soc', signature(BODY, 'another-secret-of-16'))).status).toBe(401)
  expect((await hook('push-demo', { authorization: 'Bearer right-key' })).status).toBe(404)
  expect(received).toHaveLength(1)
})

it.each<[string, Record<string, string>]>([
  ['no signature', {}], ['the key of another way', { authorization: 'Bearer right-key' }], ['another secret', signature(BODY, 'another-secret-of-16')],
  ['a signature of other bytes', signature(BODY.trim())], ['a moment long ago', signature(BODY, SECRET, NOW / 1_000 - 3_600)],
])('lets nothing in with %s', async (_what, headers) => {
  const answer = await send(BODY, headers)
  expect(answer.status).toBe(401)
  expect(JSON.stringify(await answer.json())).not.toContain(SECRET)
  expect(received).toEqual([])
})

it('does not take a signature for a source that shows a key, nor the other way round', async () => {
  expect((await send(BODY, signature(BODY), 'push-demo')).status).toBe(401)
  expect((await send(BODY, { authorization: 'Bearer right-key' }, 'push-demo')).status).toBe(200)
})

it('reads no more than the source takes, and nothing that is packed', async () => {
  const large = 'x'.repeat(2_000)
  expect((await send(large, signature(large))).status).toBe(413)
  expect((await send(BODY, { ...signature(BODY), 'content-encoding': 'gzip' })).status).toBe(415)
  expect(received).toEqual([])
})

it('grows deaf to whoever guesses, and not to the sender', async () => {
  const guesses = await Promise.all(Array.from({ length: 40 }, () => outcome(send(BODY, signature(BODY, 'another-secret-of-16')))))
  expect(guesses.filter(({ status }) => status === 429)).toEqual(Array.from({ length: 20 }, () => ({ status: 429, retryAfter: '5' })))
  expect((await send(BODY, signature(BODY))).status).toBe(200)
})

it('holds only so many bodies of strangers at once, and takes the sender again when they leave', async () => {
  const strangers = Array.from({ length: 32 }, () => ask(`${url}/soc/readings`, { method: 'POST', headers: { 'content-length': '500' } }).on('error', () => undefined))
  for (const stranger of strangers) stranger.write('x')
  await expect.poll(async () => (await send(BODY, signature(BODY))).status).toBe(503)
  for (const stranger of strangers) stranger.destroy()
  await expect.poll(async () => (await send(BODY, signature(BODY))).status).toBe(200)
})
