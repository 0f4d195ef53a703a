import { type Catalogue, splitSeries } from '#contract'
import { DbUnavailableError } from '../db/index.ts'
import { ApiError } from '../errors.ts'
import type { GoodRead } from './intake.ts'
import type { Kept } from './store.ts'

const MOST_NAMED = 50

/** Without PostgreSQL nothing can be handed in; the street does not mind. */
export function refuseWithoutDatabase(thrown: unknown): never {
  if (!(thrown instanceof DbUnavailableError)) throw thrown
  throw new ApiError(503, 'unavailable', 'Kho số liệu gửi duyệt (PostgreSQL) đang không liên lạc được; chưa nhận và chưa duyệt được gì. Xin thử lại sau, số liệu trực tiếp vẫn chạy', { retryAfterS: 10, cause: thrown })
}

/** Some figures are not the sender's to send: then none is taken, or a file would be half one person's. */
export function outsideRight(outside: GoodRead['figures'], catalogue: Catalogue): ApiError {
  const told = outside.slice(0, MOST_NAMED).map((figure) => ({ pointer: `/rows/${figure.row ?? ''}`, message: `${rowName(figure.row)}${nameFigure(figure, catalogue)}: ngoài quyền gửi của tài khoản này` }))
  return new ApiError(403, 'forbidden', `${told[0]?.message ?? ''}. Cả lần gửi không được nhận${outside.length > 1 ? ` (${outside.length} số liệu ngoài quyền)` : ''}`, { errors: told })
}

const rowName = (row: number | undefined): string => (row === undefined ? '' : `Dòng ${row}: `)

function nameFigure({ sample }: GoodRead['figures'][number], catalogue: Catalogue): string {
  const { indicator, subject } = splitSeries(sample.series)
  const named = catalogue.indicators.find(({ id }) => id === indicator)?.name.vi ?? indicator
  return `${named}, ${catalogue.localities.find(({ id }) => id === subject)?.name.vi ?? subject}`
}

export function nothingRead({ rejects, rejectCount }: GoodRead): ApiError {
  return new ApiError(422, 'bad-request', rejectCount === 0 ? 'Không có dòng số liệu nào' : `Không đọc được số liệu nào (${rejectCount} lỗi); sửa theo từng dòng rồi gửi lại`, { errors: nameRejects(rejects) })
}

export const nameRejects = (rejects: GoodRead['rejects']): { pointer: string; message: string }[] =>
  rejects.slice(0, MOST_NAMED).map(({ row, reason }) => ({ pointer: row === undefined ? '' : `/rows/${row}`, message: reason.startsWith('Dòng ') ? reason : `${rowName(row)}${reason}` }))

/** What became of it, in words: who, what, when in the province. */
export function describeState(kept: Kept, timeZone: string): string {
  const when = (at: number | undefined) => (at === undefined ? '' : ` lúc ${new Intl.DateTimeFormat('vi-VN', { timeZone, hour: '2-digit', minute: '2-digit', day: '2-digit', month: '2-digit', year: 'numeric' }).format(at)}`)
  if (kept.state === 'waiting') return `${kept.sentBy === undefined ? 'đã nhận từ thư mục' : `${kept.sentBy} đã gửi`}${when(kept.sentAt)}, đang chờ duyệt`
  const done = { approved: 'đã duyệt', refused: 'đã trả lại', withdrawn: 'đã rút lại' }[kept.state]
  return `${kept.decidedBy ?? ''} ${done}${when(kept.decidedAt)}`.trim()
}

export const sentBefore = (kept: Kept, timeZone: string): ApiError => new ApiError(409, 'conflict', `Đúng nội dung này đã có: ${describeState(kept, timeZone)}. Không nhận lần thứ hai`)
