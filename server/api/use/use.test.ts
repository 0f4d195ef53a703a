import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Screen, type UseAnswer, type Viewer } from '#contract'
import { AWAY, DEMO_PASSWORD, type SessionRig, startSessionRig } from '../../../tests/support/session-rig.ts'
import { createShares } from './shares.ts'

const ANSWER: UseAnswer = { from: '2026-11-01', to: '2026-11-30', cells: [], byHour: Array<number>(24).fill(0) }

let rig: SessionRig
const told: [Viewer['kind'], Screen][] = []
const asked: string[] = []
const headers = new Map<string, Record<string, string>>([['nobody', AWAY]])
beforeAll(async () => {
  rig = await startSessionRig({
    routes: () => ({
      use: {
        opened: (viewer: Viewer, screen: Screen) => void told.push([viewer.kind, screen]),
        report: async (from: string, to: string) => {
          asked.push(`${from} ${to}`)
          return ANSWER
        },
      },
    }),
  })
  for (const name of ['admin', 'lead', 'leader', 'auditor', 'operator', 'agency', 'approver', 'commune']) headers.set(name, { ...AWAY, cookie: (await rig.ask('POST', { name, password: DEMO_PASSWORD }, AWAY)).cookie })
})
afterAll(() => rig?.stop())

const open = async (name: string, body: unknown, more: Record<string, string> = {}) =>
  (await fetch(`${rig.url}/api/v1/use`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers.get(name), ...more }, body: JSON.stringify(body) })).status
const report = (name: string, span = 'from=2026-11-01&to=2026-11-30') => rig.get(`/api/v1/use?${span}`, headers.get(name))

it('takes the name of a page, and whose role it was from the session', async () => {
  expect(await open('leader', { screen: '/leader/figure/:series' })).toBe(204)
  expect(told.splice(0)).toEqual([['account', '/leader/figure/:series']])
})

it('refuses whatever is not the name of a page, and whatever is more than that', async () => {
  for (const screen of ['/khong/co', '/leader/figure/tthc.on-time-rate@tn2025', '<script>', '/admin?x=1', '__proto__', 7, null, '/'.repeat(2_000)]) expect([400, 413]).toContain(await open('leader', { screen }))
  expect(await open('leader', { screen: '/leader', name: 'somebody' })).toBe(400)
  expect(await open('leader', { screen: '/leader' }, { origin: 'http://evil.example' })).toBe(403)
  expect(told).toEqual([])
})

it('tells it to who may change screens or inspect, and to nobody else', async () => {
  const names = ['admin', 'lead', 'leader', 'auditor', 'operator', 'agency', 'approver', 'commune', 'nobody']
  expect(await Promise.all(names.map(async (name) => (await report(name)).status))).toEqual([200, 200, 200, 200, 403, 403, 403, 403, 401])
})

it('asks for whole days in order', async () => {
  asked.length = 0
  for (const span of ['from=2026-11-02&to=2026-11-01', 'from=2024-01-01&to=2026-11-01', 'from=hom-qua&to=2026-11-01', '']) expect((await report('admin', span)).status).toBe(400)
  expect(asked).toEqual([])
})

it('takes so many from one address, more only in time, and others from elsewhere', () => {
  let now = 0
  const shares = createShares({ now: () => now } as never) // nothing here waits
  expect(Array.from({ length: 62 }, () => shares.take('10.1.2.3')).filter(Boolean)).toHaveLength(60)
  expect(shares.take('10.1.2.4')).toBe(true)
  now += 1_000
  expect([shares.take('10.1.2.3'), shares.take('10.1.2.3'), shares.take('10.1.2.3')]).toEqual([true, true, false])
})
