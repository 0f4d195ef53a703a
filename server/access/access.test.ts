import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { can, createIdentify, isOwnOrigin } from './index.ts'

const TOKEN = 'a-token-of-some-length'
const request = (remoteAddress: string, headers: Record<string, string>) => ({ socket: { remoteAddress }, headers }) as unknown as IncomingMessage // only what identify reads
const identify = createIdentify({ token: TOKEN })

describe('identify', () => {
  it.each([
    ['127.0.0.1', { host: '127.0.0.1:8080' }],
    ['::ffff:127.0.0.1', { host: 'localhost:8080' }],
    ['::1', { host: '[::1]:8080' }],
  ])('takes a loopback peer with a local Host for this machine: %s', (peer, headers) => {
    expect(identify(request(peer, headers))).toEqual({ kind: 'local' })
  })

  it.each([
    ['another peer', '10.0.0.5', { host: '127.0.0.1:8080' }],
    ['a rebound name', '127.0.0.1', { host: 'evil.example:8080' }],
    ['a forwarded request', '127.0.0.1', { host: '127.0.0.1', 'x-forwarded-for': '10.0.0.5' }],
    ['a proxied request', '127.0.0.1', { host: '127.0.0.1', via: '1.1 proxy' }],
  ])('does not take %s for this machine', (_what, peer, headers) => {
    expect(identify(request(peer, headers))).toEqual({ kind: 'anonymous' })
  })

  it('knows the token from the header and from the cookie, and no other', () => {
    expect(identify(request('10.0.0.5', { authorization: `Bearer ${TOKEN}` }))).toEqual({ kind: 'token' })
    expect(identify(request('10.0.0.5', { cookie: `a=b; ioc_token=${TOKEN}` }))).toEqual({ kind: 'token' })
    expect(identify(request('10.0.0.5', { authorization: 'Bearer wrong-token-of-size' }))).toEqual({ kind: 'anonymous' })
  })
})

describe('can', () => {
  it('lets nobody in particular see no number', () => {
    expect(can({ kind: 'anonymous' }, 'watch', { kind: 'feed', feed: 'tthc' })).toBe(false)
    expect(can({ kind: 'anonymous' }, 'read', { kind: 'catalogue' })).toBe(false)
    expect(can({ kind: 'anonymous' }, 'read', { kind: 'metrics' })).toBe(false)
  })

  it('lets a source push for itself only', () => {
    expect(can({ kind: 'source', source: 'push-demo' }, 'push', { kind: 'source', source: 'push-demo' })).toBe(true)
    expect(can({ kind: 'source', source: 'push-demo' }, 'push', { kind: 'source', source: 'tthc' })).toBe(false)
    expect(can({ kind: 'source', source: 'push-demo' }, 'read', { kind: 'catalogue' })).toBe(false)
    expect(can({ kind: 'local' }, 'push', { kind: 'source', source: 'tthc' })).toBe(false)
  })
})

describe('isOwnOrigin', () => {
  it('refuses what another site makes a browser send', () => {
    expect(isOwnOrigin(request('127.0.0.1', { host: 'ioc:8080', origin: 'http://evil.example' }))).toBe(false)
    expect(isOwnOrigin(request('127.0.0.1', { host: 'ioc:8080', 'sec-fetch-site': 'cross-site' }))).toBe(false)
    expect(isOwnOrigin(request('127.0.0.1', { host: 'ioc:8080', origin: 'http://ioc:8080' }))).toBe(true)
    expect(isOwnOrigin(request('127.0.0.1', { host: 'ioc:8080' }))).toBe(true)
  })
})
