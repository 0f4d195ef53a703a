import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type AuditEntry, Catalogue, type FeedId, type KeptSample, type Role, type Scope, type SeriesName, type Value, type Viewer } from '#contract'
import { startTestPostgres, type TestPostgres } from '../../tests/support/postgres.ts'
import { createCan } from '../access/index.ts'
import { type Db, DbUnavailableError } from '../db/index.ts'
import { createExplanations, type Explanations } from './index.ts'

const NOW = Date.parse('2026-11-20T03:00:00Z')
const RATE = 'so.rate@tinh' as SeriesName
const OF_COMMUNE = 'so.rate@xa-1' as SeriesName
const both = (vi: string) => ({ vi, en: vi })
const indicator = (id: string, owner: string, more: object = {}) => ({ id, name: both(id), domain: 'so', owner, unit: '%', kind: 'rate', direction: 'higher', decimals: 1, due: { every: '5m', grace: '1m' }, aggregation: 'mean', level: 'commune', warn: 90, critical: 80, ...more })
const catalogue = Catalogue.parse({
  deployment: { id: 'thu', name: both('Thử'), centre: both('Trung tâm'), timeZone: 'Asia/Ho_Chi_Minh', subject: 'tinh' }, demo: true, sites: [], targets: [], sources: [],
  indicators: [indicator('so.rate', 'gov.so'), indicator('so.count', 'gov.so', { warn: undefined, critical: undefined }), indicator('kin.rate', 'gov.so', { domain: 'kin' })],
  agencies: [{ id: 'gov.so', name: both('Sở'), kind: 'department' }, { id: 'gov.khac', name: both('Sở khác'), kind: 'department' }, { id: 'gov.xa-1', name: both('UBND xã Một'), kind: 'commune', locality: 'xa-1' }],
  localities: [{ id: 'tinh', level: 'province' }, { id: 'xa-1', level: 'commune', parent: 'tinh' }, { id: 'xa-2', level: 'commune', parent: 'tinh' }].map((one) => ({ ...one, name: both(one.id), short: one.id, kind: one.level, code: one.id })),
})
const person = (name: string, role: Role, scope: Partial<Scope> = {}): { viewer: Viewer; address: string } => ({ viewer: { kind: 'account', name, roles: [role], scope: { agencies: ['gov.so'], localities: 'all', domains: 'all', ...scope } }, address: '10.0.0.1' })
const EDITOR = person('so.nhap', 'agency-editor')
const COMMUNE = person('xa.mot', 'commune', { agencies: 'all', localities: ['xa-1'] })
const LEADER = person('lanh-dao', 'leader', { agencies: 'all' })
const HERE: typeof EDITOR = { viewer: { kind: 'local' }, address: '10.0.0.1' }
const WORDS = { why: 'Hệ thống một cửa dừng hai ngày.', remedy: 'Xử lý bù trong tuần, báo cáo hằng ngày.', until: '2026-11-27' }
const refused = (status: number, detail: RegExp) => expect.objectContaining({ status, message: expect.stringMatching(detail) as string }) as Error

let postgres: TestPostgres
let audited: Omit<AuditEntry, 'at'>[]
let told: Map<SeriesName, Value>
let now: number
const made = (db: Pick<Db, 'query'> = postgres.openDb()): Explanations => createExplanations({
  db, newId: randomUUID, can: createCan(() => undefined), catalogue: () => catalogue, clock: { now: () => now } as never, // nothing here waits
  feedOf: (id) => catalogue.indicators.find((one) => one.id === id)?.domain, audit: async (entry) => void audited.push(entry),
  latest: async (feeds: readonly FeedId[]) => (feeds.includes('so' as FeedId) ? [...told].map(([series, value]) => ({ series, value, at: NOW - 60_000 }) as KeptSample) : []),
})
beforeAll(async () => {
  postgres = await startTestPostgres()
})
afterAll(() => postgres?.stop())
beforeEach(async () => {
  audited = []
  now = NOW
  told = new Map<SeriesName, Value>([[RATE, 71.5], [OF_COMMUNE, 60]])
  await postgres.openDb().query('delete from explanation')
})

it('keeps what the owner signed, with the figure it was written for, over a restart, and shows it to who sees the figure', async () => {
  const written = await made().explain(EDITOR, { series: RATE, ...WORDS })
  expect(written).toMatchObject({ ...WORDS, series: RATE, value: 71.5, at: '2026-11-20T02:59:00.000Z', by: 'so.nhap', roles: ['agency-editor'], writtenAt: '2026-11-20T03:00:00.000Z' })
  const again = made()
  expect(await again.of(LEADER.viewer, RATE)).toEqual({ explanations: [written], mayExplain: false })
  expect((await again.of(EDITOR.viewer, RATE)).mayExplain).toBe(true)
  expect(audited).toMatchObject([{ who: 'so.nhap', verb: 'explain', thing: `series:${RATE}`, ip: '10.0.0.1', allowed: true, after: { until: '2026-11-27' } }])
})

