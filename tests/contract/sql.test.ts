import { type AddressInfo, createServer } from 'node:net'
import { expect, it } from 'vitest'
import { createGuardedConnect } from '#kit'
import { sql } from '../../connectors/drivers/sql/driver.ts'
import { startTestMariadb } from '../support/mariadb.ts'
import { startTestPostgres } from '../support/postgres.ts'
import { askForPasswords, openPostgresDoor } from '../support/postgres-door.ts'
import { describeSql } from './sql-suite.ts'

const DATABASE = 'so_lieu'
const reader = { username: 'doc', password: 'mat-khau-doc' }

describeSql({
  title: 'PostgreSQL',
  scheme: 'postgres',
  async start() {
    const postgres = await startTestPostgres()
    const owner = postgres.openDb()
    await owner.query(`create role ${reader.username} login password '${reader.password}'`)
    await owner.query(`create database ${DATABASE}`)
    await askForPasswords(postgres.engine, owner)
    const plain = await openPostgresDoor(postgres.engine)
    const tls = await openPostgresDoor(postgres.engine, true)
    const { default: pg } = await import('pg')
    const inside = new pg.Client({ ...postgres.engine.connection, database: DATABASE })
    await inside.connect()
    await inside.query("set time zone 'Asia/Ho_Chi_Minh'; create table mat (a int); create function ghi_vao() returns int language plpgsql security definer as $$ begin insert into ghi values (1); return 1; end $$")
    return {
      port: plain.port, tlsPort: tls.port, plainPort: plain.port, reader, database: DATABASE,
      async run(script) {
        await inside.query(script)
        await inside.query('grant select on all tables in schema public to doc; revoke all on mat from doc; grant create on schema public to doc')
        await inside.query("do $$ begin if to_regclass('ghi') is not null then grant insert, update, delete on ghi to doc; end if; end $$")
      },
      async stop() {
        await inside.end()
        await plain.close()
        await tls.close()
        await postgres.stop()
      },
    }
  },
  kinds: {
    query: `select 9007199254740991::bigint as lon, 9223372036854775807::bigint as qua_lon, 12345678901234567890.1234567890::numeric as le, 0.1::real as thuc, 0.1::double precision as doi, 'NaN'::numeric as khong,
      count(*) as dem, true as dung, false as sai, '25459  '::char(7) as ma, 'Tân Ninh'::text as ten, date '2026-10-15' as ngay, timestamp '2026-10-15 10:00:00.25' as luc,
      timestamptz '2026-10-15 03:00:00.123456Z' as khac, timestamptz 'infinity' as mai, null::int as trong, '{"a":1}'::jsonb as j`,
    record: {
      lon: 9_007_199_254_740_991, qua_lon: '9223372036854775807', le: '12345678901234567890.1234567890', thuc: '0.1', doi: '0.1', khong: 'NaN',
      dem: 1, dung: true, sai: false, ma: '25459', ten: 'Tân Ninh', ngay: '2026-10-15', luc: '2026-10-15T03:00:00.250Z',
      khac: '2026-10-15T10:00:00.123456+07:00', mai: 'infinity', trong: null, j: '{"a": 1}',
    },
  },
  closed: 'mat',
  sleep: 'select pg_sleep(20) as a',
  writes: [
    'select ghi_vao() as a', 'insert into ghi values (1)', 'with x as (insert into ghi values (1) returning a) select a from x', 'select 1; insert into ghi values (1)', 'select 1) a; commit; insert into ghi values (1); select (1',
    'select 1 as a into ghi2', 'drop table ghi', 'select set_config(\'transaction_read_only\', \'off\', true) as a from ghi for update',
  ],
  rows: (count) => `select n from generate_series(1, ${count}) n`,
  wide: "select repeat('x', 4000000) as a from generate_series(1, 10)",
})

