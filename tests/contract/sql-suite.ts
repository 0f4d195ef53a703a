import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createGuardedConnect, type DriverIo, SourceError } from '#kit'
import { sql } from '../../connectors/drivers/sql/driver.ts'
import { TEST_CERTIFICATES } from '../support/test-certificates.ts'

/** A real database of one vendor, and how its dialect says what every one must be able to say. */
export interface SqlCase {
  title: string
  scheme: 'postgres' | 'mysql'
  start(): Promise<SqlServer>
  /** A SELECT of every kind of column, one row, and the record it must become. */
  kinds: { query: string; record: Record<string, unknown> }
  sleep: string
  /** Would write, were it let. */
  writes: readonly string[]
  /** A table the reader may not read. */
  closed: string
  /** `count` rows of one number. */
  rows(count: number): string
  wide: string
}

export interface SqlServer {
  port: number
  /** The same, over TLS with the tests' own certificate. */
  tlsPort: number
  /** A port of the same that speaks no TLS. */
  plainPort: number
  reader: { username: string; password: string }
  database: string
  /** As the owner. */
  run(script: string): Promise<void>
  stop(): Promise<void>
}

const SECRET = 'bi-mat-khong-duoc-lo'
const NOW = Date.parse('2026-10-15T03:00:00Z')

