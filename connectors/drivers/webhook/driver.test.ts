import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { webhook } from './driver.ts'
import { sign } from './verify-signature.ts'

const SECRET = 'khoa-ky-dung-de-thu-1'
const NOW = Date.parse('2026-10-15T03:00:00Z')
const SENT = String(NOW / 1_000)
const bytes = (text: string) => new TextEncoder().encode(text)
const hex = (text: string, secret = SECRET) => createHmac('sha256', secret).update(text).digest('hex')

const verify = (body: string, headers: Record<string, string>, config: object = {}, now = NOW) =>
  webhook.verify?.(webhook.config.parse({ secret: SECRET, ...config }), { body: bytes(body), contentType: 'application/json', headers }, now)
const refused = (reason: RegExp) => expect.objectContaining({ name: 'SourceError', kind: 'auth', message: expect.stringMatching(reason) as unknown }) as Error

it('takes a message signed over its moment and its exact bytes', () => {
  const headers = { 'x-ioc-timestamp': SENT, 'x-ioc-signature': `sha256=${hex(`${SENT}.{"a": 1}`)}` }
  expect(() => verify('{"a": 1}', headers)).not.toThrow()
  expect(() => verify('{"a":1}', headers)).toThrow(refused(/Chữ ký .* sai/)) // the same JSON, other bytes
  expect(sign(SECRET, { signs: '{timestamp}.{body}' }, { timestamp: SENT, body: bytes('{"a": 1}') }).toString('hex')).toBe(hex(`${SENT}.{"a": 1}`))
})

it.each([
  ['another secret', { 'x-ioc-timestamp': SENT, 'x-ioc-signature': `sha256=${hex(`${SENT}.x`, 'another-secret-of-16')}` }, /sai/],
  ['no signature', { 'x-ioc-timestamp': SENT }, /Thiếu chữ ký/],
  ['no prefix', { 'x-ioc-timestamp': SENT, 'x-ioc-signature': hex(`${SENT}.x`) }, /sai/],
  ['half a signature', { 'x-ioc-timestamp': SENT, 'x-ioc-signature': `sha256=${hex(`${SENT}.x`).slice(0, 32)}` }, /sai/],
  ['no hexadecimal', { 'x-ioc-timestamp': SENT, 'x-ioc-signature': `sha256=${'zz'.repeat(32)}` }, /sai/],
  ['an empty one', { 'x-ioc-timestamp': SENT, 'x-ioc-signature': 'sha256=' }, /sai/],
  ['no moment', { 'x-ioc-signature': `sha256=${hex('.x')}` }, /Thiếu thời điểm/],
  ['a moment of another form', { 'x-ioc-timestamp': '2026-10-15', 'x-ioc-signature': `sha256=${hex('2026-10-15.x')}` }, /epoch-s/],
  ['another moment than was signed', { 'x-ioc-timestamp': String(NOW / 1_000 + 1), 'x-ioc-signature': `sha256=${hex(`${SENT}.x`)}` }, /sai/],
])('refuses %s', (_what, headers: Record<string, string>, reason) => {
  expect(() => verify('x', headers)).toThrow(refused(reason))
})

it('refuses a message from long ago or from the future, and takes it within the tolerance', () => {
  const headers = { 'x-ioc-timestamp': SENT, 'x-ioc-signature': `sha256=${hex(`${SENT}.x`)}` }
  for (const away of [299_000, -299_000]) expect(() => verify('x', headers, {}, NOW + away)).not.toThrow()
  for (const away of [301_000, -301_000]) expect(() => verify('x', headers, {}, NOW + away)).toThrow(refused(/lệch quá 300 giây/))
})

it('speaks the dialects of others: only the body, base64, another text around it', () => {
  const github = { header: 'X-Hub-Signature-256', timestampHeader: '', signs: '{body}' }
  expect(() => verify('x', { 'x-hub-signature-256': `sha256=${hex('x')}` }, { signature: github })).not.toThrow()
  const slack = { header: 'X-Slack-Signature', prefix: 'v0=', timestampHeader: 'X-Slack-Request-Timestamp', signs: 'v0:{timestamp}:{body}' }
  expect(() => verify('x', { 'x-slack-request-timestamp': SENT, 'x-slack-signature': `v0=${hex(`v0:${SENT}:x`)}` }, { signature: slack })).not.toThrow()
  const iso = new Date(NOW).toISOString()
  const other = { prefix: '', encoding: 'base64', timestampFormat: 'iso' }
  expect(() => verify('x', { 'x-ioc-timestamp': iso, 'x-ioc-signature': createHmac('sha256', SECRET).update(`${iso}.x`).digest('base64') }, { signature: other })).not.toThrow()
})

it('takes the old secret beside the new one, and nothing at all without a secret', () => {
  const headers = { 'x-ioc-timestamp': SENT, 'x-ioc-signature': `sha256=${hex(`${SENT}.x`)}` }
  expect(() => verify('x', headers, { secret: 'the-new-secret-of-16', previousSecret: SECRET })).not.toThrow()
  expect(() => verify('x', headers, { secret: '' })).toThrow(refused(/chưa đặt khóa ký/))
  const ofNothing = { 'x-ioc-timestamp': SENT, 'x-ioc-signature': `sha256=${hex(`${SENT}.x`, '')}` }
  expect(() => verify('x', ofNothing, { secret: '' })).toThrow(refused(/chưa đặt khóa ký/))
})

it.each([
  [{ secret: 'short' }], [{ signature: { signs: '{timestamp}' } }], [{ signature: { signs: '{body}' } }], [{ signature: { timestampHeader: '' } }],
  [{ signature: { header: 'x y' } }], [{ maxBytes: 100 }], [{ signature: { toleranceS: 301 } }], [{ other: 1 }],
])('does not take the settings %j', (wrong) => expect(webhook.config.safeParse(wrong).success).toBe(false))

const open = (body: string, config: object = {}) => webhook.open(webhook.config.parse(config), { body: bytes(body), contentType: 'application/json' })

it('opens one event, an array of them, and a list within a message', () => {
  expect(open('{"a":1}')).toEqual([{ a: 1 }])
  expect(open('[{"a":1},2]')).toEqual([{ a: 1 }, 2])
  expect(open('{"alerts":[{"a":1}]}', { recordsAt: '/alerts' })).toEqual([{ a: 1 }])
})

it.each([['7'], ['"x"'], ['null'], [''], ['[{"a":1}'], ['<html>'], ['['.repeat(100)]])('says malformed for %j', (body) => {
  expect(() => open(body)).toThrow(expect.objectContaining({ kind: 'malformed' }) as Error)
})

it('refuses a delivery beyond its limits as a whole', () => {
  expect(() => open('[1,2,3]', { maxRecords: 2 })).toThrow(/quá 2 bản ghi/)
  expect(() => open(`["${'x'.repeat(300)}"]`, { maxBytes: 256 })).toThrow(/256 byte/)
  expect(() => open('{"alerts":3}', { recordsAt: '/alerts' })).toThrow(/\/alerts/)
})
