import { gzipSync } from 'node:zlib'
import { mkdir, readdir, readFile, rename, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LiveAnswer, MapImportAnswer, Problem, RunsAnswer, Submission, SubmissionPreview, SubmissionsAnswer } from '#contract'
import { guardZip } from '../../connectors/drivers/sheet/guard-zip.ts'
import { inflateEntry } from '../../connectors/drivers/sheet/inflate-entry.ts'
import { createSqlAccountStore } from '../../server/access/account-store.sql.ts'
import { createPasswords } from '../../server/access/passwords.ts'
import { copyDeployment, type CopiedDeployment } from '../support/copied-deployment.ts'
import { type KeptHistory, openKeptHistory } from '../support/kept-history.ts'
import { makeXlsx, makeZip } from '../support/make-zip.ts'
import { PUSH_KEY, startTestServer, type TestServer } from '../support/server.ts'
import { sendWithoutEnd } from '../support/endless-body.ts'
import { dtiTable } from '../support/submission-rig.ts'
import { waitUntil } from '../support/wait-until.ts'

const PASSWORD = 'mật khẩu của bản thử'
const LIMIT = 400_000
const DTI = `
id: dti
system: dti
origin: simulated
config: { maxBytes: ${LIMIT} }
`

let deployment: CopiedDeployment
let server: TestServer
let kept: KeptHistory
const cookies = new Map<string, string>()

beforeAll(async () => {
  deployment = await copyDeployment()
  await deployment.write('sources/dti.yaml', DTI)
  server = await startTestServer({ IOC_DEPLOYMENT: deployment.dir, DATABASE_URL: '', IOC_DEMO_PASSWORD: PASSWORD, LOG_LEVEL: 'silent' })
  kept = await openKeptHistory(server.dataDir)
  await waitUntil('PostgreSQL stands', async () => (await kept.db.query('select 1 as one from submission limit 1')) && true, { withinMs: 60_000, everyMs: 200 })
  await createSqlAccountStore(kept.db).save({
    name: 'hai-vai', roles: ['agency-editor', 'agency-approver'], scope: { agencies: 'all', localities: 'all', domains: 'all' }, disabled: false, passwordHash: await createPasswords().make(PASSWORD),
  })
  await createSqlAccountStore(kept.db).save({
    name: 'xa', roles: ['commune'], scope: { agencies: 'all', localities: ['tn2025-25459', 'tn2025-25480'], domains: 'all' }, disabled: false, passwordHash: await createPasswords().make(PASSWORD),
  })
  for (const name of ['agency', 'approver', 'commune', 'admin', 'auditor', 'hai-vai', 'xa']) cookies.set(name, await logIn(name))
})
afterAll(async () => {
  await kept?.close()
  await server?.stop()
  await deployment?.remove()
})