/** What `sql` must do whatever the vendor, on a real server; the counterpart of `driver-suite.ts` for a protocol that is not HTTP. */
export function describeSql(given: SqlCase): void {
  describe(`driver sql on ${given.title}`, () => {
    let server: SqlServer
    beforeAll(async () => {
      server = await given.start()
    })
    afterAll(() => server?.stop())

    const settings = (query: string, more: object = {}) => sql.config.parse({ url: `${given.scheme}://127.0.0.1:${server.port}/${server.database}`, ...server.reader, tls: 'none', query, ...more })
    const ioOf = ({ signal = new AbortController().signal, allow = ['127.0.0.0/8'], bookmark, now = NOW }: { signal?: AbortSignal; allow?: string[]; bookmark?: string | undefined; now?: number } = {}): DriverIo => ({
      fetch: () => Promise.reject(new Error('no HTTP here')), connect: createGuardedConnect({ allow, timeoutMs: 10_000, signal }), signal, now: () => now, bookmark,
    })
    const collect = (query: string, more?: object, io?: Parameters<typeof ioOf>[0]) => sql.collect(settings(query, more), ioOf(io))
    const failure = async (query: string, more?: object, io?: Parameters<typeof ioOf>[0]): Promise<SourceError> => {
      const thrown: unknown = await collect(query, more, io).then(() => undefined, (error: unknown) => error)
      expect(thrown).toBeInstanceOf(SourceError)
      const error = thrown as SourceError // asserted above
      expect(error.message).not.toContain(SECRET)
      expect(error.message).toMatch(/127\.0\.0\.1/)
      expect(error.message.length).toBeLessThan(400)
      return error
    }

    it('makes of each column what it says: exact numbers, moments with their zone, days as days', async () => {
      const { records } = await collect(given.kinds.query)
      expect(records).toEqual([given.kinds.record])
    })

    it('keeps what the database wrote, and where, without secrets', async () => {
      const { raw } = await collect('select 1 as a, null as b')
      expect(raw[0]?.from).toBe(`${given.scheme}://127.0.0.1:${server.port}/${server.database}`)
      expect(Buffer.from(raw[0]?.body ?? []).toString().split('\n').slice(1)).toEqual(['["1",null]', ''])
    })

    it('probes in silence, and says auth for a wrong password or account', async () => {
      await sql.probe(settings('select 1 as a'), ioOf())
      await expect(sql.probe(settings('select 1 as a', { password: SECRET }), ioOf())).rejects.toMatchObject({ kind: 'auth' })
      expect((await failure('select 1 as a', { password: SECRET })).message).toContain('không nhận tài khoản')
      expect((await failure('select 1 as a', { username: 'khong-co', password: SECRET })).kind).toBe('auth')
      expect((await failure('select 1 as a', { password: '' })).kind).toBe('auth')
    })

    it('says which table or column is not there, and that a table may not be read', async () => {
      await server.run('create table dem (a int, b int); insert into dem values (1, 2)')
      expect(await failure('select a from khong_co')).toMatchObject({ kind: 'config', message: expect.stringContaining('khong_co') as unknown })
      expect(await failure('select c from dem')).toMatchObject({ kind: expect.stringMatching(/config|auth/) as unknown })
      expect((await failure(`select a from ${given.closed}`)).kind).toBe('auth')
      expect((await failure('select 1 as a', { url: `${given.scheme}://127.0.0.1:${server.port}/khong_co` })).kind).toMatch(/config|auth/)
      expect((await failure('select from where')).kind).toBe('config')
      expect(await failure('select 1 as a, 2 as a')).toMatchObject({ kind: 'config' })
    })

    it.each(given.writes)('cannot be made to write: %s', async (query) => {
      await server.run('drop table if exists ghi; create table ghi (a int)')
      // The settings refuse most of it; here it goes past them, as far as the server.
      const past = { ...settings('select 1 as a'), query }
      await expect(sql.collect(past, ioOf())).rejects.toBeInstanceOf(SourceError)
      const { records } = await collect('select count(*) as n from ghi').catch(() => ({ records: [{ n: 0 }] }))
      expect(records).toEqual([{ n: 0 }])
    })

    it('gives up a question at its time limit, and at once when the pass is stopped', async () => {
      expect(await failure(given.sleep, { statementTimeout: '300ms' })).toMatchObject({ kind: 'unreachable', message: expect.stringContaining('statementTimeout') as unknown })
      const stop = new AbortController()
      const ended = failure(given.sleep, {}, { signal: stop.signal })
      setTimeout(() => stop.abort(), 200)
      expect(await ended).toMatchObject({ kind: 'unreachable', message: expect.stringContaining('dừng giữa chừng') as unknown })
    })

    it('takes as many rows as it may and says so when there are more, never a part', async () => {
      expect((await collect(given.rows(500), { maxRows: 500 })).records).toHaveLength(500)
      expect(await failure(given.rows(501), { maxRows: 500 })).toMatchObject({ kind: 'malformed', message: expect.stringContaining('maxRows') as unknown })
    })

    it('stops reading an answer of many megabytes at its limit', async () => {
      expect(await failure(given.wide, { maxBytes: 1024 * 1024 })).toMatchObject({ kind: 'malformed', message: expect.stringContaining('maxBytes') as unknown })
    })

    it('asks only for what is new, with a look back for rows booked late, and anew after another question', async () => {
      await server.run("drop table if exists so; create table so (n int, luc timestamp); insert into so values (1, '2026-10-01 10:00:00'), (2, '2026-10-15 08:00:00'), (3, '2026-10-15 09:00:00')")
      const query = 'select n, luc from so where luc >= :since order by n'
      const since = { column: 'luc', first: '7d', lookBack: '30m' }
      const numbers = ({ records }: { records: unknown[] }) => records.map((record) => (record as { n: number }).n)
      const first = await collect(query, { since })
      expect(numbers(first)).toEqual([2, 3])
      expect(first.records.map((record) => Date.parse((record as { luc: string }).luc))).toEqual([NOW - 7_200_000, NOW - 3_600_000])
      await server.run("insert into so values (4, '2026-10-15 08:45:00'), (5, '2026-10-15 09:10:00')")
      const second = await collect(query, { since }, { bookmark: first.bookmark })
      expect(numbers(second)).toEqual([3, 4, 5])
      expect(numbers(await collect(query, { since }, { bookmark: second.bookmark }))).toEqual([3, 4, 5])
      expect(new Set(numbers(await collect(`${query} desc`, { since }, { bookmark: second.bookmark })))).toEqual(new Set([2, 3, 4, 5]))
      // Nothing new: the place is kept.
      const later = NOW + 86_400_000
      await server.run('delete from so where n > 0')
      const empty = await collect(query, { since }, { bookmark: second.bookmark, now: later })
      expect(empty.records).toEqual([])
      expect(empty.bookmark).toBe(second.bookmark)
      // A row of tomorrow does not make us pass over what is written until then.
      await server.run("insert into so values (6, '2026-12-31 00:00:00'), (7, '2026-10-15 09:58:00')")
      const ahead = await collect(query, { since }, { bookmark: second.bookmark })
      expect(JSON.parse(ahead.bookmark ?? '')).toMatchObject({ newest: NOW })
      await expect(collect('select n, luc from so where luc >= :since', { since: { ...since, column: 'n' } })).rejects.toMatchObject({ kind: 'config', message: expect.stringContaining('since.column') as unknown })
    })

    it('speaks over TLS with the authority it was given, and with no other; never without TLS unless told', async () => {
      const url = `${given.scheme}://localhost:${server.tlsPort}/${server.database}`
      const io = { allow: ['127.0.0.0/8', '::1/128'] }
      expect((await collect('select 1 as a', { url, tls: { ca: TEST_CERTIFICATES.ca } }, io)).records).toEqual([{ a: 1 }])
      await expect(collect('select 1 as a', { url, tls: {} }, io)).rejects.toMatchObject({ kind: 'config', message: expect.stringContaining('tls.ca') as unknown })
      await expect(collect('select 1 as a', { url: `${given.scheme}://127.0.0.1:${server.plainPort}/${server.database}`, tls: {} })).rejects.toMatchObject({ kind: expect.stringMatching(/config|malformed|unreachable/) as unknown })
    })

    it('does not go to a private address that nobody allowed', async () => {
      expect((await failure('select 1 as a', {}, { allow: [] })).kind).toBe('config')
      expect((await failure('select 1 as a', {}, { allow: ['10.0.0.0/8'] })).kind).toBe('config')
    })

    it.each<[string, (socket: Socket) => void, string]>([
      ['closes at once', (socket) => socket.destroy(), 'unreachable'],
      ['speaks HTTP', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\n\r\n<html>'.padEnd(400, ' ')), 'malformed'],
      ['sends garbage', (socket) => socket.end(Buffer.alloc(4_096, 0xc3)), 'malformed'],
      ['asks for a kind of login nobody knows', (socket) => socket.end(Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 99])), 'malformed'],
      ['sends without end', (socket) => void socket.write(Buffer.alloc(40 * 1024 * 1024, 0x5a)), 'malformed'],
    ])('survives a server that %s', async (_title, serve, kind) => {
      const sockets: Socket[] = []
      const hostile = createServer((socket) => {
        sockets.push(socket.on('error', () => undefined))
        serve(socket)
      })
      await new Promise<void>((resolve) => hostile.listen(0, '127.0.0.1', resolve))
      const { port } = hostile.address() as AddressInfo // it listens on TCP
      try {
        const error = await failure('select 1 as a', { url: `${given.scheme}://127.0.0.1:${port}/x`, maxBytes: 1024 * 1024 }, { signal: AbortSignal.timeout(5_000) })
        expect(error.kind).toMatch(new RegExp(`^(?:${kind})$`))
      } finally {
        for (const socket of sockets) socket.destroy()
        await new Promise((resolve) => hostile.close(resolve))
      }
    })

    it('says unreachable where nothing listens', async () => {
      const gone = createServer()
      await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve))
      const { port } = gone.address() as AddressInfo // it listened on TCP
      await new Promise((resolve) => gone.close(resolve))
      expect((await failure('select 1 as a', { url: `${given.scheme}://127.0.0.1:${port}/x` })).kind).toBe('unreachable')
    })
  })
}
