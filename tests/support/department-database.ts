import pg from 'pg'
import { startTestMariadb } from './mariadb.ts'
import { startTestPostgres } from './postgres.ts'
import { askForPasswords, openPostgresDoor } from './postgres-door.ts'

/** A department's database server with an account that may only read. */
export interface DepartmentDatabase {
  readonly reader: { username: string; password: string }
  urlOf(database: string): string
  /** Makes a database and runs a script in it; the reader may read all of it. */
  fill(database: string, script: string): Promise<void>
  stop(): Promise<void>
}

const reader = { username: 'ioc_doc', password: 'mat-khau-doc' }

export async function startPostgresDepartment(): Promise<DepartmentDatabase> {
  const postgres = await startTestPostgres()
  const owner = postgres.openDb()
  await owner.query(`create role ${reader.username} login password '${reader.password}'`)
  await askForPasswords(postgres.engine, owner)
  const door = await openPostgresDoor(postgres.engine)
  return {
    reader,
    urlOf: (database) => `postgres://127.0.0.1:${door.port}/${database}`,
    async fill(database, script) {
      await owner.query(`create database ${database}`)
      const client = new pg.Client({ ...postgres.engine.connection, database })
      await client.connect()
      try {
        await client.query(`set time zone 'Asia/Ho_Chi_Minh'; ${script}`)
        await client.query(`grant select on all tables in schema public to ${reader.username}`)
      } finally {
        await client.end()
      }
    },
    async stop() {
      await door.close()
      await postgres.stop()
    },
  }
}

export async function startMariadbDepartment(): Promise<DepartmentDatabase> {
  const mariadb = await startTestMariadb()
  await mariadb.run(`create user '${reader.username}'@'127.0.0.1' identified by '${reader.password}'`)
  return {
    reader,
    urlOf: (database) => `mysql://127.0.0.1:${mariadb.port}/${database}`,
    async fill(database, script) {
      await mariadb.run(`create database ${database} character set utf8mb4; grant select on ${database}.* to '${reader.username}'@'127.0.0.1'`)
      await mariadb.run(`set time_zone = '+07:00'; ${script}`, database)
    },
    stop: () => mariadb.stop(),
  }
}
