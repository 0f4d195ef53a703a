import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parse } from 'csv-parse/sync'
import express from 'express'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Catalogue, KeptSample, Run, SourceHealth, Submission, TargetsAnswer, Viewer } from '#contract'
import { sheet } from '../../../connectors/drivers/sheet/driver.ts'
import { createCan } from '../../access/index.ts'
import { systemClock } from '../../clock.ts'
import { ApiError } from '../../errors.ts'
import { silentLog } from '../../log.ts'
import { handleErrors } from '../problem.ts'
import { tablesRoute } from './route.ts'
import { MOST_ROWS } from './table.ts'

const NOW = Date.UTC(2026, 10, 26, 5)
const local = { kind: 'local' } as const
const editor = { kind: 'account', name: 'agency', roles: ['agency-editor'], scope: { agencies: ['gov.a'], domains: ['tthc'], localities: 'all' } } as unknown as Viewer // branded ids

let latest: KeptSample[]
let catalogue: Catalogue
let viewer: Viewer
let listTargets: () => TargetsAnswer
let server: Server
let base: string
beforeAll(async () => {
  const health = (id: string) => ({ id, freshness: 'late', accepted: 90, rejected: 6, series: { total: 96, live: 90 }, newestAt: NOW - 600_000, error: { kind: 'auth', message: { vi: '+lỗi', en: 'refused' }, since: 0 } }) as unknown as SourceHealth // branded id, no beats asked
  const can = createCan((source) => (source === 'a' ? 'gov.a' : 'gov.b'))
  const router = tablesRoute({
    keeper: { identify: () => viewer, can, isOwnOrigin: () => true, audit: async () => {}, addressOf: () => '' },
    clock: { ...systemClock, now: () => NOW }, catalogue: () => catalogue, latest: async () => latest, freshnessOf: ({ at }) => (NOW - at < 900_000 ? 'live' : 'stale'),
    health: () => [health('a'), health('b')], scores: () => Promise.reject(new Error('no bus')),
    runs: async () => [{ id: 'a:1-x', source: 'a', startedAt: NOW - 2_000, endedAt: NOW - 1_000, fence: 1, raw: [{ sha256: 'f'.repeat(64), bytes: 1 }], accepted: 1, unchanged: 0, rejected: 7, rejects: [{ index: 0, code: 'not-a-number', reason: { vi: 'không phải số', en: 'not a number' } }] } as unknown as Run], // branded ids
    submissions: { list: async () => ({ sources: [], submissions: [{ id: '1', source: 'a', way: 'upload', fileName: '=cmd|x.xlsx', sha256: 'e'.repeat(64), bytes: 1, sentBy: 'agency', sentAt: new Date(NOW).toISOString(), state: 'refused', answer: '@sai', figures: 3, rejected: 0, may: [] } as unknown as Submission] }) }, // branded ids
    targets: { list: async () => listTargets() },
  })
  server = createServer(express().use(router).use(handleErrors(silentLog))).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

const sample = (series: string, over: Partial<KeptSample> = {}) => ({ series, at: NOW - 300_000, value: 43.08, source: 'a', run: 'a:1-x', receivedAt: NOW - 290_000, ...over }) as KeptSample // branded ids

beforeEach(() => {
  viewer = local
  listTargets = () => ({ registrations: [], mayRegister: [] })
  const place = (id: string, level: string, name: string) => ({ id, name: { vi: name, en: name }, short: name, level, kind: 'ward', code: id, successors: [] })
  catalogue = {
    deployment: { timeZone: 'Asia/Ho_Chi_Minh', subject: 'tn', name: { vi: 'Thử', en: 'Test' } },
    indicators: [{ id: 'tthc.rate', name: { vi: '=Tỷ lệ', en: 'Rate' }, domain: 'tthc', unit: '%', level: 'commune' }, { id: 'soc.events', name: { vi: 'Sự kiện', en: 'Events' }, domain: 'soc', unit: 'sự kiện', level: 'province' }],
    localities: [place('tn', 'province', 'Tỉnh Thử'), place('c1', 'commune', '+Xã "Một"; ấp'), place('c2', 'commune', 'Xã Hai'), { ...place('c0', 'commune', 'Xã cũ'), validTo: '2025-06-30' }],
    agencies: [{ id: 'gov.a', name: { vi: 'Sở A', en: 'A' } }], sites: [], targets: [], demo: true,
    sources: [{ id: 'a', title: { vi: '-Nguồn A', en: 'A' }, agency: 'gov.a', system: 'a', driver: 'http-json', origin: 'simulated', everyMs: 300_000, feeds: ['tthc'] }],
  } as unknown as Catalogue // only what is asked for
  latest = [sample('tthc.rate@tn', { coverage: { reported: 1, expected: 2 } }), sample('tthc.rate@c1', { value: '@mở' })]
})

const get = (path: string) => fetch(base + path)
async function rowsOf(path: string): Promise<Record<string, string>[]> {
  const answer = await get(path)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf')
  return parse<Record<string, string>>(bytes, { bom: true, delimiter: ';', columns: true })
}

it('gives every place of an indicator with age, source, origin, coverage and pass, also the places that are silent', async () => {
  const rows = await rowsOf('/values?indicator=tthc.rate&format=csv')
  expect(rows.map((row) => row['Đối tượng'])).toEqual(['tn', 'c1', 'c2'])
  expect(rows[0]).toMatchObject({ 'Giá trị': '43,08', 'Đơn vị': '%', 'Độ mới': 'mới', 'Tuổi (phút)': '5', 'Độ phủ': '1/2 địa bàn', 'Xuất xứ': 'minh họa', 'Thời điểm': '26/11/2026 11:55:00', 'Lần lấy số': 'a:1-x' })
  expect(rows[2]).toMatchObject({ 'Tên đối tượng': 'Xã Hai', 'Giá trị': '', 'Độ mới': 'chưa có', 'Nguồn': '' })
})

it('writes names and words that a spreadsheet would compute as words, in both kinds of file', async () => {
  const [, row] = await rowsOf('/values?domain=tthc&format=csv')
  expect(row).toMatchObject({ 'Tên chỉ số': "'=Tỷ lệ", 'Tên đối tượng': `'+Xã "Một"; ấp`, 'Giá trị': "'@mở", 'Nguồn': "'-Nguồn A" })
  expect((await rowsOf('/submissions?format=csv'))[0]).toMatchObject({ 'Tệp': "'=cmd|x.xlsx", 'Lý do trả lại': "'@sai", 'Kết quả': 'trả lại' })

  const body = Buffer.from(await (await get('/values?domain=tthc&format=xlsx')).arrayBuffer())
  const text = (heading: string) => ({ kind: 'text', heading, allowEmpty: true })
  const read = await sheet.preview?.(sheet.config.parse({ columns: { ten: text('Tên chỉ số'), noi: text('Tên đối tượng'), nguon: text('Nguồn') } }), { body, contentType: 'application/octet-stream' })
  expect(read?.rows[1]).toMatchObject({ fields: { ten: '=Tỷ lệ', noi: '+Xã "Một"; ấp', nguon: '-Nguồn A' }, problems: [], notes: [] })
})

it('tells of each source and of each pass how it came about', async () => {
  const [source] = await rowsOf('/sources?format=csv')
  expect(source).toMatchObject({ 'Tên nguồn': "'-Nguồn A", 'Cơ quan': 'Sở A', 'Xuất xứ': 'minh họa', 'Nhịp (phút)': '5', 'Độ mới': 'trễ', 'Tuổi (phút)': '10', 'Chuỗi số mới': '90', 'Chuỗi số': '96', 'Đúng': '', 'Lỗi hiện nay': "'+lỗi" })
  const [run] = await rowsOf('/runs?source=a&format=csv')
  expect(run).toMatchObject({ 'Nhận': '1', 'Loại': '7', 'Lý do loại': 'bản ghi 1: không phải số; và 6 bản ghi khác', 'SHA-256 câu trả lời gốc': 'f'.repeat(64) })
})

it('gives nobody a table of what they may not see on screen', async () => {
  viewer = editor
  expect((await get('/values?indicator=tthc.rate&format=csv')).status).toBe(200)
  expect((await get('/values?indicator=tthc.rate,soc.events&format=csv')).status).toBe(403)
  expect((await get('/values?domain=soc&format=xlsx')).status).toBe(403)
  expect((await get('/runs?source=b&format=csv')).status).toBe(403)
  expect((await rowsOf('/sources?format=csv')).map((row) => row['Mã nguồn'])).toEqual(['a'])
  viewer = { kind: 'anonymous' }
  for (const path of ['/values?domain=tthc', '/sources', '/runs?source=a', '/submissions']) expect([path, (await get(`${path}${path.includes('?') ? '&' : '?'}format=csv`)).status]).toEqual([path, 401])
})

it('gives every target with its paper and where it comes from, also one that waits, and says when those cannot be read', async () => {
  const ID = '0b0f0c34-5f0e-4a55-9c2f-0b5a3a1f0f10'
  catalogue.targets = [
    { indicator: 'tthc.rate', subject: 'tn', value: 98, main: true, validTo: '2026-12-31', basis: 'QĐ 766/QĐ-TTg' },
    { indicator: 'tthc.rate', subject: 'tn', value: 99.5, main: true, validFrom: '2027-01-01', validTo: '2027-12-31', basis: 'QĐ 1', approved: { id: ID, roles: ['agency-approver'], day: '2026-11-20' } },
    { indicator: 'soc.events', subject: 'tn', value: 5, main: true },
  ] as unknown as Catalogue['targets'] // branded ids
  const waiting = { id: '1b0f0c34-5f0e-4a55-9c2f-0b5a3a1f0f11', indicator: 'tthc.rate', subject: 'c1', validFrom: '2027-01-01', values: [{ value: 90, main: true, paper: { number: '12/KH-UBND', day: '2026-11-02', about: 'kế hoạch năm 2027' } }], reason: 'theo kế hoạch', state: 'waiting', sentBy: 'commune', sentRoles: ['commune'], sentAt: new Date(NOW).toISOString(), steps: [], may: [] }
  listTargets = () => ({ registrations: [waiting], mayRegister: [] }) as unknown as TargetsAnswer // branded ids
  viewer = editor
  const seen = (row: Record<string, string>) => [row['Tên đối tượng'], row['Chỉ tiêu'], row['Hiệu lực từ'], row['Tình trạng'], row['Căn cứ'], row['Nguồn gốc'], row['Người đăng ký']]
  expect((await rowsOf('/targets?format=csv')).map(seen)).toEqual([
    ['Tỉnh Thử', '98', '', 'có hiệu lực', 'QĐ 766/QĐ-TTg', 'theo tệp của tỉnh', ''],
    ['Tỉnh Thử', '99,5', '01/01/2027', 'chưa đến ngày hiệu lực', 'QĐ 1', 'cơ quan đăng ký, người duyệt của sở, ngành duyệt ngày 20/11/2026', ''],
    [`'+Xã "Một"; ấp`, '90', '01/01/2027', 'đang chờ duyệt', '12/KH-UBND ngày 02/11/2026: kế hoạch năm 2027', 'cơ quan đăng ký (xã, phường)', 'commune'],
  ])
  listTargets = () => { throw new ApiError(503, 'unavailable') }
  expect((await rowsOf('/targets?format=csv&indicator=tthc.rate')).at(-1)?.['Chỉ số']).toContain('PostgreSQL không liên lạc được')
  expect((await get('/targets?format=csv&indicator=soc.events')).status).toBe(404)
})

it('asks for what there is, and for a kind of file', async () => {
  expect((await get('/values?domain=tthc')).status).toBe(400)
  expect((await get('/values?format=csv')).status).toBe(400)
  expect((await get('/values?indicator=no.such&format=csv')).status).toBe(404)
  expect((await get('/values?indicator=tthc.rate,no.such&format=csv')).status).toBe(404)
  expect((await get('/runs?source=gone&format=csv')).status).toBe(404)
})

it('says in its last line that a table was cut', async () => {
  latest = Array.from({ length: MOST_ROWS }, (_, i) => sample(`soc.events@x${i}`))
  const rows = await rowsOf('/values?domain=soc&format=csv')
  expect(rows).toHaveLength(MOST_ROWS + 1)
  expect(rows.at(-1)?.['Chỉ số']).toBe(`Bảng bị cắt: ${MOST_ROWS} trong ${MOST_ROWS + 1} dòng; hãy chọn hẹp hơn`)
})
