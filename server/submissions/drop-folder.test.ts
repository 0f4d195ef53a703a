import { appendFile, lstat, mkdir, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { makeXlsx } from '../../tests/support/make-zip.ts'
import { startTestPostgres, type TestPostgres } from '../../tests/support/postgres.ts'
import { createSubmissionRig, dtiTable, person, type SubmissionRig } from '../../tests/support/submission-rig.ts'

const BINH = person('khcn.duyet', ['agency-approver'])
const GOOD = dtiTable(['80', '612,5', ''], ['25459', '', '271,25'])

let postgres: TestPostgres
let rig: SubmissionRig
let folder: string
beforeAll(async () => {
  postgres = await startTestPostgres()
})
afterAll(() => postgres?.stop())
beforeEach(async () => {
  await postgres.openDb().query('delete from submission')
  rig = await createSubmissionRig(postgres)
  folder = path.join(rig.dir, 'drop', 'dti')
  await rig.look()
})
afterEach(() => rig?.close())

const lay = (name: string, body: string | Uint8Array) => writeFile(path.join(folder, name), body)
const lookTwice = async (times = 2) => {
  for (let i = 0; i < times; i += 1) await rig.look()
}
const names = async (inner = '') => (await readdir(path.join(folder, inner))).sort()
const submissions = async () => (await rig.list(BINH.viewer)).submissions

it('makes one private folder per source that takes files', async () => {
  expect(await readdir(path.join(rig.dir, 'drop'))).toEqual(['dti'])
  expect(await names()).toEqual(['da-nhan', 'loi'])
  for (const one of ['', 'da-nhan', 'loi']) expect((await stat(path.join(folder, one))).mode & 0o777).toBe(0o770)
})

it('takes a file that has come to rest, for a named person to sign off, and moves it away', async () => {
  await lay('DTI năm 2025.csv', GOOD)
  await rig.look()
  expect(await submissions()).toEqual([])
  await rig.look()
  const [only] = await submissions()
  expect(only).toMatchObject({ way: 'drop', source: 'dti', fileName: 'DTI năm 2025.csv', figures: 2, state: 'waiting', may: ['approve', 'refuse'] })
  expect(only?.sentBy).toBeUndefined()
  expect([await names(), await names('da-nhan')]).toEqual([['da-nhan', 'loi'], ['DTI năm 2025.csv']])
  expect((await rig.decide(BINH, only?.id ?? '', { decision: 'approve' })).run).toBeDefined()
  expect((await rig.bus.latest()).samples).toHaveLength(2)
  expect(rig.audited[0]).toMatchObject({ who: 'system', verb: 'send', allowed: true })
})

it('leaves a file alone that is still being copied, also when only its time changes', async () => {
  const file = path.join(folder, 'a.csv')
  await lay('a.csv', GOOD.subarray(0, 300))
  await rig.look()
  await appendFile(file, GOOD.subarray(300))
  await rig.look()
  await utimes(file, new Date(), new Date(Date.now() - 60_000))
  await rig.look()
  expect([await submissions(), await names()]).toEqual([[], ['a.csv', 'da-nhan', 'loi']])
  await rig.look()
  expect((await submissions())[0]).toMatchObject({ bytes: GOOD.length })
})

it('follows no link, and looks at no folder, hidden file or file of an open Excel', async () => {
  const secret = path.join(rig.dir, 'secret.csv')
  await writeFile(secret, GOOD)
  await symlink(secret, path.join(folder, 'link.csv'))
  await mkdir(path.join(folder, 'folder.csv'))
  await lay('.hidden.csv', GOOD)
  await lay('~$open.xlsx', GOOD)
  await lookTwice(3)
  expect(await submissions()).toEqual([])
  expect((await lstat(path.join(folder, 'link.csv'))).isSymbolicLink()).toBe(true)
  expect(await names('loi')).toEqual([])
})

it('puts aside what cannot be read, with the reason beside it, row by row', async () => {
  await lay('sai dòng.csv', dtiTable(['99999', '', '5'], ['25480', '', '5.5']))
  await lay('bao cao.pdf', '%PDF-1.7')
  await lay('bom.xlsx', makeXlsx({ rows: '', sheet: `<a>${' '.repeat(40 * 1024 * 1024)}</a>` }))
  await lay('to.csv', 'x'.repeat(100_001))
  await lookTwice()
  const files = await names('loi')
  expect(files).toEqual(['bao cao.pdf', 'bao cao.pdf.txt', 'bom.xlsx', 'bom.xlsx.txt', 'sai dòng.csv', 'sai dòng.csv.txt', 'to.csv', 'to.csv.txt'])
  const note = (name: string) => readFile(path.join(folder, 'loi', `${name}.txt`), 'utf8')
  expect(await note('sai dòng.csv')).toMatch(/Không đọc được số liệu nào.*\n- Dòng 2: Không có địa bàn.*\n- Dòng 3, cột "Điểm/)
  expect([await note('bao cao.pdf'), await note('bom.xlsx'), await note('to.csv')]).toEqual([expect.stringMatching(/PDF/), expect.stringMatching(/200 lần/), expect.stringMatching(/lớn quá 97 KB/)])
  expect([await submissions(), await names()]).toEqual([[], ['da-nhan', 'loi']])
})

it('takes the same bytes once, also when a kill lay between keeping and moving, and overwrites no name', async () => {
  await lay('a.csv', GOOD)
  await lookTwice()
  await lay('a.csv', GOOD) // as a kill before the move leaves it
  await lookTwice()
  await lay('a.csv', dtiTable(['80', '613', '']))
  await lookTwice()
  expect(await submissions()).toHaveLength(2)
  expect(await names('da-nhan')).toEqual(['a (2).csv', 'a (2).csv.txt', 'a (3).csv', 'a.csv'])
  expect(await readFile(path.join(folder, 'da-nhan', 'a (2).csv.txt'), 'utf8')).toMatch(/đã có, không nhận lần thứ hai: đã nhận từ thư mục lúc .*đang chờ duyệt/)
})

it('leaves files where they are while PostgreSQL is away, and takes them when it is back', async () => {
  await rm(folder, { recursive: true })
  const db = postgres.openDb()
  let isAway = true
  const { DbUnavailableError } = await import('../db/index.ts')
  const other = await createSubmissionRig(postgres, { dropDir: path.join(rig.dir, 'drop'), db: { query: (...all) => (isAway ? Promise.reject(new DbUnavailableError('down')) : db.query(...all)) } })
  await other.look()
  await lay('a.csv', GOOD)
  for (let i = 0; i < 3; i += 1) await other.look()
  expect(await names()).toEqual(['a.csv', 'da-nhan', 'loi'])
  isAway = false
  await other.look()
  expect([await names(), await names('da-nhan')]).toEqual([['da-nhan', 'loi'], ['a.csv']])
  await other.close()
})
