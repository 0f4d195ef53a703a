import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type AuditEntry, Catalogue, createAims, judgeByAim, type Role, type Scope, type SeriesName, TargetAsked, type Viewer } from '#contract'
import { startTestPostgres, type TestPostgres } from '../../tests/support/postgres.ts'
import { createCan } from '../access/index.ts'
import { type Db, DbUnavailableError } from '../db/index.ts'
import { silentLog } from '../log.ts'
import { createTargets, type Targets, type TargetsDeps } from './index.ts'

const NOW = Date.parse('2026-11-20T03:00:00Z')
const both = (vi: string) => ({ vi, en: vi })
const indicator = (id: string, more: object = {}) => ({ id, name: both(id), domain: 'so', owner: 'gov.so', unit: '%', kind: 'rate', direction: 'higher', decimals: 1, due: { every: '5m', grace: '1m' }, aggregation: 'mean', level: 'commune', ...more })
const FILE = Catalogue.parse({
  deployment: { id: 'thu', name: both('Thử'), centre: both('Trung tâm'), timeZone: 'Asia/Ho_Chi_Minh', subject: 'tinh' }, demo: true, sites: [], sources: [],
  indicators: [indicator('so.rate'), indicator('so.word', { kind: 'state', direction: 'none' }), indicator('so.paid', { periods: 'investment' }), indicator('kin.rate', { domain: 'kin' })],
  agencies: [{ id: 'gov.so', name: both('Sở'), kind: 'department' }, { id: 'gov.khac', name: both('Sở khác'), kind: 'department' }],
  localities: [{ id: 'tinh', level: 'province' }, { id: 'xa-1', level: 'commune', parent: 'tinh' }, { id: 'xa-2', level: 'commune', parent: 'tinh' }].map((one) => ({ ...one, name: both(one.id), short: one.id, kind: one.level, code: one.id })),
  targets: [{ indicator: 'so.rate', subject: 'tinh', value: 80, validFrom: '2025-07-01', basis: 'QĐ của tỉnh' }, { indicator: 'so.rate', subject: 'tinh', value: 100, main: false, validFrom: '2025-07-01' }],
})
const person = (name: string, role: Role, scope: Partial<Scope> = {}): { viewer: Viewer; address: string } => ({ viewer: { kind: 'account', name, roles: [role], scope: { agencies: ['gov.so'], localities: 'all', domains: 'all', ...scope } }, address: '10.0.0.1' })
const EDITOR = person('so.nhap', 'agency-editor')
const APPROVER = person('so.duyet', 'agency-approver')
const COMMUNE = person('xa.mot', 'commune', { agencies: 'all', localities: ['xa-1'] })
const HERE: typeof EDITOR = { viewer: { kind: 'local' }, address: '10.0.0.1' }
const paper = { number: '15/QĐ-UBND', day: '2026-11-02', about: 'giao chỉ tiêu' }
const asked = (more: object = {}, values: object[] = [{ value: 95, main: true }]): TargetAsked =>
  TargetAsked.parse({ indicator: 'so.rate', subject: 'tinh', unit: '%', period: '2026', reason: 'Theo quyết định giao chỉ tiêu.', ...more, values: values.map((one) => ({ paper, ...one })) })
const refused = (status: number, ...errors: [pointer: string, message: RegExp][]) => expect.objectContaining({
  status, ...(errors.length > 0 && { errors: errors.map(([pointer, message]) => ({ pointer, message: expect.objectContaining({ vi: expect.stringMatching(message) as string }) as unknown })) }),
}) as Error