describeSql({
  title: 'MariaDB',
  scheme: 'mysql',
  async start() {
    const mariadb = await startTestMariadb()
    const everything = `create database ${DATABASE} character set utf8mb4; create database kin; create table kin.mat (a int); create user '${reader.username}'@'127.0.0.1' identified by '${reader.password}'`
    await mariadb.run(`${everything}; grant select on ${DATABASE}.* to '${reader.username}'@'127.0.0.1'; create table ${DATABASE}.ghi (a int); grant insert, update, delete, drop on ${DATABASE}.ghi to '${reader.username}'@'127.0.0.1'`)
    await mariadb.run(`create function ghi_vao() returns int modifies sql data begin insert into ghi values (1); return 1; end; grant execute on ${DATABASE}.* to '${reader.username}'@'127.0.0.1'`, DATABASE)
    return {
      port: mariadb.port, tlsPort: mariadb.port, plainPort: mariadb.port, reader, database: DATABASE,
      run: (script) => mariadb.run(`set time_zone = '+07:00'; ${script}`, DATABASE),
      stop: () => mariadb.stop(),
    }
  },
  kinds: {
    query: `select 9007199254740991 as lon, 18446744073709551615 as qua_lon, cast('12345678901234567890.1234567890' as decimal(40,10)) as le, 1e-1 as doi,
      count(*) as dem, true as dung, 'Tân Ninh' as ten, cast('2026-10-15' as date) as ngay, cast('2026-10-15 10:00:00.25' as datetime(3)) as luc, null as trong`,
    record: {
      lon: 9_007_199_254_740_991, qua_lon: '18446744073709551615', le: '12345678901234567890.1234567890', doi: '0.1',
      dem: 1, dung: 1, ten: 'Tân Ninh', ngay: '2026-10-15', luc: '2026-10-15T03:00:00.250Z', trong: null,
    },
  },
  closed: 'kin.mat',
  sleep: 'select sleep(20) as a from (select 1 as b) c',
  writes: [
    'select ghi_vao() as a', 'insert into ghi values (1)', 'select 1; insert into ghi values (1)', 'select 1) a; commit; insert into ghi values (1); select (1',
    "select 1 as a into outfile '/tmp/ioc-must-not-be'", 'drop table ghi', 'truncate table ghi', 'create table ghi2 (a int)',
  ],
  rows: (count) => `select seq as n from seq_1_to_${count}`,
  wide: "select repeat('x', 4000000) as a from seq_1_to_10",
})

it('does not log in at a MySQL that offers no TLS, unless told', async () => {
  // Its greeting: protocol 10, a version, a salt, and everything it can do but TLS (bit 11).
  const body = Buffer.concat([Buffer.from('\u000a8.0.36\0', 'latin1'), Buffer.from([1, 0, 0, 0]), Buffer.from('abcdefgh\0'), Buffer.from([0xff, 0xf7, 45, 2, 0, 0xff, 0xdf, 21]), Buffer.alloc(10), Buffer.from('ijklmnopqrst\0mysql_native_password\0')])
  let heard = 0
  const server = createServer((socket) => {
    socket.on('error', () => undefined).on('data', (chunk: Buffer) => (heard += chunk.length))
    socket.write(Buffer.concat([Buffer.from([body.length, 0, 0, 0]), body]))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on TCP
  const ask = (tls: object | 'none', withinMs = 10_000) => {
    const signal = AbortSignal.timeout(withinMs)
    const io = { fetch: () => Promise.reject(new Error('no HTTP here')), connect: createGuardedConnect({ allow: ['127.0.0.0/8'], timeoutMs: 10_000, signal }), signal, now: () => Date.now(), bookmark: undefined }
    return sql.collect(sql.config.parse({ url: `mysql://127.0.0.1:${port}/x`, ...reader, tls, query: 'select 1' }), io)
  }
  try {
    await expect(ask({})).rejects.toMatchObject({ kind: 'config', message: expect.stringContaining('không dùng TLS') as unknown })
    expect(heard).toBe(0)
    await expect(ask('none', 1_000)).rejects.toMatchObject({ kind: 'unreachable' })
    expect(heard).toBeGreaterThan(0)
  } finally {
    await new Promise((resolve) => server.close(resolve))
  }
})
