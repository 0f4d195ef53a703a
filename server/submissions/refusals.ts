import { asText, type Catalogue, splitSeries, type Text } from '#contract'
import { DbUnavailableError } from '../db/index.ts'
import { ApiError } from '../errors.ts'
import type { GoodRead } from './intake.ts'
import type { Kept } from './store.ts'

const MOST_NAMED = 50

/** Without PostgreSQL nothing can be handed in; the street does not mind. */
export function refuseWithoutDatabase(thrown: unknown): never {
  if (!(thrown instanceof DbUnavailableError)) throw thrown
  throw new ApiError(503, 'unavailable', { vi: 'Kho số liệu gửi duyệt (PostgreSQL) đang không liên lạc được; chưa nhận và chưa duyệt được gì. Xin thử lại sau, số liệu trực tiếp vẫn chạy', en: 'The store of figures handed in (PostgreSQL) cannot be reached; nothing was taken and nothing can be approved. Please try again later; live figures go on' }, { retryAfterS: 10, cause: thrown })
}

/** Some figures are not the sender's to send: then none is taken, or a file would be half one person's. */
export function outsideRight(outside: GoodRead['figures'], catalogue: Catalogue): ApiError {
  const told = outside.slice(0, MOST_NAMED).map((figure) => {
    const name = nameFigure(figure, catalogue)
    return { pointer: `/rows/${figure.row ?? ''}`, message: inRow(figure.row, { vi: `${name.vi}: ngoài quyền gửi của tài khoản này`, en: `${name.en}: not for this account to send` }) }
  })
  const [first] = told
  return new ApiError(403, 'forbidden', {
    vi: `${first?.message.vi ?? ''}. Cả lần gửi không được nhận${outside.length > 1 ? ` (${outside.length} số liệu ngoài quyền)` : ''}`,
    en: `${first?.message.en ?? ''}. Nothing of it was taken${outside.length > 1 ? ` (${outside.length} figures are not for this account)` : ''}`,
  }, { errors: told })
}

/** Some readers name the row themselves. */
const inRow = (row: number | undefined, { vi, en }: Text): Text => (row === undefined || vi.startsWith('Dòng ') ? { vi, en } : { vi: `Dòng ${row}: ${vi}`, en: `Row ${row}: ${en}` })

function nameFigure({ sample }: GoodRead['figures'][number], catalogue: Catalogue): Text {
  const { indicator, subject } = splitSeries(sample.series)
  const [named, place] = [catalogue.indicators.find(({ id }) => id === indicator)?.name ?? asText(indicator), catalogue.localities.find(({ id }) => id === subject)?.name ?? asText(subject)]
  return { vi: `${named.vi}, ${place.vi}`, en: `${named.en}, ${place.en}` }
}

export function nothingRead({ rejects, rejectCount }: GoodRead): ApiError {
  return new ApiError(422, 'bad-request', rejectCount === 0 ? { vi: 'Không có dòng số liệu nào', en: 'There are no rows with figures' } : { vi: `Không đọc được số liệu nào (${rejectCount} lỗi); sửa theo từng dòng rồi gửi lại`, en: `No figure could be read (${rejectCount} errors); mend them row by row and send it again` }, { errors: nameRejects(rejects) })
}

export const nameRejects = (rejects: GoodRead['rejects']): { pointer: string; message: Text }[] =>
  rejects.slice(0, MOST_NAMED).map(({ row, reason }) => ({ pointer: row === undefined ? '' : `/rows/${row}`, message: inRow(row, reason) }))

/** What became of it, in words: who, what, when in the province. */
export function describeState(kept: Kept, timeZone: string): Text {
  const at = kept.state === 'waiting' ? kept.sentAt : kept.decidedAt
  const when = (locale: string, word: string) => (at === undefined ? '' : ` ${word} ${new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', day: '2-digit', month: '2-digit', year: 'numeric' }).format(at)}`)
  const [vi, en] = [when('vi-VN', 'lúc'), when('en-GB', 'on')]
  if (kept.state === 'waiting') {
    return { vi: `${kept.sentBy === undefined ? 'đã nhận từ thư mục' : `${kept.sentBy} đã gửi`}${vi}, đang chờ duyệt`, en: `${kept.sentBy === undefined ? 'taken from the folder' : `sent by ${kept.sentBy}`}${en}, waiting for approval` }
  }
  const done = { approved: { vi: 'đã duyệt', en: 'approved' }, refused: { vi: 'đã trả lại', en: 'returned' }, withdrawn: { vi: 'đã rút lại', en: 'taken back' } }[kept.state]
  return { vi: `${kept.decidedBy ?? ''} ${done.vi}${vi}`.trim(), en: `${done.en}${kept.decidedBy === undefined ? '' : ` by ${kept.decidedBy}`}${en}` }
}

export function sentBefore(kept: Kept, timeZone: string): ApiError {
  const state = describeState(kept, timeZone)
  return new ApiError(409, 'conflict', { vi: `Đúng nội dung này đã có: ${state.vi}. Không nhận lần thứ hai`, en: `This very content is here already: ${state.en}. It is not taken a second time` })
}