let postgres: TestPostgres
let db: Db
let audited: Omit<AuditEntry, 'at'>[]
interface Rig {
  targets: Targets
  catalogue: Catalogue
}
const made = (through: TargetsDeps['db'] = db): Rig => {
  const rig: Rig = { catalogue: FILE, targets: undefined as never } // set on the next line
  rig.targets = createTargets({
    db: through, newId: randomUUID, can: createCan(() => undefined), log: silentLog, clock: { now: () => NOW, every: () => () => undefined } as never, audit: async (entry) => void audited.push(entry), // nothing here waits
    catalogue: () => rig.catalogue, rangeOf: (id) => (id === 'so.rate' ? { min: 0, max: 100 } : {}), feedOf: (id) => FILE.indicators.find((one) => one.id === id)?.domain,
    changed: () => void (rig.catalogue = { ...FILE, targets: rig.targets.layOver(FILE.targets) }),
  })
  return rig
}
/** Values with their days, the main one marked. */
const told = ({ catalogue }: Rig, id = 'so.rate') => catalogue.targets.filter((one) => one.indicator === id).map(({ value, main, validFrom = '', validTo = '' }) => `${value}${main ? '*' : ''} ${validFrom}..${validTo}`)
const statusOf = ({ catalogue }: Rig, day: string, value = 90, series = 'so.rate@tinh') => judgeByAim(value, FILE.indicators[0] as never, createAims(catalogue)(series as SeriesName, { day }, day)) // the first of the list above
async function approve(rig: Rig, one: TargetAsked): Promise<string> {
  const { id } = await rig.targets.register(EDITOR, one)
  await rig.targets.decide(APPROVER, id, { decision: 'approve' })
  return id
}
beforeAll(async () => {
  postgres = await startTestPostgres()
  db = postgres.openDb()
})
afterAll(() => postgres?.stop())
beforeEach(async () => {
  audited = []
  await db.query('truncate target_registration, target_step')
})

it('holds in its days once a second person has approved it, in place of the file, and changes the verdict at once', async () => {
  const rig = made()
  expect(statusOf(rig, '2026-11-20')).toBe('good')
  const waiting = await rig.targets.register(EDITOR, asked({}, [{ value: 95, main: true }, { value: 99, main: false }]))
  expect(waiting).toMatchObject({ state: 'waiting', validFrom: '2026-01-01', validTo: '2026-12-31', sentBy: 'so.nhap', may: ['withdraw'] })
  expect(statusOf(rig, '2026-11-20')).toBe('good')
  await rig.targets.decide(APPROVER, waiting.id, { decision: 'approve' })
  expect(statusOf(rig, '2026-11-20')).toBe('bad')
  expect([statusOf(rig, '2025-12-31'), statusOf(rig, '2027-01-01')]).toEqual(['good', 'good'])
  expect(told(rig)).toEqual(['80* 2025-07-01..2025-12-31', '80* 2027-01-01..', '100 2025-07-01..2025-12-31', '100 2027-01-01..', '95* 2026-01-01..2026-12-31', '99 2026-01-01..2026-12-31'])
  expect(rig.catalogue.targets.at(-2)).toMatchObject({ basis: '15/QĐ-UBND ngày 02/11/2026: giao chỉ tiêu', approved: { id: waiting.id, roles: ['agency-approver'], day: '2026-11-20' } })
})

it('is known after a restart, and to another process at its next look', async () => {
  const elsewhere = made()
  await elsewhere.targets.look()
  await approve(made(), asked())
  expect(statusOf(elsewhere, '2026-11-20')).toBe('good')
  await elsewhere.targets.look()
  expect(statusOf(elsewhere, '2026-11-20')).toBe('bad')
})

it('overwrites nothing: a correction ends the former one on the day before, and both keep who did what', async () => {
  const rig = made()
  const first = await approve(rig, asked())
  const second = await approve(rig, asked({ period: undefined, validFrom: '2026-07-01', validTo: '2026-12-31' }, [{ value: 85, main: true }]))
  expect(told(rig).slice(4)).toEqual(['95* 2026-01-01..2026-06-30', '85* 2026-07-01..2026-12-31'])
  expect([statusOf(rig, '2026-06-30'), statusOf(rig, '2026-07-01')]).toEqual(['bad', 'good'])
  const { registrations } = await rig.targets.list(APPROVER.viewer)
  expect(registrations.find(({ id }) => id === first)).toMatchObject({
    validTo: '2026-12-31', endedOn: '2026-06-30', values: [{ value: 95 }],
    steps: [
      { did: 'registered', by: 'so.nhap', before: { values: [{ value: 80, main: true }, { value: 100, main: false }] }, after: { values: [{ value: 95, main: true }] } },
      { did: 'approved', by: 'so.duyet', roles: ['agency-approver'] },
      { did: 'ended', by: 'so.duyet', before: { validTo: '2026-12-31' }, after: { validTo: '2026-06-30' } },
    ],
  })
  expect(registrations.find(({ id }) => id === second)?.steps[1]).toMatchObject({ did: 'approved', before: { values: [{ value: 95, main: true }] }, after: { values: [{ value: 85, main: true }] } })
  expect(audited.map(({ who, verb, thing, allowed }) => [who, verb, thing, allowed])).toEqual([1, 2].flatMap(() => [['so.nhap', 'send', 'target:so.rate@tinh', true], ['so.duyet', 'approve', 'target:so.rate@tinh', true]]))
})

