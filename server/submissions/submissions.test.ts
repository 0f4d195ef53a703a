import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Value } from '#contract'
import { startTestPostgres, type TestPostgres } from '../../tests/support/postgres.ts'
import { createSubmissionRig, DTI, dtiTable, person, type SubmissionRig, TYPED } from '../../tests/support/submission-rig.ts'
import { DbUnavailableError } from '../db/index.ts'
import { createSubmissionStore } from './store.ts'

const AGENCY = { agencies: ['gov.science-technology-2025'] }
const LAN = person('khcn.nhap', ['agency-editor'], AGENCY)
const BINH = person('khcn.duyet', ['agency-approver'], AGENCY)
const BOTH = person('khcn.hai-vai', ['agency-editor', 'agency-approver'], AGENCY)
const COMMUNE = person('xa.tan-ninh', ['commune'], { localities: ['tn2025-25459'] })
const STRANGER = person('so-y-te', ['agency-editor', 'agency-approver'], { agencies: ['gov.health-2025'] })
const file = (body: Uint8Array, more: object = {}) => ({ body, contentType: 'text/csv', fileName: 'dti.csv', ...more })
const form = (...rows: object[]) => ({ body: Buffer.from(JSON.stringify({ rows: rows.map((row) => ({ indicator: 'app.mau', subject: 'tn2025', at: '2026-10-14', value: '1', ...row })) })), contentType: 'application/json' })
const refused = (status: number, detail: RegExp) => expect.objectContaining({ status, message: expect.stringMatching(detail) as string }) as Error

let postgres: TestPostgres
let rig: SubmissionRig
beforeAll(async () => {
  postgres = await startTestPostgres()
})
afterAll(() => postgres?.stop())
beforeEach(async () => {
  rig = await createSubmissionRig(postgres)
  await postgres.openDb().query('delete from submission')
})
afterEach(() => rig?.close())

const onBus = async () => new Map<string, Value>((await rig.bus.latest()).samples.map(({ series, value }) => [series, value]))
const handIn = (rows = dtiTable(['80', '612,5', ''], ['25459', '', '271,25'])) => rig.handIn(LAN, DTI, file(rows))

