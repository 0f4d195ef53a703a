import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Catalogue } from '#contract'
import { AWAY, DEMO_PASSWORD, type SessionRig, startSessionRig, TOKEN } from '../../../tests/support/session-rig.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

let rig: SessionRig
beforeEach(async () => {
  rig = await startSessionRig()
})
afterEach(() => rig.stop())

const logIn = (name: string, password = DEMO_PASSWORD, headers: Record<string, string> = AWAY) => rig.ask('POST', { name, password }, headers)
const as = (cookie: string) => ({ ...AWAY, cookie })

describe('logging in', () => {
  it('tells who somebody is and what they may, and keeps it in a cookie that scripts and other sites cannot use', async () => {
    const { status, body, cookie, setCookie } = await logIn('lead')
    expect(status).toBe(200)
    expect(body.viewer).toEqual({ kind: 'account', name: 'lead', roles: ['shift-lead'], scope: { agencies: 'all', localities: 'all', domains: 'all' } })
    expect(setCookie).toMatch(/^ioc_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
    const asked = await rig.ask('GET', undefined, as(cookie))
    expect(asked.body.viewer).toEqual(body.viewer)
    expect(Date.parse(asked.body.endsAt ?? '') - rig.clock.now()).toBeGreaterThan(11 * HOUR)
    expect((await rig.get('/api/v1/catalogue', AWAY)).status).toBe(401)
    expect((await rig.get('/api/v1/catalogue', as(cookie))).status).toBe(200)
  })

  it('lets each account of the demonstration in with its role', async () => {
    const roles: Record<string, string> = {}
    for (const { name } of rig.people.demonstration) {
      const { viewer } = (await logIn(name)).body
      roles[name] = viewer.kind === 'account' ? viewer.roles.join() : viewer.kind
    }
    expect(roles).toEqual({
      operator: 'operator', operator2: 'operator', lead: 'shift-lead', leader: 'leader', agency: 'agency-editor', approver: 'agency-approver',
      commune: 'commune', admin: 'administrator', auditor: 'auditor',
    })
  })

  it('tells a wrong password, an unknown name and a closed account alike', async () => {
    await rig.people.accounts.setDisabled('auditor', true)
    const answers = [await logIn('lead', 'wrong'), await logIn('nobody'), await logIn('auditor'), await logIn('lead"; drop table', 'x')]
    for (const { status, body, setCookie } of answers) {
      expect({ status, code: body.code, detail: body.detail, setCookie }).toEqual({ status: 401, code: 'unauthorized', detail: 'Tên đăng nhập hoặc mật khẩu không đúng', setCookie: '' })
    }
  })

  it('takes an unknown name as much work as a known one', async () => {
    await logIn('nobody')
    const timed = async (name: string) => {
      const startedAt = performance.now()
      await logIn(name, 'wrong', AWAY)
      return performance.now() - startedAt
    }
    const known = Math.min(await timed('lead'), await timed('lead'), await timed('lead'))
    const unknown = Math.min(await timed('nobody-1'), await timed('nobody-2'), await timed('nobody-3'))
    expect(unknown).toBeGreaterThan(known / 4)
  })

  it('slows down who guesses, in Vietnamese, and says when to come again', async () => {
    for (let i = 0; i < 5; i += 1) expect((await logIn('lead', `guess ${i}`)).status).toBe(401)
    const { status, body, retryAfter } = await logIn('lead')
    expect({ status, code: body.code, retryAfter }).toEqual({ status: 429, code: 'too-many-requests', retryAfter: '60' })
    expect(body.detail).toMatch(/^Sai quá nhiều lần/)
    expect((await logIn('leader')).status).toBe(200)
    rig.clock.shift(MINUTE)
    expect((await logIn('lead')).status).toBe(200)
  })

  it('refuses what another site makes a browser send', async () => {
    for (const foreign of [{ origin: 'http://evil.example' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }]) {
      expect((await logIn('lead', DEMO_PASSWORD, { ...AWAY, ...foreign })).status).toBe(403)
      const { cookie } = await logIn('lead')
      expect((await rig.ask('DELETE', undefined, { ...as(cookie), ...foreign })).status).toBe(403)
      expect((await rig.ask('GET', undefined, as(cookie))).body.viewer.kind).toBe('account')
    }
    expect((await logIn('lead', DEMO_PASSWORD, { ...AWAY, origin: rig.url, 'sec-fetch-site': 'same-origin' })).status).toBe(200)
  })

  it.each([[{}], [{ name: 'lead' }], [{ name: 'lead', password: DEMO_PASSWORD, more: 1 }], [{ name: 'lead', password: 'x'.repeat(600) }], ['lead'], [null]])('names a request it cannot read: %j', async (body) => {
    const { status, body: problem } = await rig.ask('POST', body, AWAY)
    expect([status, problem.code]).toEqual([400, 'bad-request'])
  })

  it('writes down who came, who failed and who left, and no secret', async () => {
    const { cookie } = await logIn('lead')
    await logIn('lead', 'a-wrong-secret')
    await logIn('my-password-as-name', 'x')
    for (let i = 0; i < 9; i += 1) await logIn('admin', 'a-wrong-secret')
    await rig.ask('DELETE', undefined, as(cookie))
    const told = rig.audited.map(({ who, verb, thing, ip, allowed, after }) => [who, verb, thing, ip, allowed, after])
    const failed = (who: string, refusal: string) => [who, 'log-in', 'session', '10.1.2.3', false, { refusal }]
    expect(told).toEqual([
      ['lead', 'log-in', 'session', '10.1.2.3', true, undefined], failed('lead', 'wrong-password'), failed('anonymous', 'unknown-name'),
      ...Array.from({ length: 5 }, () => failed('admin', 'wrong-password')), failed('anonymous', 'too-many'),
      ['lead', 'log-out', 'session', '10.1.2.3', true, undefined],
    ])
    const text = JSON.stringify(rig.audited)
    for (const secret of ['a-wrong-secret', 'my-password-as-name', DEMO_PASSWORD, cookie.split('=')[1] ?? '']) expect(text).not.toContain(secret)
  })
})

describe('one click', () => {
  const click = (name: string, headers: Record<string, string>) => rig.ask('POST', { demonstration: name }, headers)

  it('is enough on this machine and for who has shown the token, and for nobody else', async () => {
    expect((await rig.ask('GET')).body.offer).toMatchObject({ oneClick: true, token: true, place: { vi: 'Thử' } })
    expect((await click('operator', {})).body.viewer).toMatchObject({ name: 'operator' })
    expect((await click('operator', { ...AWAY, cookie: `ioc_token=${TOKEN}` })).status).toBe(200)
    expect((await rig.ask('GET', undefined, AWAY)).body).toMatchObject({ viewer: { kind: 'anonymous' }, offer: { oneClick: false } })
    expect((await click('operator', AWAY)).status).toBe(403)
    expect((await click('nobody', {})).status).toBe(403)
  })

  it('changes from one part to another', async () => {
    const { cookie } = await click('operator', {})
    const second = await click('auditor', as(cookie))
    expect(second.body.viewer).toMatchObject({ name: 'auditor' })
    expect((await rig.ask('GET', undefined, as(cookie))).body.viewer.kind).toBe('anonymous')
  })

  it('does not exist outside the demonstration, nor do its accounts', async () => {
    await rig.stop()
    rig = await startSessionRig({ demonstration: false })
    expect((await rig.ask('GET')).body.offer).toMatchObject({ demonstration: [], oneClick: false })
    expect((await click('operator', {})).status).toBe(403)
    expect((await logIn('operator')).status).toBe(401)
  })
})

describe('without a database', () => {
  it('lets the demonstration in and says plainly that the others cannot', async () => {
    await rig.stop()
    rig = await startSessionRig({ stored: 'none' })
    expect((await logIn('operator')).status).toBe(200)
    const { status, body, retryAfter } = await logIn('trucca.chieu')
    expect({ status, code: body.code, retryAfter }).toEqual({ status: 503, code: 'unavailable', retryAfter: '10' })
    expect(body.detail).toContain('PostgreSQL')
  })
})

describe('a session', () => {
  it('is nothing in the bus that could be shown as one', async () => {
    const { cookie } = await logIn('lead')
    expect((await rig.ask('GET', undefined, as(`ioc_session=${'A'.repeat(43)}`))).body.viewer.kind).toBe('anonymous')
    expect(rig.written).toHaveLength(1)
    expect(rig.written[0]).toMatch(/^session:[\w-]{43} \{"name":"lead"/)
    expect(rig.written[0]).not.toContain(cookie.split('=')[1])
  })

  it('ends when logged out, on this and every other request', async () => {
    const { cookie } = await logIn('lead')
    const out = await rig.ask('DELETE', undefined, as(cookie))
    expect(out.status).toBe(204)
    expect(out.setCookie).toMatch(/ioc_session=; Path=\/; Expires=Thu, 01 Jan 1970/)
    expect((await rig.ask('GET', undefined, as(cookie))).body.viewer.kind).toBe('anonymous')
    expect((await rig.get('/api/v1/catalogue', as(cookie))).status).toBe(401)
    expect((await rig.ask('DELETE', undefined, as(cookie))).status).toBe(204)
  })

  it('slides on with use and ends without', async () => {
    const { cookie } = await logIn('lead')
    const kind = async () => (await rig.ask('GET', undefined, as(cookie))).body.viewer.kind
    for (let i = 0; i < 4; i += 1) {
      rig.clock.shift(29 * MINUTE)
      expect(await kind()).toBe('account')
    }
    rig.clock.shift(31 * MINUTE)
    expect(await kind()).toBe('anonymous')
  })

  it('ends after its whole length, however much it is used', async () => {
    const { cookie } = await logIn('lead')
    const kind = async () => (await rig.ask('GET', undefined, as(cookie))).body.viewer.kind
    for (let used = 0; used < 24 * 29; used += 29) {
      rig.clock.shift(29 * MINUTE)
      await kind()
    }
    expect(await kind()).toBe('account')
    rig.clock.shift(25 * MINUTE)
    expect(await kind()).toBe('anonymous')
  })

  it('ends with a change of roles or password, or when the account is closed, on every screen of that person alone', async () => {
    const [one, two, other] = [await logIn('lead'), await logIn('lead'), await logIn('leader')]
    const kinds = () => Promise.all([one, two, other].map(async ({ cookie }) => (await rig.ask('GET', undefined, as(cookie))).body.viewer.kind))
    expect(await kinds()).toEqual(['account', 'account', 'account'])
    const [account] = (await rig.people.accounts.list()).filter(({ name }) => name === 'lead')
    if (account === undefined) throw new Error('no such account')
    await rig.people.accounts.save({ ...account, roles: ['operator'] })
    expect(await kinds()).toEqual(['anonymous', 'anonymous', 'account'])
    rig.clock.shift(1)
    const again = await logIn('lead')
    expect(again.body.viewer).toMatchObject({ roles: ['operator'] })
    await rig.people.accounts.save(account, 'another password')
    expect((await rig.ask('GET', undefined, as(again.cookie))).body.viewer.kind).toBe('anonymous')
    expect((await logIn('lead')).status).toBe(401)
    expect((await logIn('lead', 'another password')).status).toBe(200)
  })

  it('bears the host prefix behind TLS, and only there', async () => {
    await rig.stop()
    rig = await startSessionRig({ trustedProxies: ['127.0.0.1'] })
    const tls = { ...AWAY, 'x-forwarded-proto': 'https' }
    const { setCookie, cookie } = await logIn('lead', DEMO_PASSWORD, tls)
    expect(setCookie).toMatch(/^__Host-ioc_session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/)
    expect((await rig.ask('GET', undefined, { ...tls, cookie })).body.viewer.kind).toBe('account')
    expect((await rig.ask('GET', undefined, { ...tls, cookie: cookie.replace('__Host-', '') })).body.viewer.kind).toBe('anonymous')
  })

  it('takes the header of a proxy nobody trusts for nothing', async () => {
    expect((await logIn('lead', DEMO_PASSWORD, { ...AWAY, 'x-forwarded-proto': 'https' })).setCookie).toMatch(/^ioc_session=/)
  })

  it('is neither taken for ended nor for somebody else while the bus is away', async () => {
    const { cookie } = await logIn('lead')
    rig.cut(true)
    const local = { cookie } // on this machine itself, where nobody in particular may see all
    for (const headers of [as(cookie), local]) {
      expect((await rig.get('/api/v1/catalogue', headers)).status).toBe(503)
      expect((await rig.ask('GET', undefined, headers)).status).toBe(503)
      expect((await rig.ask('DELETE', undefined, headers)).status).toBe(503)
      expect((await rig.get('/healthz', headers)).status).toBe(200)
      expect((await rig.get('/readyz', headers)).status).toBe(200)
    }
    expect((await logIn('leader')).status).toBe(503)
    expect((await rig.get('/api/v1/catalogue')).status).toBe(200)
    rig.cut(false)
    expect((await rig.ask('GET', undefined, as(cookie))).body.viewer).toMatchObject({ name: 'lead' })
  })
})

describe('what may not be seen is not sent', () => {
  it('names to an agency only its own', async () => {
    const { cookie } = await logIn('agency')
    const { viewer } = (await rig.ask('GET', undefined, as(cookie))).body
    expect(viewer).toMatchObject({ scope: { agencies: ['gov.test'] } })
    const catalogue = async (headers: Record<string, string>) => Catalogue.pick({ indicators: true, sources: true }).parse(await (await rig.get('/api/v1/catalogue', headers)).json())
    expect((await catalogue({})).indicators.length).toBeGreaterThan(3)
    const commune = await logIn('commune')
    expect(await catalogue(as(commune.cookie))).toEqual({ indicators: [], sources: [] })
    expect((await rig.get('/api/v1/live?feeds=tthc', as(commune.cookie))).status).toBe(403)
    expect((await rig.get('/api/v1/live?feeds=tthc', as(cookie))).status).toBe(200)
  })
})