async function logIn(name: string, at = server): Promise<string> {
  const answer = await fetch(`${at.url}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name, password: PASSWORD }) })
  if (answer.status !== 200) throw new Error(`${name}: ${await answer.text()}`)
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

type Body = string | Uint8Array<ArrayBuffer> | Buffer
const as = (name: string, headers: Record<string, string> = {}) => ({ cookie: cookies.get(name) ?? '', ...headers })
const post = (name: string, where: string, body: Body, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/api/v1/${where}`, { method: 'POST', body: typeof body === 'string' ? body : new Uint8Array(body), headers: as(name, headers) })
const handIn = (name: string, body: Body, headers: Record<string, string> = {}, source = 'dti') => post(name, `sources/${source}/uploads`, body, { 'x-file-name': encodeURIComponent('chỉ số.csv'), ...headers })
const decide = (name: string, id: string, decision: object) => post(name, `submissions/${id}/decision`, JSON.stringify(decision), { 'content-type': 'application/json' })
const list = async (name: string) => SubmissionsAnswer.parse(await (await fetch(`${server.url}/api/v1/submissions`, { headers: as(name) })).json())
const live = async (feed: string) => new Map(LiveAnswer.parse(await (await fetch(`${server.url}/api/v1/live?feeds=${feed}`)).json()).values.map(({ series, value }) => [series as string, value]))
const problem = async (answer: Response) => ({ status: answer.status, ...Problem.pick({ code: true, detail: true, errors: true }).parse(await answer.json()) })

const templateOf = async (name: string) => Buffer.from(await (await fetch(`${server.url}/api/v1/sources/dti/template`, { headers: as(name) })).arrayBuffer())
const previewOf = async (name: string, bytes: Buffer) => SubmissionPreview.parse(await (await post(name, 'sources/dti/uploads/preview', bytes, { 'x-file-name': 'mau.xlsx' })).json())

/** As somebody types a number into a cell of the first sheet and saves. */
function typeInto(workbook: Buffer, { heading, row, value }: { heading: string; row: number; value: number }, columns: SubmissionPreview['columns']): Buffer {
  const letter = String.fromCharCode(65 + columns.findIndex((column) => column.heading === heading))
  return makeZip(guardZip(workbook).map((entry) => {
    const body = entry.bytes === 0 ? '' : inflateEntry(workbook, entry)
    return { name: entry.name, body: entry.name === 'xl/worksheets/sheet1.xml' ? body.replace(new RegExp(`(<row r="${row}">.*?)</row>`), `$1<c r="${letter}${row}"><v>${value}</v></c></row>`) : body }
  }))
}

it('gives each their own rows to fill in, with the period due next, and only to who may send', async () => {
  const template = await fetch(`${server.url}/api/v1/sources/dti/template`, { headers: as('agency') })
  expect([template.status, template.headers.get('content-disposition')]).toEqual([200, 'attachment; filename=mau-dti.xlsx'])
  const whole = await previewOf('agency', Buffer.from(await template.arrayBuffer()))
  expect(whole).toMatchObject({ rowCount: 97, headerRow: 3, figureCount: 0, rejectCount: 0 })
  expect(whole.columns.filter(({ field }) => field === undefined)).toEqual([{ heading: 'Tên nơi (để đọc, không nhập)' }])
  expect(whole.rows.flatMap(({ problems }) => problems)).toEqual([])
  expect(whole.rows[0]?.fields).toEqual({ maDiaBan: '80', nam: String(new Date().getUTCFullYear() - 1), ngayChot: expect.stringMatching(/-12-31/) as string })

  const own = await previewOf('xa', await templateOf('xa'))
  expect(own.rows.map(({ fields }) => fields['maDiaBan'])).toEqual(['25459', '25480'])
  expect((await fetch(`${server.url}/api/v1/sources/dti/template`, { headers: as('auditor') })).status).toBe(403)
})

describe('a table of a department', () => {
  const bytes = dtiTable(['80', '612,5', ''], ['25459', '', '271,25'])

  it('goes from the editor over the approver onto the wall, with its run and its very bytes', async () => {
    const shown = SubmissionPreview.parse(await (await post('agency', 'sources/dti/uploads/preview', bytes)).json())
    expect(shown).toMatchObject({ rowCount: 2, figureCount: 2, rejectCount: 0 })
    expect((await list('agency')).submissions).toEqual([])
    const answer = await handIn('agency', bytes, { 'x-remark': encodeURIComponent('theo QĐ công bố') })
    expect(answer.status).toBe(201)
    const sent = Submission.parse(await answer.json())
    expect(sent).toMatchObject({ state: 'waiting', sentBy: 'agency', fileName: 'chỉ số.csv', remark: 'theo QĐ công bố', sha256: shown.sha256 })
    expect((await live('dti')).has('dti.total@tn2025')).toBe(false)
    const looked = SubmissionPreview.parse(await (await fetch(`${server.url}/api/v1/submissions/${sent.id}/preview`, { headers: as('approver') })).json())
    expect(looked.figures).toHaveLength(2)
    const signed = Submission.parse(await (await decide('approver', sent.id, { decision: 'approve' })).json())
    expect(signed).toMatchObject({ state: 'approved', decidedBy: 'approver' })
    await waitUntil('it is live', async () => (await live('dti')).get('dti.total@tn2025') === 612.5)
    expect((await live('dti')).get('dti.internal-score@tn2025-25459')).toBe(271.25)
    const { runs } = RunsAnswer.parse(await (await fetch(`${server.url}/api/v1/sources/dti/runs`, { headers: as('agency') })).json())
    expect(runs.map(({ id, accepted, raw }) => [id, accepted, raw[0]?.sha256])).toEqual([[signed.run, 2, sent.sha256]])
    const file = await fetch(`${server.url}/api/v1/submissions/${sent.id}/file`, { headers: as('auditor') })
    expect([file.headers.get('content-type'), file.headers.get('content-disposition'), file.headers.get('x-content-type-options')]).toEqual(['application/octet-stream', expect.stringMatching(/^attachment; /), 'nosniff'])
    expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true)
    const trail = (await readFile(path.join(server.dataDir, 'audit.jsonl'), 'utf8')).split('\n').filter((line) => line.includes(sent.id)).map((line) => JSON.parse(line) as { who: string; verb: string })
    expect(trail.map(({ who, verb }) => [who, verb])).toEqual([['agency', 'send'], ['approver', 'approve']])
  })

  it('is taken once', async () => {
    expect(await problem(await handIn('agency', bytes))).toMatchObject({ status: 409, code: 'conflict', detail: expect.stringMatching(/approver đã duyệt lúc/) as string })
  })

  it('names the rows that are wrong, and is refused when none is right', async () => {
    const bad = await problem(await handIn('agency', dtiTable(['99999', '5', ''], ['80', '1.5', ''])))
    expect(bad).toMatchObject({ status: 422, errors: [{ pointer: '/rows/2' }, { pointer: '/rows/3', message: expect.stringMatching(/^Dòng 3, cột "Tổng điểm DTI": "1.5" không phải là số/) as string }] })
    const bomb = makeXlsx({ rows: '', sheet: `<a>${' '.repeat(40 * 1024 * 1024)}</a>` })
    expect(await problem(await handIn('agency', bomb))).toMatchObject({ status: 400, detail: expect.stringMatching(/200 lần/) as string })
    expect(await problem(await handIn('agency', ''))).toMatchObject({ status: 400 })
    expect(await problem(await handIn('agency', bytes, { 'content-encoding': 'gzip' }))).toMatchObject({ status: 415 })
    expect(await problem(await handIn('agency', bytes, { 'x-file-name': '%E0%A4%A' }))).toMatchObject({ status: 400 })
  })

  it('is not read beyond its limit', async () => {
    expect(await problem(await handIn('agency', Buffer.alloc(LIMIT + 1, 'x')))).toMatchObject({ status: 413, code: 'too-large' })
    expect(await sendWithoutEnd(new URL(`${server.url}/api/v1/sources/dti/uploads`), { headers: as('agency'), most: 100 * LIMIT })).toBeLessThan(20 * LIMIT)
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  })
})

