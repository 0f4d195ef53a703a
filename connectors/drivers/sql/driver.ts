import { durationMs } from '#contract'
import { type Collected, createTimeReader, definePollDriver, type DriverIo, explainFailure, type RawRecord, SourceError } from '#kit'
import { askMysql } from './ask-mysql.ts'
import { askPostgres } from './ask-postgres.ts'
import { SqlConfig, targetOf } from './config.ts'
import { explainRefusal } from './explain-refusal.ts'
import { Line } from './line.ts'
import { createCellReader } from './read-cell.ts'
import { bookmarkOf, questionText, sinceOf } from './remember-newest.ts'
import type { Table } from './table.ts'

/** Puts one SELECT to a department's PostgreSQL, MySQL or MariaDB. It can only read there. */
export const sql = definePollDriver<SqlConfig>({
  protocol: 'sql',
  config: SqlConfig,
  async probe(config, io) {
    await ask(config, io, { since: sinceOf(config, io.bookmark, io.now()), maxRows: 0 })
  },
  async collect(config, io): Promise<Collected> {
    const now = io.now()
    const since = sinceOf(config, io.bookmark, now)
    // One row more than may come, so that one sees there are more.
    const table = await ask(config, io, { since, maxRows: config.maxRows + 1 })
    const { name } = targetOf(config)
    if (table.rows.length > config.maxRows) throw new SourceError('malformed', { vi: `${name}: câu trả lời dài hơn "maxRows" (${config.maxRows} dòng); thu hẹp câu hỏi hoặc nâng giới hạn`, en: `${name}: the answer is longer than "maxRows" (${config.maxRows} rows); narrow the query or raise the limit` })
    const records = recordsOf(table, config)
    const bookmark = bookmarkOf(config, records, { since, now })
    return {
      records,
      raw: [{ body: writeDown(table), contentType: 'application/x-ndjson', from: config.url }],
      ...(bookmark === undefined ? {} : { bookmark }),
    }
  },
  reopen: (config, parts) => parts.flatMap(({ body }) => recordsOf(readDown(body), config)),
})

async function ask(config: SqlConfig, io: DriverIo, { since, maxRows }: { since: number | undefined; maxRows: number }): Promise<Table> {
  const { vendor, name, ...where } = targetOf(config)
  if (io.connect === undefined) throw new SourceError('config', { vi: 'Nguồn này không được mở đường nối tới cơ sở dữ liệu', en: 'This source may not open a line to a database' })
  const line = new Line(await io.connect({ host: where.host, port: where.port }), { maxBytes: config.maxBytes, name, vendor })
  const leave = () => line.destroy(new Error('stopped'))
  io.signal.addEventListener('abort', leave, { once: true })
  if (io.signal.aborted) leave()
  const offset = offsetOf(config.timeZone, io.now())
  const text = questionText(config, since === undefined ? '' : momentLiteral(vendor, since, offset), maxRows)
  const question = { text, maxRows, offset: offset.text, timeZone: config.timeZone, statementTimeoutMs: durationMs(config.statementTimeout) }
  const login = { ...where, username: config.username, password: config.password, tls: config.tls }
  try {
    return checkColumns(await (vendor === 'postgres' ? askPostgres : askMysql)(line, login, question), name)
  } catch (thrown) {
    throw explain(thrown, { line, name, aborted: io.signal.aborted, nameless: config.tls !== 'none' && config.tls.cert === undefined })
  } finally {
    io.signal.removeEventListener('abort', leave)
    line.destroy()
  }
}

function explain(thrown: unknown, { line, name, aborted, nameless }: { line: Line; name: string; aborted: boolean; nameless: boolean }): SourceError {
  if (thrown instanceof SourceError) return thrown
  if (line.errored instanceof SourceError) return line.errored // the libraries tell of a cut line in words of their own
  if (aborted) return new SourceError('unreachable', { vi: `${name}: lượt đọc bị dừng giữa chừng`, en: `${name}: the reading was stopped half-way` }, { cause: thrown })
  const refused = explainRefusal(thrown, name)
  if (refused !== undefined) return refused
  const text = thrown instanceof Error ? thrown.message : ''
  if (/terminated|connection lost|closed state/i.test(text)) return new SourceError('unreachable', { vi: `${name}: kết nối bị cắt giữa chừng`, en: `${name}: the connection was cut off` }, { cause: thrown })
  const explained = explainFailure(thrown, { host: name, timedOut: false, aborted: false, timeoutMs: 0, nameless })
  const isKnown = !explained.message.endsWith('không đọc được câu trả lời')
  return isKnown ? explained : new SourceError('malformed', { vi: `${name}: câu trả lời không theo giao thức của cơ sở dữ liệu; kiểm tra loại và cổng trong "url"`, en: `${name}: the answer does not follow the protocol of the database; check kind and port in "url"` }, { cause: thrown })
}

/** Two columns of one name would leave one of them unread. */
function checkColumns(table: Table, name: string): Table {
  const names = table.columns.map((column) => column.name)
  const twice = names.find((one, index) => names.indexOf(one) !== index)
  if (twice !== undefined) throw new SourceError('config', { vi: `${name}: câu hỏi trả về hai cột cùng tên "${twice.slice(0, 64)}"; đặt tên khác bằng AS`, en: `${name}: the query returns two columns named "${twice.slice(0, 64)}"; give one another name with AS` })
  return table
}

function recordsOf({ columns, rows }: Table, config: SqlConfig): RawRecord[] {
  const readCell = createCellReader(config.timeZone)
  return rows.map((row) => Object.fromEntries(columns.map(({ name, kind }, index) => [name, readCell(row[index] ?? null, kind)])))
}

/** What the database wrote: the columns, then each row as its texts. */
const writeDown = ({ columns, rows }: Table): Uint8Array => Buffer.from([{ columns }, ...rows].map((line) => `${JSON.stringify(line)}\n`).join(''))

function readDown(written: Uint8Array): Table {
  const [head, ...rows] = Buffer.from(written).toString('utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as unknown)
  return { ...(head as Pick<Table, 'columns'>), rows: rows as Table['rows'] } // written by `writeDown`, and checked by its hash
}

interface Offset {
  ms: number
  text: string
}

function offsetOf(timeZone: string, now: number): Offset {
  const wall = Math.floor(now / 60_000) * 60_000
  const ms = wall - (createTimeReader('local', timeZone)(new Date(wall).toISOString().slice(0, 19)) ?? wall)
  const minutes = Math.abs(ms) / 60_000
  const two = (part: number) => String(part).padStart(2, '0')
  return { ms, text: `${ms < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` }
}

/** Nothing but digits of ours goes into the question. */
const momentLiteral = (vendor: 'postgres' | 'mysql', at: number, offset: Offset): string =>
  vendor === 'postgres' ? `timestamptz '${new Date(at).toISOString()}'` : `timestamp '${new Date(at + offset.ms).toISOString().slice(0, 23).replace('T', ' ')}'`
