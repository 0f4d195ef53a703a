import pg from 'pg'
import { DbUnavailableError } from './db.ts'

/** By SQLSTATE or by the code of the system call; the longest beginning counts. No address and no path: this is shown to people. */
const SAYINGS: Record<string, string> = {
  53100: 'đĩa của PostgreSQL đầy / its disk is full',
  53300: 'PostgreSQL hết kết nối / too many connections',
  53: 'PostgreSQL hết bộ nhớ hoặc tài nguyên / out of resources',
  '57P03': 'PostgreSQL đang khởi động hoặc đang dừng / starting or stopping',
  57: 'PostgreSQL đang dừng / stopping',
  58: 'PostgreSQL không đọc ghi được đĩa / its disk fails',
  28: 'PostgreSQL không nhận tài khoản / refuses the account',
  '3D': 'PostgreSQL không có cơ sở dữ liệu này / no such database',
  ECONNREFUSED: 'không nối được PostgreSQL / nobody listens there',
  ENOENT: 'không nối được PostgreSQL / nobody listens there',
  ENOTFOUND: 'không tìm thấy máy chủ PostgreSQL / unknown host',
}
const SILENT = 'PostgreSQL không trả lời / does not answer'
/** A full disk in the middle of a commit takes the whole server down; the last it says is this. */
const FULL_DISK = /No space left on device/i

/** SQLSTATE classes that say the server is going, full or shut to us, not that the question was wrong. */
const OF_SERVER = /^(?:08|28|3D|53|57|58)/

/** What a failed question or connection means for who asked: wrong (as it is), or unavailable, with why in a person's words. */
export function explainFailure(cause: unknown): Error {
  if (!(cause instanceof Error)) return new DbUnavailableError(SILENT, { cause })
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
  const isFull = FULL_DISK.test(cause.message)
  if (cause instanceof pg.DatabaseError && !isFull && !OF_SERVER.test(code)) return cause
  const saying = Object.keys(SAYINGS).filter((start) => code.startsWith(start)).sort((a, b) => b.length - a.length)[0]
  return new DbUnavailableError(isFull ? SAYINGS['53100'] : SAYINGS[saying ?? ''] ?? SILENT, { cause })
}