describe('handing in', () => {
  it('is no number before a second person has signed it, and then one with its bytes and run', async () => {
    const bytes = dtiTable(['80', '612,5', ''], ['25459', '', '271,25'])
    const sent = await rig.handIn(LAN, DTI, file(bytes, { remark: 'bản chính thức' }))
    expect(sent).toMatchObject({ source: DTI, way: 'upload', state: 'waiting', figures: 2, rejected: 0, sentBy: 'khcn.nhap', fileName: 'dti.csv', remark: 'bản chính thức', may: ['withdraw'] })
    expect(await onBus()).toEqual(new Map())
    const signed = await rig.decide(BINH, sent.id, { decision: 'approve' })
    expect(signed).toMatchObject({ state: 'approved', decidedBy: 'khcn.duyet', may: [] })
    expect(await onBus()).toEqual(new Map([['dti.total@tn2025', 612.5], ['dti.internal-score@tn2025-25459', 271.25]]))
    const run = await rig.bus.run(DTI, signed.run ?? '')
    expect(run).toMatchObject({ accepted: 2, raw: [{ sha256: sent.sha256 }] })
    expect(Buffer.from(await rig.raw.open(run?.raw[0] ?? { sha256: '', bytes: 0 })).equals(bytes)).toBe(true)
    expect(rig.audited.map(({ who, verb, thing, allowed }) => [who, verb, thing, allowed])).toEqual([['khcn.nhap', 'send', `submission:${sent.id}`, true], ['khcn.duyet', 'approve', `submission:${sent.id}`, true]])
  })

  it('shows the rows, the figures with what they replace, and every reject by its row', async () => {
    await rig.decide(BINH, (await handIn()).id, { decision: 'approve' })
    const shown = await rig.preview(LAN, DTI, file(dtiTable(['80', '700', '650'], ['25459', '', '27,5'], ['99999', '', '5'], ['25480', '', '5.5'], ['25486', '', '1.001'])))
    expect(shown).toMatchObject({ rowCount: 5, headerRow: 1, figureCount: 3, rejectCount: 3 })
    expect(shown.figures).toEqual([
      { series: 'dti.total@tn2025', row: 2, at: '2026-07-14T17:00:00.000Z', value: 700, period: '2025', now: 612.5 },
      { series: 'dti.internal-score@tn2025', row: 2, at: '2026-07-14T17:00:00.000Z', value: 650, period: '2025' },
      { series: 'dti.internal-score@tn2025-25459', row: 3, at: '2026-07-14T17:00:00.000Z', value: 27.5, period: '2025', now: 271.25 },
    ])
    expect(shown.rejects.map(({ row, code }) => [row, code])).toEqual([[4, 'unknown-locality'], [5, 'not-a-number'], [6, 'out-of-range']])
    expect(shown.rows[3]?.problems).toMatchObject([{ column: 'Điểm chuyển đổi số nội bộ', text: '5.5' }])
    expect((await rig.list(LAN.viewer)).submissions).toHaveLength(1)
  })

  it('keeps the good figures of a partly bad file and counts the others; refuses one without any, row by row', async () => {
    expect(await handIn(dtiTable(['80', '612,5', ''], ['25459', '', 'đang cập nhật']))).toMatchObject({ figures: 1, rejected: 1 })
    await expect(handIn(dtiTable(['99999', '', '5'], ['25480', '', 'x']))).rejects.toThrow(expect.objectContaining({
      status: 422, errors: [{ pointer: '/rows/2', message: expect.objectContaining({ vi: 'Dòng 2: Không có địa bàn với mã này' }) as unknown }, { pointer: '/rows/3', message: expect.objectContaining({ vi: expect.stringMatching(/^Dòng 3, cột "Điểm/) as string }) as unknown }],
    }))
    await expect(handIn(dtiTable())).rejects.toThrow(refused(422, /Không có dòng/))
    await expect(rig.handIn(LAN, DTI, file(Buffer.from('%PDF-1.7')))).rejects.toThrow(refused(400, /PDF/))
    expect((await rig.list(LAN.viewer)).submissions).toHaveLength(1)
  })

  it('takes the same bytes once, by name and hour, until they are sent back or taken back', async () => {
    const first = await handIn()
    await expect(handIn()).rejects.toThrow(refused(409, /khcn\.nhap đã gửi lúc .*đang chờ duyệt/))
    expect((await rig.preview(LAN, DTI, file(dtiTable(['80', '612,5', ''], ['25459', '', '271,25'])))).before).toBe(first.id)
    await rig.decide(LAN, first.id, { decision: 'withdraw' })
    const second = await handIn()
    await rig.decide(BINH, second.id, { decision: 'refuse', answer: 'thiếu công văn' })
    const third = await handIn()
    await rig.decide(BINH, third.id, { decision: 'approve' })
    await expect(handIn()).rejects.toThrow(refused(409, /khcn\.duyet đã duyệt/))
    expect((await rig.list(LAN.viewer)).submissions.map(({ state, answer }) => [state, answer])).toEqual([['approved', undefined], ['refused', 'thiếu công văn'], ['withdrawn', undefined]])
  })

  it('takes two uploads of the same bytes at the same moment once', async () => {
    const both = await Promise.allSettled([handIn(), handIn(), handIn()])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
  })

  it('takes a form, exact or refused by line', async () => {
    const sent = await rig.handIn(LAN, TYPED, form({ value: '21.400' }, { indicator: 'app.users-store', value: '1,5' }, { indicator: 'tthc.dossiers-received' }))
    expect(sent).toMatchObject({ way: 'manual', figures: 1, rejected: 2 })
    const shown = await rig.previewKept(BINH.viewer, sent.id)
    expect(shown.rejects.map(({ row, code }) => [row, code])).toEqual([[2, 'not-a-number'], [3, 'not-of-this-source']])
    await rig.decide(BINH, sent.id, { decision: 'approve' })
    expect(await onBus()).toEqual(new Map([['app.mau@tn2025', 21_400]]))
  })
})

describe('who may', () => {
  it('says before it is sent that the unit seems another, and counts it only when who signs has seen that', async () => {
    const typed = (value: string, at: string) => form({ value, at }, { indicator: 'app.users-store', value: String(Number(value) / 10), at })
    expect((await rig.preview(LAN, TYPED, typed('210', '2026-10-13'))).findings).toEqual([])
    await rig.decide(BINH, (await rig.handIn(LAN, TYPED, typed('210', '2026-10-13'))).id, { decision: 'approve' })
    expect((await rig.preview(LAN, TYPED, typed('210', '2026-10-14'))).findings).toEqual([])
    const thousandfold = typed('220000', '2026-10-14')
    const told = (await rig.preview(LAN, TYPED, thousandfold)).findings ?? []
    expect(told.map(({ rule, text }) => [rule, text.vi])).toEqual(expect.arrayContaining([['unit-factor', expect.stringMatching(/gấp chừng 1\.000 lần/)]]))
    const sent = await rig.handIn(LAN, TYPED, thousandfold)
    await expect(rig.decide(BINH, sent.id, { decision: 'approve' })).rejects.toThrow(refused(409, /Có cảnh báo cần xem trước khi duyệt: .*1\.000 lần/))
    expect((await onBus()).get('app.mau@tn2025')).toBe(210)
    const signed = await rig.decide(BINH, sent.id, { decision: 'approve', seen: ['unit-factor'] })
    expect(signed).toMatchObject({ state: 'approved', findings: told })
    expect((await onBus()).get('app.mau@tn2025')).toBe(220_000)
    expect((await rig.list(BINH.viewer)).submissions.find(({ id }) => id === sent.id)?.findings).toEqual(told)
    expect(rig.audited.at(-1)).toMatchObject({ verb: 'approve', after: { findings: told.map(({ rule, text }) => ({ rule, text })) } })
    expect((await rig.preview(LAN, TYPED, typed('230000', '2026-10-15'))).findings).toEqual([])
  })

  it('keeps a commune to its own locality, and refuses the whole file with the row named', async () => {
    expect(await rig.handIn(COMMUNE, DTI, file(dtiTable(['25459', '', '271,25'])))).toMatchObject({ state: 'waiting', figures: 1 })
    const other = file(dtiTable(['25459', '', '272'], ['25480', '', '300'], ['80', '700', '']))
    await expect(rig.handIn(COMMUNE, DTI, other)).rejects.toThrow(refused(403, /^Dòng 3: .*Phường Bình Minh: ngoài quyền gửi.*2 số liệu ngoài quyền/))
    await expect(rig.preview(COMMUNE, DTI, other)).rejects.toThrow(refused(403, /Dòng 3/))
    expect(rig.audited.at(-1)).toMatchObject({ who: 'xa.tan-ninh', verb: 'send', thing: 'source:dti', allowed: false })
  })

  it('lets nobody sign off what they sent, nor what lies outside their right', async () => {
    const own = await rig.handIn(BOTH, DTI, file(dtiTable(['80', '612,5', ''])))
    await expect(rig.decide(BOTH, own.id, { decision: 'approve' })).rejects.toThrow(refused(403, /Người gửi không tự duyệt/))
    await expect(rig.decide(BOTH, own.id, { decision: 'refuse', answer: 'không' })).rejects.toThrow(refused(403, /Người gửi/))
    await expect(rig.decide(LAN, own.id, { decision: 'approve' })).rejects.toThrow(refused(403, /không có quyền duyệt/))
    await expect(rig.decide(BINH, own.id, { decision: 'withdraw' })).rejects.toThrow(refused(403, /Chỉ người gửi/))
    await expect(rig.decide(STRANGER, own.id, { decision: 'approve' })).rejects.toThrow(refused(404, /Không có lần gửi/))
    await expect(rig.decide({ viewer: { kind: 'local' }, address: '' }, own.id, { decision: 'approve' })).rejects.toThrow(refused(403, /quyền duyệt/))
    expect((await rig.list(BINH.viewer)).submissions[0]?.may).toEqual(['approve', 'refuse'])
    expect(await onBus()).toEqual(new Map())
    expect(rig.audited.filter(({ allowed }) => !allowed)).toHaveLength(5)
  })

  it('shows a submission, its bytes and where one may hand in only to who may read all of it', async () => {
    const { id } = await handIn()
    for (const { viewer } of [COMMUNE, STRANGER]) {
      expect((await rig.list(viewer)).submissions).toEqual([])
      await expect(rig.file(viewer, id)).rejects.toThrow(refused(404, /Không có/))
      await expect(rig.previewKept(viewer, id)).rejects.toThrow(refused(404, /Không có/))
    }
    expect((await rig.file(BINH.viewer, id)).body.toString()).toContain('612,5')
    const may = async (viewer: typeof LAN.viewer) => (await rig.list(viewer)).sources.map((source) => [source.id, source.may.join()])
    expect(await may(LAN.viewer)).toEqual([['dti', 'send'], ['digital-services', 'send']])
    expect(await may(BINH.viewer)).toEqual([['dti', 'approve'], ['digital-services', 'approve']])
    expect(await may(COMMUNE.viewer)).toEqual([['dti', 'send']])
    expect(await may(STRANGER.viewer)).toEqual([])
    expect((await rig.list(LAN.viewer)).sources[1]).toMatchObject({ way: 'form', indicators: expect.arrayContaining(['app.mau', 'dvc.services-full']) as string[] })
    expect((await rig.list(LAN.viewer)).sources[0]?.columns[0]).toEqual({ headings: ['Mã địa bàn', 'Mã đơn vị hành chính', 'Mã ĐVHC'], kind: 'text', optional: false })
  })
})

describe('deciding', () => {
  it('gives one of two who decide at once the say', async () => {
    const { id } = await handIn()
    const other = person('khcn.duyet2', ['agency-approver'], AGENCY)
    const outcomes = await Promise.allSettled([rig.decide(BINH, id, { decision: 'approve' }), rig.decide(other, id, { decision: 'refuse', answer: 'sai kỳ' }), rig.decide(LAN, id, { decision: 'withdraw' })])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const store = createSubmissionStore(postgres.openDb())
    const second = await handIn(dtiTable(['80', '1', '']))
    const refuse = (by: string) => store.decide(second.id, { state: 'refused', by, at: 0, answer: 'sai kỳ' })
    expect([(await refuse('a'))?.decidedBy, await refuse('b'), (await store.find(second.id))?.decidedBy]).toEqual(['a', undefined, 'a'])
    for (const one of outcomes) if (one.status === 'rejected') expect(one.reason).toEqual(refused(409, /Không còn chờ duyệt: .*(?:đã duyệt|đã trả lại|đã rút lại) lúc/))
  })

  it('brings onto the bus later, once, what was signed when the bus or this process went away', async () => {
    const { id } = await handIn()
    rig.failPublish(1)
    const signed = await rig.decide(BINH, id, { decision: 'approve' })
    expect(signed).toMatchObject({ state: 'approved' })
    expect(signed.run).toBeUndefined()
    expect((await onBus()).size).toBe(0)
    const second = await createSubmissionRig(postgres)
    await second.catchUp()
    await second.catchUp()
    expect((await second.bus.runs(DTI, 10)).map(({ id: run }) => run)).toEqual([(await second.list(BINH.viewer)).submissions[0]?.run])
    await second.close()
  })

  it('counts once what reached the bus when only its run was not written down', async () => {
    const { id } = await handIn()
    const signed = await rig.decide(BINH, id, { decision: 'approve' })
    await postgres.openDb().query('update submission set run = null where id = $1', [id])
    await rig.catchUp()
    expect((await rig.bus.runs(DTI, 10)).map(({ id: run }) => run)).toEqual([signed.run])
    expect((await rig.list(BINH.viewer)).submissions[0]?.run).toBe(signed.run)
  })
})

it('says in Vietnamese that PostgreSQL is away and when to come again, and still previews', async () => {
  const lost = await createSubmissionRig(postgres, { db: { query: () => Promise.reject(new DbUnavailableError('down')) } })
  const away = expect.objectContaining({ status: 503, retryAfterS: 10, message: expect.stringMatching(/PostgreSQL.*số liệu trực tiếp vẫn chạy/) as string }) as Error
  await expect(lost.handIn(LAN, DTI, file(dtiTable(['80', '1', ''])))).rejects.toThrow(away)
  await expect(lost.list(LAN.viewer)).rejects.toThrow(away)
  await expect(lost.decide(BINH, crypto.randomUUID(), { decision: 'approve' })).rejects.toThrow(away)
  expect((await lost.preview(LAN, DTI, file(dtiTable(['80', '1', ''])))).figureCount).toBe(1)
  await lost.close()
})
