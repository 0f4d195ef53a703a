import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestPostgres, type TestPostgres } from '../../tests/support/postgres.ts'
import { createSqlAccountStore } from './index.ts'
import { createPasswords } from './passwords.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const PASSWORD = 'một mật khẩu dài'

let postgres: TestPostgres
let dataDir: string
beforeAll(async () => {
  postgres = await startTestPostgres()
  dataDir = await mkdtemp(path.join(tmpdir(), 'ioc-account-'))
})
afterAll(async () => {
  await postgres?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

async function runCommand(args: string[], typed: string, environment: Record<string, string> = {}): Promise<{ code: number; said: string }> {
  const { host, user, database } = postgres.engine.connection
  const url = `postgres://${user}@/${database}?host=${encodeURIComponent(host)}`
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/access/account-command.ts', ...args], { cwd: ROOT, env: { ...process.env, DATABASE_URL: url, IOC_DATA_DIR: dataDir, ...environment } })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => void (said += bytes.toString()))
  child.stdin.on('error', () => {}) // it may have ended without reading
  child.stdin.end(typed)
  const [code] = (await once(child, 'close')) as [number]
  return { code, said }
}

it('makes an account that can log in, reads the password from stdin, and says so in the audit trail', async () => {
  expect(await runCommand(['add', 'quan-tri', '--role', 'administrator', '--role', 'auditor', '--title', 'Quản trị'], `${PASSWORD}\n`)).toMatchObject({ code: 0, said: expect.stringContaining('Đã tạo tài khoản quan-tri') })
  const account = await createSqlAccountStore(postgres.openDb()).find('quan-tri')
  expect(account).toMatchObject({ roles: ['administrator', 'auditor'], title: 'Quản trị', disabled: false, scope: { agencies: 'all', localities: 'all', domains: 'all' } })
  expect(await createPasswords().isRight(PASSWORD, account?.passwordHash)).toBe(true)
  const audit = await readFile(path.join(dataDir, 'audit.jsonl'), 'utf8')
  expect(JSON.parse(audit)).toMatchObject({ who: 'system', verb: 'administer', thing: 'account quan-tri', allowed: true })
  expect(audit).not.toMatch(/argon2|mật khẩu/)
})

it('changes nothing of an account that is there already', async () => {
  await runCommand(['add', 'co-san', '--role', 'auditor'], PASSWORD)
  const before = await createSqlAccountStore(postgres.openDb()).find('co-san')
  expect(await runCommand(['add', 'co-san', '--role', 'administrator'], `${PASSWORD} khác`)).toMatchObject({ code: 1, said: expect.stringContaining('Đã có tài khoản') })
  expect(await createSqlAccountStore(postgres.openDb()).find('co-san')).toEqual(before)
})

it.each([
  ['a short password', ['add', 'ngan', '--role', 'auditor'], 'ngắn', {}, 'từ 12 đến 512'],
  ['a role that is none', ['add', 'la', '--role', 'king'], PASSWORD, {}, 'Không có vai trò ấy'],
  ['a name the system bears itself', ['add', 'system', '--role', 'auditor'], PASSWORD, {}, 'không dùng được'],
  ['no role', ['add', 'la'], PASSWORD, {}, 'account add'],
  ['no database', ['add', 'la', '--role', 'auditor'], PASSWORD, { DATABASE_URL: '' }, 'Cần DATABASE_URL'],
  ['a database that does not answer', ['add', 'la', '--role', 'auditor'], PASSWORD, { DATABASE_URL: 'postgres://ioc@127.0.0.1:1/none' }, 'không nối được PostgreSQL'],
])('refuses %s, says why in a line, and makes nothing', async (_what, args, typed, environment, says) => {
  const { code, said } = await runCommand(args, typed, environment)
  expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining(says) })
  expect(said).not.toMatch(/\n {4}at /)
  expect(await createSqlAccountStore(postgres.openDb()).find('la')).toBeUndefined()
  expect(await createSqlAccountStore(postgres.openDb()).find('ngan')).toBeUndefined()
})
