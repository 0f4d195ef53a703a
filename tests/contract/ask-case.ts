import { randomBytes } from 'node:crypto'
import { createGuardedConnect, type PollDriver, type System } from '#kit'
import { type DepartmentDatabase, startMariadbDepartment, startPostgresDepartment } from '../support/department-database.ts'
import { collectTwice } from './collect-twice.ts'
import type { Recorded } from './play-case.ts'

/** By the end of the file's name: `answer.postgres.sql`, `answer.mariadb.sql`. */
const START = { postgres: startPostgresDepartment, mariadb: startMariadbDepartment } as const
type Vendor = keyof typeof START

const running = new Map<Vendor, Promise<DepartmentDatabase>>()

/** Ends the databases of this test file, if any was needed. */
export async function stopAsking(): Promise<void> {
  await Promise.all([...running.values()].map(async (database) => (await database).stop()))
  running.clear()
}

/** Puts what a department's tables held into a real database, and asks it as the system does. */
export async function askRecords(system: System, driver: PollDriver<unknown>, [recorded]: readonly Recorded[], now: number): Promise<unknown[]> {
  const [, vendor] = /\.(postgres|mariadb)\.sql$/.exec(recorded?.file ?? '') ?? []
  if (recorded === undefined || (vendor !== 'postgres' && vendor !== 'mariadb')) throw new Error('expected answer.postgres.sql or answer.mariadb.sql')
  const starting = running.get(vendor) ?? START[vendor]()
  running.set(vendor, starting)
  const database = await starting
  const name = `so_${randomBytes(4).toString('hex')}`
  await database.fill(name, Buffer.from(recorded.body).toString('utf8'))
  const { signal } = new AbortController()
  const connect = createGuardedConnect({ allow: ['127.0.0.0/8'], timeoutMs: 10_000, signal })
  const config = driver.config.parse({ ...system.config, url: database.urlOf(name), ...database.reader, tls: 'none' })
  return (await collectTwice(driver, config, { fetch: () => Promise.reject(new Error('no HTTP here')), connect, signal, now: () => now, bookmark: undefined })).records
}