describe('a bomb', () => {
  const MB = 1024 * 1024
  const sheet = (inner: string, doctype = '') => `<?xml version="1.0"?>${doctype}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${inner}</sheetData></worksheet>`
  const lol = ['<!ENTITY a "lollollollol">', ...'bcdefghij'.split('').map((name, i) => `<!ENTITY ${name} "${`&${'abcdefghi'[i]};`.repeat(10)}">`)].join('')
  const deep = '['.repeat(10_000) + ']'.repeat(10_000)
  const BOMBS: [name: string, file: Buffer, reason: RegExp][] = [
    ['300 MB out of 300 KB', makeXlsx({ rows: '', sheet: `<a>${' '.repeat(300 * MB)}</a>` }), /200 lần|50 MB|lớn/],
    ['a cell at XFD1048576', makeXlsx({ rows: '', sheet: sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>') }), /1048576|200 cột/],
    ['entities of entities', makeXlsx({ rows: '', sheet: sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>&j;</t></is></c></row>', `<!DOCTYPE z [${lol}]>`) }), /DOCTYPE/],
    ['JSON ten thousand deep', Buffer.from(deep), /\p{L}/u],
  ]

  /** The most the server held since it was asked to forget, beyond what it held then. */
  async function memoryOf(work: () => Promise<void>): Promise<number> {
    const read = async (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(await readFile(`/proc/${server.pid}/status`, 'utf8'))?.[1]) * 1_024
    await writeFile(`/proc/${server.pid}/clear_refs`, '5')
    const before = await read('VmRSS')
    await work()
    return (await read('VmHWM')) - before
  }

  it('is refused when it is handed in, sent or laid into the folder, and costs no memory', async () => {
    const folder = path.join(server.dataDir, 'drop', 'dti')
    const packed = gzipSync(Buffer.alloc(300 * MB))
    const grown = await memoryOf(async () => {
      for (const [, file, reason] of BOMBS) {
        expect(file.length).toBeLessThan(LIMIT)
        expect(await problem(await handIn('agency', file))).toMatchObject({ status: 400, detail: expect.stringMatching(reason) as string })
      }
      expect(await problem(await post('agency', 'sources/digital-services/uploads/preview', deep, { 'content-type': 'application/json' }))).toMatchObject({ status: 400 })
      const push = (body: Body, headers: Record<string, string> = {}) => fetch(`${server.url}/api/v1/sources/push-demo/readings`, { method: 'POST', body: typeof body === 'string' ? body : new Uint8Array(body), headers: { authorization: `Bearer ${PUSH_KEY}`, 'content-type': 'application/json', ...headers } })
      expect(await problem(await push(deep))).toMatchObject({ status: 400, detail: expect.stringMatching(/64 tầng/) as string })
      expect(await problem(await push(packed, { 'content-encoding': 'gzip' }))).toMatchObject({ status: 413 })
      for (const [i, [, file]] of BOMBS.entries()) await writeFile(path.join(folder, `bom-${i}.xlsx`), file)
      await waitUntil('all lie apart with a reason', async () => (await readdir(path.join(folder, 'loi'))).filter((name) => name.startsWith('bom-')).length === 2 * BOMBS.length, { withinMs: 60_000, everyMs: 200 })
    })
    for (const [i, [, , reason]] of BOMBS.entries()) expect(await readFile(path.join(folder, 'loi', `bom-${i}.xlsx.txt`), 'utf8')).toMatch(reason)
    expect(grown / MB).toBeLessThan(150)
    expect((await list('agency')).submissions.filter(({ fileName = '' }) => fileName.startsWith('bom-'))).toEqual([])
  })
})

describe('who may', () => {
  it('sends nothing without a name, from another site, for another locality, or by a key', async () => {
    const one = dtiTable(['25459', '', '272'])
    const url = `${server.url}/api/v1/sources/dti/uploads`
    expect((await fetch(url, { method: 'POST', body: new Uint8Array(one) })).status).toBe(403)
    expect((await fetch(url, { method: 'POST', body: new Uint8Array(one), headers: { 'x-forwarded-for': '10.0.0.1' } })).status).toBe(401)
    for (const name of ['approver', 'admin', 'auditor']) expect((await handIn(name, one)).status).toBe(403)
    expect((await handIn('agency', one, { origin: 'http://evil.example' })).status).toBe(403)
    expect((await handIn('agency', one, {}, 'egov')).status).toBe(404)
    const other = await problem(await handIn('commune', dtiTable(['25459', '', '272'], ['25480', '', '300'])))
    expect(other).toMatchObject({ status: 403, detail: expect.stringMatching(/^Dòng 3: .*Phường Bình Minh/) as string })
    const own = Submission.parse(await (await handIn('commune', one)).json())
    expect(own).toMatchObject({ state: 'waiting', sentBy: 'commune' })
    expect(Submission.parse(await (await decide('commune', own.id, { decision: 'withdraw' })).json()).state).toBe('withdrawn')
  })

  it('lets nobody sign off their own, and one of two who decide at once', async () => {
    const own = Submission.parse(await (await handIn('hai-vai', dtiTable(['80', '613', '']))).json())
    expect(await problem(await decide('hai-vai', own.id, { decision: 'approve' }))).toMatchObject({ status: 403, detail: expect.stringMatching(/Người gửi không tự duyệt/) as string })
    expect((await decide('approver', own.id, { decision: 'refuse' })).status).toBe(400)
    const sent = Submission.parse(await (await handIn('agency', dtiTable(['80', '614', '']))).json())
    const answers = await Promise.all([decide('approver', sent.id, { decision: 'refuse', answer: 'sai số' }), decide('hai-vai', sent.id, { decision: 'refuse', answer: 'sai kỳ' })])
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]))
    expect((await decide('approver', sent.id, { decision: 'approve' })).status).toBe(409)
  })
})

it('types a figure into the form, exact, and signs it off', async () => {
  const form = { rows: [{ indicator: 'app.mau', subject: 'tn2025', at: '2026-10-14', value: '21.400' }, { indicator: 'app.users-store', subject: 'tn2025', at: '2026-10-14', value: '1,5' }] }
  const sent = Submission.parse(await (await post('agency', 'sources/digital-services/uploads', JSON.stringify(form), { 'content-type': 'application/json' })).json())
  expect(sent).toMatchObject({ way: 'manual', figures: 1, rejected: 1 })
  await decide('approver', sent.id, { decision: 'approve' })
  await waitUntil('it is live', async () => (await live('app')).get('app.mau@tn2025') === 21_400)
})

it('brings onto the bus at the next start what was signed before a kill', async () => {
  const sent = Submission.parse(await (await handIn('agency', dtiTable(['80', '620', '']))).json())
  await server.kill()
  await kept.close()
  await server.restart()
  kept = await openKeptHistory(server.dataDir)
  await waitUntil('it is signed', async () => (await kept.db.query(`update submission set state = 'approved', decided_by = 'approver', decided_at = now() where id = $1 returning id`, [sent.id])).length === 1, { withinMs: 60_000, everyMs: 200 })
  await server.kill()
  await kept.close()
  await server.restart()
  kept = await openKeptHistory(server.dataDir)
  const done = await waitUntil('it has its run', async () => (await list('approver')).submissions.find(({ id, run }) => id === sent.id && run !== undefined), { withinMs: 60_000, everyMs: 200 })
  expect(done).toMatchObject({ state: 'approved' })
  await waitUntil('it is live', async () => (await live('dti')).get('dti.total@tn2025') === 620)
})

it('takes a file out of the drop folder once it is whole, and follows no link', async () => {
  const folder = path.join(server.dataDir, 'drop', 'dti')
  await waitUntil('the folder stands', async () => (await readdir(folder)).length === 2)
  await mkdir(path.join(server.dataDir, 'elsewhere'))
  await writeFile(path.join(server.dataDir, 'elsewhere', 'whole.csv'), dtiTable(['80', '630', '']))
  await symlink(path.join(server.dataDir, 'elsewhere', 'whole.csv'), path.join(folder, 'link.csv'))
  await writeFile(path.join(folder, 'sai.csv'), 'a;b\n1;2\n')
  await rename(path.join(server.dataDir, 'elsewhere', 'whole.csv'), path.join(folder, 'Bảng DTI.csv'))
  const dropped = await waitUntil('it waits', async () => (await list('approver')).submissions.find(({ way }) => way === 'drop'), { withinMs: 30_000, everyMs: 200 })
  expect(dropped).toMatchObject({ fileName: 'Bảng DTI.csv', may: ['approve', 'refuse'] })
  expect(await waitUntil('all was put away', async () => {
    const left = await readdir(folder)
    return left.length === 3 && left.sort()
  })).toEqual(['da-nhan', 'link.csv', 'loi'])
  expect(await readFile(path.join(folder, 'loi', 'sai.csv.txt'), 'utf8')).toMatch(/thiếu cột/)
  expect((await decide('approver', dropped.id, { decision: 'approve' })).status).toBe(200)
  await waitUntil('it is live', async () => (await live('dti')).get('dti.total@tn2025') === 630)
})

it('takes an official map from the administrator alone, after saying what would come of it', async () => {
  const file = await readFile(path.join(deployment.dir, 'map/communes.geojson'))
  const schematic = async () => ((await (await fetch(`${server.url}/api/v1/map`)).json()) as { schematic: boolean }).schematic // our own answer
  expect((await post('agency', 'map?code=code', file)).status).toBe(403)
  expect((await post('admin', 'map', file)).status).toBe(400)
  expect(MapImportAnswer.parse(await (await post('admin', 'map?code=code&name=name&try=1', file)).json())).toMatchObject({ taken: false, faults: [] })
  expect(MapImportAnswer.parse(await (await post('admin', 'map?code=khong-co', file)).json()).faults[0]?.vi).toMatch(/không địa bàn nào khớp/)
  expect(await schematic()).toBe(true)
  expect(MapImportAnswer.parse(await (await post('admin', 'map?code=code&name=name&source=Ngu%E1%BB%93n', file)).json()).taken).toBe(true)
  expect(await schematic()).toBe(false)
})

it('says 503 and when to come again without PostgreSQL, while the street runs', async () => {
  const other = await startTestServer({ IOC_DEPLOYMENT: deployment.dir, IOC_DEMO_PASSWORD: PASSWORD, LOG_LEVEL: 'silent' })
  try {
    const cookie = await logIn('agency', other)
    for (const [method, where] of [['POST', 'sources/dti/uploads'], ['GET', 'submissions']] as const) {
      const answer = await fetch(`${other.url}/api/v1/${where}`, { method, headers: { cookie }, ...(method === 'POST' ? { body: new Uint8Array(dtiTable(['80', '1', ''])) } : {}) })
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '10'])
      expect((await problem(answer)).detail).toMatch(/PostgreSQL.*số liệu trực tiếp vẫn chạy/)
    }
    expect((await fetch(`${other.url}/api/v1/live?feeds=dti`)).status).toBe(200)
  } finally {
    await other.stop()
  }
})

it('takes its own template again once it is filled in, and nothing for the rows left empty', async () => {
  const template = await templateOf('xa')
  const { columns } = await previewOf('xa', template)
  const filled = typeInto(template, { heading: 'Điểm chuyển đổi số nội bộ', row: 5, value: 612.5 }, columns)
  expect(await previewOf('xa', filled)).toMatchObject({ rowCount: 2, rejectCount: 0, figures: [{ series: 'dti.internal-score@tn2025-25480', row: 5, value: 612.5 }] })
  const answer = await handIn('xa', filled, { 'x-file-name': 'mau.xlsx' })
  expect([answer.status, Submission.parse(await answer.json())]).toMatchObject([201, { state: 'waiting', figures: 1, rejected: 0 }])
})