it('keeps every one, the newest first, and lists of each figure the newest', async () => {
  const explanations = made()
  await explanations.explain(EDITOR, { series: RATE, ...WORDS })
  now += 60_000
  await explanations.explain(EDITOR, { series: RATE, ...WORDS, why: 'Đã chạy lại, đang xử lý bù.' })
  await explanations.explain(COMMUNE, { series: OF_COMMUNE, ...WORDS })
  expect((await explanations.of(LEADER.viewer, RATE)).explanations.map(({ why }) => why)).toEqual(['Đã chạy lại, đang xử lý bù.', WORDS.why])
  const newest = async (viewer: Viewer, id?: string) => (await explanations.newest(viewer, id)).explanations.map(({ series, why }) => [series, why])
  expect(await newest(LEADER.viewer)).toEqual(expect.arrayContaining([[RATE, 'Đã chạy lại, đang xử lý bù.'], [OF_COMMUNE, WORDS.why]]))
  expect(await newest(LEADER.viewer, 'so.count')).toEqual([])
  expect(await newest(person('ngoai', 'leader', { domains: ['kin'] }).viewer)).toEqual([])
})

it.each([
  ['a leader', LEADER, RATE], ['an auditor', person('kiem-tra', 'auditor'), RATE], ['another agency', person('khac', 'agency-editor', { agencies: ['gov.khac'] }), RATE],
  ['a commune of the province', COMMUNE, RATE], ['a commune of another', COMMUNE, 'so.rate@xa-2' as SeriesName], ['this machine itself', HERE, RATE],
])('takes none of %s, and writes that down', async (_who, asker, series) => {
  await expect(made().explain(asker, { series, ...WORDS })).rejects.toEqual(refused(403, /cơ quan phụ trách/))
  expect((await made().of(LEADER.viewer, series)).explanations).toEqual([])
  expect(audited).toMatchObject([{ verb: 'explain', allowed: false }])
})

it.each([['its approver', person('so.duyet', 'agency-approver'), RATE], ['the commune it is of', COMMUNE, OF_COMMUNE], ['the committee of that commune', person('ubnd', 'agency-editor', { agencies: ['gov.xa-1'], localities: ['xa-1'] }), OF_COMMUNE]])('takes one of %s', async (_who, asker, series) => {
  expect((await made().explain(asker, { series, ...WORDS })).by).toBe(asker.viewer.kind === 'account' ? asker.viewer.name : '')
})

it('is not there for who may not see the figure, nor for nobody knows what', async () => {
  const narrow = person('so.nhap', 'agency-editor', { domains: ['kin'] })
  for (const series of [RATE, 'khong.co@tinh' as SeriesName]) {
    await expect(made().of(narrow.viewer, series)).rejects.toEqual(refused(404, /Không có chỉ số/))
    await expect(made().explain(narrow, { series, ...WORDS })).rejects.toEqual(refused(404, /Không có chỉ số/))
  }
})

it('explains nothing that is as it should be, cannot be judged, or is not there', async () => {
  told.set(RATE, 96).set('so.count@tinh' as SeriesName, 3)
  await expect(made().explain(EDITOR, { series: RATE, ...WORDS })).rejects.toEqual(refused(409, /đã đạt/))
  expect((await made().of(EDITOR.viewer, RATE)).mayExplain).toBe(false)
  await expect(made().explain(EDITOR, { series: 'so.count@tinh' as SeriesName, ...WORDS })).rejects.toEqual(refused(409, /không có mục tiêu hay ngưỡng/))
  await expect(made().explain(EDITOR, { series: 'kin.rate@tinh' as SeriesName, ...WORDS })).rejects.toEqual(refused(409, /chưa có số liệu/))
})

it.each([['2026-11-19', /từ hôm nay/], ['2028-01-01', /một năm/]])('promises nothing until %s', async (until, why) => {
  await expect(made().explain(EDITOR, { series: RATE, ...WORDS, until })).rejects.toEqual(refused(400, why))
})

it('says 503 while PostgreSQL is away, and keeps nothing half', async () => {
  const away = made({ query: async () => Promise.reject(new DbUnavailableError('away')) })
  await expect(away.explain(EDITOR, { series: RATE, ...WORDS })).rejects.toEqual(refused(503, /PostgreSQL/))
  await expect(away.of(EDITOR.viewer, RATE)).rejects.toEqual(refused(503, /PostgreSQL/))
  expect(audited).toEqual([])
})
