import { asText, type Text } from '#contract'
import { about, SourceError } from '#kit'

type Verdict = readonly [kind: SourceError['kind'], said: Text]

const WHICH_QUERY = { vi: 'câu hỏi SQL không khớp cơ sở dữ liệu (bảng hay cột đổi tên, hoặc "query" viết sai)', en: 'the SQL query does not fit the database (a table or column was renamed, or "query" is written wrongly)' }
const LOGIN: Verdict = ['auth', { vi: 'không nhận tài khoản hoặc mật khẩu; xin đơn vị chủ quản cấp lại', en: 'does not accept the account or its password; ask the department for a new one' }]
const RIGHTS: Verdict = ['auth', { vi: 'tài khoản không có quyền đọc (hoặc không có bảng ấy); xin đơn vị chủ quản cấp quyền', en: 'the account may not read (or there is no such table); ask the department for the right' }]
const NO_DATABASE: Verdict = ['config', { vi: 'không có cơ sở dữ liệu mang tên này; kiểm tra "url"', en: 'there is no database of this name; check "url"' }]
const CROWDED: Verdict = ['rate-limited', { vi: 'quá nhiều kết nối; xin đơn vị chủ quản nới hạn mức của tài khoản, hoặc hỏi thưa hơn', en: 'too many connections; ask the department to allow the account more, or ask less often' }]
const TOO_LONG: Verdict = ['unreachable', { vi: 'câu hỏi quá thời hạn "statementTimeout"; xin đơn vị chủ quản thêm chỉ mục, hoặc thu hẹp câu hỏi', en: 'the query takes longer than "statementTimeout"; ask the department for an index, or narrow the query' }]
const WRITES: Verdict = ['config', { vi: 'câu hỏi muốn ghi; chỉ được đọc', en: 'the query wants to write; only reading is allowed' }]
const CLOSING: Verdict = ['unreachable', { vi: 'cơ sở dữ liệu đang khởi động hoặc đang dừng', en: 'the database is starting or stopping' }]
const NO_TLS: Verdict = ['config', { vi: 'máy chủ không dùng TLS; xin đơn vị chủ quản bật TLS, hoặc đặt "tls: none" nếu đường truyền đã được bảo vệ', en: 'the server does not use TLS; ask the department to turn TLS on, or set "tls: none" if the line is protected already' }]

/** SQLSTATE of PostgreSQL, whole or its class, and numbers of MySQL and MariaDB. */
const BY_CODE: Record<string, Verdict> = {
  '28P01': LOGIN, '28000': LOGIN, '3D000': NO_DATABASE, '42501': RIGHTS, '53300': CROWDED, '57014': TOO_LONG, '25006': WRITES,
  '57P01': CLOSING, '57P02': CLOSING, '57P03': CLOSING,
  '53': ['unreachable', { vi: 'cơ sở dữ liệu hết tài nguyên', en: 'the database is out of resources' }],
  '22': ['malformed', { vi: 'dữ liệu trong bảng không tính được theo câu hỏi', en: 'the data in the table cannot be computed as the query asks' }],
  '1045': LOGIN, '1698': LOGIN, '1130': ['auth', { vi: 'máy chủ không cho địa chỉ của IOC kết nối; xin đơn vị chủ quản mở', en: 'the server does not let the address of the IOC connect; ask the department to open it' }],
  '1044': RIGHTS, '1142': RIGHTS, '1143': RIGHTS, '1227': RIGHTS, '1049': NO_DATABASE, '1040': CROWDED, '1203': CROWDED, '1226': CROWDED,
  '1129': ['rate-limited', { vi: 'máy chủ chặn địa chỉ của IOC vì nhiều lần kết nối hỏng; xin đơn vị chủ quản gỡ', en: 'the server blocks the address of the IOC after many failed connections; ask the department to lift it' }],
  '1969': TOO_LONG, '3024': TOO_LONG, '1792': WRITES, '1053': CLOSING, '1317': CLOSING,
  '1365': ['malformed', { vi: 'dữ liệu trong bảng không tính được theo câu hỏi', en: 'the data in the table cannot be computed as the query asks' }],
}

/** Of these the server's own words name the table or column, which is what one must know. */
const SAYS_WHICH = /^(?:42\w{3}|0A000|1054|1060|1064|1146|1149|1235|1305)$/

/** What the database refused with, as what one can do about it. Undefined when it is no refusal of a database. */
export function explainRefusal(thrown: unknown, name: string): SourceError | undefined {
  if (!(thrown instanceof Error)) return undefined
  if (/does not support SSL|HANDSHAKE_NO_SSL_SUPPORT|does not support secure connection/i.test(`${thrown.message} ${codeOf(thrown) ?? ''}`)) return told(NO_TLS, name, thrown)
  // The library for MySQL puts a code of its own in the place of Node's; the words are left.
  if (codeOf(thrown) === 'HANDSHAKE_SSL_ERROR') return told(['config', { vi: `chứng thư TLS của máy chủ không được chấp nhận (${oneLine(thrown.message)}); ghi chứng thư gốc vào "tls.ca", kiểm tra tên máy chủ trong "url"`, en: `the TLS certificate of the server is not accepted (${oneLine(thrown.message)}); put its root certificate into "tls.ca", check the server's name in "url"` }], name, thrown)
  if (/^SASL|password must be a string/i.test(thrown.message)) return told(LOGIN, name, thrown)
  const code = codeOf(thrown)
  if (code === undefined) return undefined
  const verdict = BY_CODE[code] ?? (/^\w{5}$/.test(code) ? BY_CODE[code.slice(0, 2)] : undefined)
  if (verdict !== undefined) return told(verdict === RIGHTS ? [verdict[0], about(verdict[1], asText(oneLine(thrown.message)))] : verdict, name, thrown)
  if (SAYS_WHICH.test(code)) return told(['config', about(WHICH_QUERY, asText(oneLine(thrown.message)))], name, thrown)
  return /^(?:\d{4}|[0-9A-Z]{5})$/.test(code) ? told(['malformed', { vi: `cơ sở dữ liệu báo lỗi ${code}`, en: `the database reports the error ${code}` }], name, thrown) : undefined
}

const told = ([kind, said]: Verdict, name: string, cause: unknown) => new SourceError(kind, about(name, said), { cause })

/** A SQLSTATE or a MySQL number; Node's own codes (`ECONNRESET`) are neither. */
function codeOf(thrown: Error): string | undefined {
  if ('errno' in thrown && typeof thrown.errno === 'number' && thrown.errno >= 1_000) return String(thrown.errno)
  return 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 160)
