import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { RedPath, Role, Screen, Viewer } from '#contract'
import { startTestPostgres, type TestPostgres } from '../../tests/support/postgres.ts'
import { type Db, DbUnavailableError } from '../db/index.ts'
import { silentLog } from '../log.ts'
import { createUse, type Use } from './index.ts'

const RED: RedPath = { explained: 3, timed: 2, medianMs: 5_400_000, redNow: 4, unexplainedNow: 1 }
const HOUR_MS = 3_600_000
const somebody = (...roles: Role[]): Viewer => ({ kind: 'account', name: 'nguoi.nao-do', roles, scope: { agencies: 'all', localities: 'all', domains: 'all' } })
const LEADER = somebody('leader')
const OPERATOR = somebody('operator')

let postgres: TestPostgres
let real: Db
let now: number
let isAway: boolean
let use: Use
beforeAll(async () => {
  postgres = await startTestPostgres()
  real = postgres.openDb()
})
afterAll(() => postgres?.stop())
beforeEach(async () => {
  now = Date.parse('2026-11-20T05:00:00Z')
  isAway = false
  await real.query('delete from screen_use')
  use = made()
})
const made = () => createUse({
  db: { ...real, query: async (...all) => (isAway ? Promise.reject(new DbUnavailableError('away')) : real.query(...all)) }, clock: { now: () => now, every: () => () => {}, after: () => () => {} },
  log: silentLog, timeZone: () => 'Asia/Ho_Chi_Minh', startOf: (day) => Date.parse(`${day}T00:00:00+07:00`), redPath: async () => RED,
})
const opened = (times: number, viewer: Viewer, screen: Screen) => {
  for (let i = 0; i < times; i += 1) use.opened(viewer, screen)
}
const cells = async (from = '2026-11-01', to = '2026-11-30') => (await use.report(from, to)).cells

it('counts a page by role, day and hour, and nothing else of who opened it', async () => {
  opened(6, LEADER, '/leader/figure/:series')
  now += 2 * HOUR_MS
  opened(5, OPERATOR, '/')
  const answer = await use.report('2026-11-01', '2026-11-30')
  expect(answer.cells).toEqual([{ screen: '/', role: 'operator', count: 5, fewDays: 0 }, { screen: '/leader/figure/:series', role: 'leader', count: 6, fewDays: 0 }])
  expect(answer.byHour.flatMap((count, hour) => (count > 0 ? [[hour, count]] : []))).toEqual([[12, 6], [14, 5]])
  expect(answer).toMatchObject({ since: '2026-11-20', red: RED })
  const kept = await real.query('select * from screen_use')
  expect(Object.keys(kept[0] ?? {})).toEqual(['day', 'hour', 'role', 'screen', 'opened'])
  expect(JSON.stringify(kept)).not.toContain('nguoi.nao-do')
})

it('does not say how many where a day had fewer than five of one role', async () => {
  opened(4, LEADER, '/leader')
  now += 24 * HOUR_MS
  opened(2, LEADER, '/leader')
  opened(7, OPERATOR, '/leader')
  expect(await cells()).toEqual([{ screen: '/leader', role: 'leader', count: 0, fewDays: 2 }, { screen: '/leader', role: 'operator', count: 7, fewDays: 0 }])
  expect(await cells('2026-11-21', '2026-11-21')).toContainEqual({ screen: '/leader', role: 'leader', count: 0, fewDays: 1 })
})

it('counts the day of the deployment, not of Greenwich', async () => {
  now = Date.parse('2026-11-20T18:30:00Z')
  opened(5, LEADER, '/leader')
  expect(await cells('2026-11-21', '2026-11-21')).toHaveLength(1)
})

it('counts one of several roles, screens without a person, and nobody who is not known', async () => {
  opened(5, somebody('administrator', 'shift-lead'), '/admin')
  opened(5, { kind: 'token' }, '/wall/:wall')
  opened(5, { kind: 'anonymous' }, '/')
  expect((await cells()).map(({ screen, role }) => `${screen} ${role}`)).toEqual(['/admin shift-lead', '/wall/:wall token'])
})

it('keeps counting while PostgreSQL is away, and writes it when it is back, over a stop as well', async () => {
  opened(3, LEADER, '/leader')
  isAway = true
  await expect(use.report('2026-11-01', '2026-11-30')).rejects.toMatchObject({ status: 503, message: expect.stringMatching(/PostgreSQL/) as string })
  opened(3, LEADER, '/leader')
  isAway = false
  await use.stop()
  use = made()
  expect(await cells()).toEqual([{ screen: '/leader', role: 'leader', count: 6, fewDays: 0 }])
})
