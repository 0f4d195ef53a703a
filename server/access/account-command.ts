import path from 'node:path'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { Account, AccountName, Role } from '#contract'
import { readConfig } from '../config.ts'
import { createDb } from '../db/index.ts'
import { describeError, StartError } from '../errors.ts'
import { createLog } from '../log.ts'
import { createSqlAccountStore } from './account-store.sql.ts'
import { createAudit } from './audit.ts'
import { createPasswords } from './passwords.ts'

/** `npm run account -- add <name> --role administrator`: the first account of an installation, made by whoever has its DATABASE_URL. */
const USAGE = `account add <tên> --role <vai trò> [--role …] [--title "…"]   (mật khẩu: nhập khi được hỏi, hoặc qua stdin / the password is asked for, or read from stdin)\nvai trò / roles: ${Role.options.join(', ')}`
const MIGRATIONS = 'server/db/migrations'
const SHORTEST = 12
const LONGEST = 512
const EVERYTHING = { agencies: 'all', localities: 'all', domains: 'all' } as const

const { values, positionals } = parseArgs({ allowPositionals: true, options: { role: { type: 'string', multiple: true, default: [] }, title: { type: 'string' } } })

async function run(): Promise<string> {
  const [verb, name, ...more] = positionals
  if (verb !== 'add' || name === undefined || more.length > 0 || values.role.length === 0) throw new StartError(USAGE)
  const account = readAccount(name)
  const { databaseUrl, dataDir } = readConfig(process.env, process.cwd())
  if (databaseUrl === undefined) throw new StartError('Cần DATABASE_URL, nơi máy chủ giữ tài khoản / needs DATABASE_URL, where the server keeps its accounts')
  const log = createLog('silent')
  const db = createDb({ connection: () => ({ connectionString: databaseUrl }), migrationsDir: path.resolve(MIGRATIONS), log })
  try {
    const store = createSqlAccountStore(db)
    if ((await store.find(account.name)) !== undefined) throw new StartError(`Đã có tài khoản ${name}; không sửa gì / there is such an account already, nothing was changed`)
    const passwordHash = await createPasswords().make(checkPassword(await readPassword()))
    // What cannot be told afterwards is not done.
    await createAudit({ file: path.join(dataDir, 'audit.jsonl'), log }).record({ at: Date.now(), who: 'system', verb: 'administer', thing: `account ${name}`, ip: 'command-line', after: account, allowed: true })
    await store.save({ ...account, passwordHash })
    return `Đã tạo tài khoản ${name} (${account.roles.join(', ')}) / account made`
  } finally {
    await db.close()
  }
}

function readAccount(name: string): Account {
  if (!AccountName.safeParse(name).success) throw new StartError(`Tên "${name}" không dùng được; mẫu: trucca.chieu / not a usable account name`)
  const parsed = Account.safeParse({ name, roles: values.role, scope: EVERYTHING, disabled: false, ...(values.title === undefined ? {} : { title: values.title }) })
  if (!parsed.success) throw new StartError(`Không có vai trò ấy / no such role.\n${USAGE}`)
  return parsed.data
}

function checkPassword(password: string): string {
  if (password.length < SHORTEST || password.length > LONGEST) throw new StartError(`Mật khẩu cần từ ${SHORTEST} đến ${LONGEST} ký tự / the password needs ${SHORTEST} to ${LONGEST} characters`)
  return password
}

/** Never an argument: those stand in the list of processes and in the shell's history. */
async function readPassword(): Promise<string> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).replace(/\r?\n$/, '')
  const first = await ask('Mật khẩu / password: ')
  if ((await ask('Nhập lại / again: ')) !== first) throw new StartError('Hai lần nhập khác nhau / not the same twice')
  return first
}

/** What is typed is not shown. */
async function ask(question: string): Promise<string> {
  process.stdout.write(question)
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once('line', resolve)
      lines.once('close', () => reject(new StartError('Đã bỏ / given up')))
    })
  } finally {
    lines.close()
    process.stdout.write('\n')
  }
}

try {
  process.stdout.write(`${await run()}\n`)
} catch (thrown) {
  process.stderr.write(`${thrown instanceof StartError ? thrown.message : `Không tạo được / cannot be made: ${describeError(thrown)}`}\n`)
  process.exitCode = 1
}