it('leaves no day without its target by a correction that is too short, and takes over one without an end', async () => {
  const rig = made()
  await approve(rig, asked())
  await expect(rig.targets.register(EDITOR, asked({ period: '2026-Q3' }))).rejects.toEqual(refused(409, ['/validTo', /kéo dài ít nhất đến 31\/12\/2026/]))
  await approve(rig, asked({ period: undefined, validFrom: '2027-01-01' }, [{ value: 96, main: true }]))
  await approve(rig, asked({ period: '2028' }, [{ value: 97, main: true }]))
  expect(told(rig).slice(1)).toEqual(['80* 2029-01-01..', '100 2025-07-01..2025-12-31', '100 2029-01-01..', '95* 2026-01-01..2026-12-31', '96* 2027-01-01..2027-12-31', '97* 2028-01-01..2028-12-31'])
})

it('takes a second one for the same days only when the first no longer waits', async () => {
  const { targets } = made()
  const { id } = await targets.register(EDITOR, asked())
  await expect(targets.register(EDITOR, asked({ period: '2026-Q4' }))).rejects.toEqual(refused(409, ['/validFrom', /đang chờ duyệt.*từ 01\/01\/2026 đến 31\/12\/2026/]))
  await targets.register(EDITOR, asked({ period: '2027' }))
  expect(await targets.decide(EDITOR, id, { decision: 'withdraw' })).toMatchObject({ state: 'withdrawn', may: [] })
  expect((await targets.register(EDITOR, asked({ period: '2026-Q4' }))).state).toBe('waiting')
})

