import { pbkdf2, randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import * as z from 'zod'

const Account = z.object({ username: z.string(), password: z.string() })
const Accounts = z.object({ reader: Account, writer: Account })
export type MosquittoAccounts = z.infer<typeof Accounts>

const ITERATIONS = 10_000
const PRIVATE = { mode: 0o600 }

const makeAccount = (username: string) => ({ username, password: randomBytes(18).toString('base64url') })
export const makeAccounts = (): MosquittoAccounts => ({ reader: makeAccount('ioc'), writer: makeAccount('departments') })

/** The folder's accounts, made the first time: an adopted broker knows no others. */
export async function readAccounts(folder: string): Promise<MosquittoAccounts> {
  const file = path.join(folder, 'accounts.json')
  const known = Accounts.safeParse(await readFile(file, 'utf8').then(JSON.parse, () => undefined))
  if (known.success) return known.data
  const accounts = makeAccounts()
  await writeFile(file, JSON.stringify(accounts), PRIVATE)
  return accounts
}

/** Settings, passwords and rights, with paths relative to the folder it runs in. Answers the name of the settings file. */
export async function writeMosquittoFiles(folder: string, port: number, { reader, writer }: MosquittoAccounts): Promise<string> {
  const name = `mosquitto-${port}.conf`
  const settings = [
    `listener ${port} 127.0.0.1`,
    'allow_anonymous false',
    'password_file passwords',
    'acl_file rights',
    // Otherwise it changes, as root, to a user who cannot read this folder.
    ...(process.getuid?.() === 0 ? ['user root'] : []),
    'persistence true',
    'persistence_location ./',
    'autosave_interval 60',
    'max_inflight_messages 200',
    'max_queued_messages 20000',
    'log_dest stdout',
    'log_type error',
    'log_type warning',
    '',
  ]
  await writeFile(path.join(folder, 'passwords'), `${await passwordLine(reader)}\n${await passwordLine(writer)}\n`, PRIVATE)
  await writeFile(path.join(folder, 'rights'), `user ${reader.username}\ntopic read #\n\nuser ${writer.username}\ntopic write #\n`, PRIVATE)
  await writeFile(path.join(folder, name), settings.join('\n'), PRIVATE)
  return name
}

const derive = promisify(pbkdf2)

/** Mosquitto 2's own form: `$7$<iterations>$<salt>$<PBKDF2-SHA512>`. */
async function passwordLine({ username, password }: MosquittoAccounts['reader']): Promise<string> {
  const salt = randomBytes(12)
  const hash = await derive(password, salt, ITERATIONS, 64, 'sha512')
  return `${username}:$7$${ITERATIONS}$${salt.toString('base64')}$${hash.toString('base64')}`
}
