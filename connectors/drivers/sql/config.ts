import * as z from 'zod'
import { Duration } from '#contract'
import { HttpTls } from '#kit'

const field = (title: string, description: string) => ({ title, description })
const VENDORS = /^(?:postgres|mysql)$/

const DatabaseUrl = z
  .url({ protocol: VENDORS, error: 'expected an address such as postgres://host:5432/database or mysql://host:3306/database' })
  .refine((text) => {
    if (!URL.canParse(text)) return true // told above; this check runs all the same
    const url = new URL(text)
    return url.hostname !== '' && url.username === '' && url.password === '' && /^\/[^/]+$/.test(url.pathname) && url.search === '' && url.hash === ''
  }, 'one database name as the path; no user name, no password and no parameters in the address')

/** The database itself refuses what only looks like one question; this says so earlier. */
const Query = z.string().min(1).max(20_000)
  .refine((text) => /^(?:select|with)\b/i.test(withoutRemarks(text)), 'one SELECT (or WITH … SELECT)')
  .refine((text) => !withoutRemarks(text).endsWith(';'), 'without a semicolon at its end')

const isZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const Since = z.strictObject({
  column: z.string().min(1).max(64).meta(field('Cột thời điểm', 'Column of the answer that says when a row was written; :since in the query stands for where to begin')),
  first: Duration.default('7d' as Duration).meta(field('Lần đầu', 'How far back the first pass asks')),
  lookBack: Duration.default('1h' as Duration).meta(field('Hỏi lùi', 'How far before the newest row each later pass asks again, for rows booked late')),
})
export type Since = z.infer<typeof Since>

/** Settings of a source read from a department's PostgreSQL, MySQL or MariaDB. */
export const SqlConfig = z
  .strictObject({
    url: DatabaseUrl.meta(field('Địa chỉ', 'postgres://host:5432/database, or mysql://host:3306/database for MySQL and MariaDB')),
    username: z.string().min(1).max(128).meta(field('Tên đăng nhập', 'Account that may read and nothing else')),
    password: z.string().max(1_024).default('').meta(field('Mật khẩu', 'Password; a secret')),
    tls: z.union([z.literal('none'), HttpTls]).default({}).meta(field('TLS', 'Required unless "none"; client certificate, and the department\'s own authority')),
    query: Query.meta(field('Câu hỏi', 'One SELECT; each row becomes a record with the column names as members')),
    timeZone: z.string().refine(isZone, 'not a time zone, expected one such as Asia/Ho_Chi_Minh').default('Asia/Ho_Chi_Minh')
      .meta(field('Múi giờ', 'Zone of date-times that the database keeps without one')),
    since: Since.optional().meta(field('Chỉ phần mới', 'Ask only for rows since the last pass')),
    statementTimeout: Duration.default('10s' as Duration).meta(field('Thời hạn câu hỏi', 'The database gives up a question that takes longer')),
    maxRows: z.int().min(1).max(200_000).default(50_000).meta(field('Số dòng tối đa', 'A longer answer is an error, never cut in silence')),
    maxBytes: z.int().min(1_024).max(100 * 1024 * 1024).default(20 * 1024 * 1024).meta(field('Cỡ tối đa', 'Largest answer in bytes')),
  })
  .refine(({ query, since }) => SINCE.test(query) === (since !== undefined), { path: ['since'], error: ':since in the query and the setting since belong together' })
export type SqlConfig = z.infer<typeof SqlConfig>

/** `:since`, but not the second half of a cast `::since`. */
export const SINCE = /(?<!:):since\b/

function withoutRemarks(text: string): string {
  return text.replace(/--[^\n]*/g, ' ').replace(/\/\*[\s\S]*?\*\//g, ' ').trim()
}

/** Host and port as messages name them, and the rest of the address. */
export function targetOf(config: SqlConfig): { vendor: 'postgres' | 'mysql'; host: string; port: number; database: string; name: string } {
  const { protocol, hostname, port, pathname } = new URL(config.url)
  const vendor = protocol === 'postgres:' ? 'postgres' : 'mysql'
  const number = port === '' ? (vendor === 'postgres' ? 5432 : 3306) : Number(port)
  return { vendor, host: hostname.replace(/^\[|\]$/g, ''), port: number, database: decodeURIComponent(pathname.slice(1)), name: `${hostname}:${number}` }
}