it('of two who send the same days at once takes one', async () => {
  const outcomes = await Promise.allSettled([1, 2].map(() => made().targets.register(EDITOR, asked())))
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

it('of two who decide at once hears one', async () => {
  const { id } = await made().targets.register(EDITOR, asked())
  const outcomes = await Promise.allSettled([made().targets.decide(APPROVER, id, { decision: 'approve' }), made().targets.decide(person('so.duyet2', 'agency-approver'), id, { decision: 'return', answer: 'lệch văn bản' })])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

it('is sent back with a reason, and holds nowhere', async () => {
  const rig = made()
  const { id } = await rig.targets.register(EDITOR, asked())
  expect(await rig.targets.decide(APPROVER, id, { decision: 'return', answer: 'Sai số văn bản' })).toMatchObject({ state: 'returned', answer: 'Sai số văn bản', decidedBy: 'so.duyet' })
  expect(statusOf(rig, '2026-11-20')).toBe('good')
  await expect(rig.targets.decide(APPROVER, id, { decision: 'approve' })).rejects.toEqual(refused(409))
})

it('lets nobody approve their own, and nobody approve without the right', async () => {
  const { targets } = made()
  const two: typeof EDITOR = { ...EDITOR, viewer: { ...EDITOR.viewer, roles: ['agency-editor', 'agency-approver'] } as Viewer }
  const { id, may } = await targets.register(two, asked())
  expect(may).toEqual(['withdraw'])
  await expect(targets.decide(two, id, { decision: 'approve' })).rejects.toEqual(expect.objectContaining({ status: 403, message: expect.stringContaining('không tự duyệt') as string }))
  await expect(targets.decide(person('so.nhap2', 'agency-editor'), id, { decision: 'approve' })).rejects.toEqual(refused(403))
  await expect(targets.decide(APPROVER, id, { decision: 'withdraw' })).rejects.toEqual(refused(403))
  for (const other of [person('khac', 'agency-approver', { agencies: ['gov.khac'] }), person('lanh-dao', 'leader', { agencies: 'all' })]) await expect(targets.decide(other, id, { decision: 'approve' })).rejects.toEqual(refused(404))
  await expect(targets.decide(HERE, id, { decision: 'approve' })).rejects.toEqual(refused(403))
  expect((await targets.list(APPROVER.viewer)).registrations[0]?.state).toBe('waiting')
})

it.each([
  ['another agency', person('khac', 'agency-editor', { agencies: ['gov.khac'] }), asked()], ['a leader', person('lanh-dao', 'leader', { agencies: 'all' }), asked()], ['its approver', APPROVER, asked()],
  ['a commune of the province', COMMUNE, asked()], ['a commune of another', COMMUNE, asked({ subject: 'xa-2' })], ['this machine itself', HERE, asked()],
])('takes none of %s, and writes that down', async (_who, asker, one) => {
  await expect(made().targets.register(asker, one)).rejects.toEqual(refused(403))
  expect(audited).toMatchObject([{ verb: 'send', allowed: false }])
})

it('lets a commune register of itself, sees for whom it may, and shows it to who may see it', async () => {
  const { targets } = made()
  await targets.register(COMMUNE, asked({ subject: 'xa-1' }))
  expect((await targets.list(COMMUNE.viewer)).mayRegister).toEqual(['so.rate', 'so.paid', 'kin.rate'])
  expect((await targets.list(APPROVER.viewer)).registrations).toMatchObject([{ subject: 'xa-1', may: ['approve', 'return'] }])
  for (const other of [person('khac', 'agency-approver', { agencies: ['gov.khac'] }), person('lanh-dao', 'leader'), person('xa.hai', 'commune', { agencies: 'all', localities: ['xa-2'] })]) expect((await targets.list(other.viewer)).registrations).toEqual([])
  expect((await targets.list(APPROVER.viewer)).mayRegister).toEqual([])
  await expect(targets.register(person('hep', 'agency-editor', { domains: ['kin'] }), asked())).rejects.toEqual(refused(404))
})

it.each([
  ['a value beyond its range', asked({}, [{ value: 120, main: true }]), ['/values/0/value', /Giá trị 120 .* từ 0 đến 100 %/]],
  ['another unit', asked({ unit: 'hồ sơ' }), ['/unit', /“%”.*“hồ sơ”/]],
  ['dates the wrong way round', asked({ period: undefined, validFrom: '2026-12-31', validTo: '2026-01-01' }), ['/validTo', /31|01\/01\/2026/]],
  ['days twice', asked({ validFrom: '2026-01-01' }), ['/period', /một trong hai/]],
  ['no days', asked({ period: undefined }), ['/validFrom', /Thiếu ngày/]],
  ['no main one', asked({}, [{ value: 95, main: false }]), ['/values', /đúng một chỉ tiêu chính; đang có 0/]],
  ['two main ones', asked({}, [{ value: 95, main: true }, { value: 96, main: true }]), ['/values', /đang có 2/]],
  ['a paper of tomorrow', asked({}, [{ value: 95, main: true, paper: { ...paper, day: '2026-11-21' } }]), ['/values/0/paper/day', /21\/11\/2026 sau hôm nay/]],
  ['a word', asked({ indicator: 'so.word' }), ['/indicator', /không có chiều tốt/]],
  ['what is none of its places', asked({ subject: 'gov.so' }), ['/subject', /không có số liệu/]],
] as const)('names the field and the reason: %s', async (_what, one, fault) => {
  await expect(made().targets.register(EDITOR, one)).rejects.toEqual(refused(400, [...fault]))
})

it('lets the plan of a budget year hold until the end of its payments', async () => {
  const rig = made()
  await approve(rig, asked({ indicator: 'so.paid' }))
  await approve(rig, asked({ indicator: 'so.paid', period: '2027' }))
  expect(told(rig, 'so.paid')).toEqual(['95* 2026-02-01..2027-01-31', '95* 2027-02-01..2028-01-31'])
})

it('says 503 while PostgreSQL is away, and lets the file and what it knew go on', async () => {
  const gone = async () => Promise.reject(new DbUnavailableError('away'))
  const away = made({ query: gone, transaction: gone })
  await away.targets.look()
  for (const attempt of [() => away.targets.register(EDITOR, asked()), () => away.targets.list(EDITOR.viewer), () => away.targets.decide(APPROVER, randomUUID(), { decision: 'approve' })]) {
    await expect(attempt()).rejects.toEqual(expect.objectContaining({ status: 503, message: expect.stringContaining('PostgreSQL') as string }))
  }
  expect(statusOf(away, '2026-11-20')).toBe('good')
  expect(audited).toEqual([])
})
