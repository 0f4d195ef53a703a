import type { Text } from '#contract'
import { checkAnswer, createSeen, type DriverIo, followLink, type GuardedAnswer, parseJson, parseXmlRecord, rawPart, type RawPart, readPointer, refuseHtml, SourceError } from '#kit'
import { soapRequest } from './ask-soap.ts'
import type { AuthorizedFetch } from './authorize.ts'
import type { HttpJsonConfig, OffsetPaging, PagePaging } from './config.ts'
import { openSoap } from './open-soap.ts'
import { recordsAt, xmlRecordsAt } from './records-at.ts'

/** One page as it came. */
export interface Page {
  answer: GuardedAnswer
  parsed: unknown
  records: unknown[]
}

export interface Way {
  config: HttpJsonConfig
  io: DriverIo
  send: AuthorizedFetch
  /** Query parameters, or {names} of a SOAP body: those of the settings and of the window. */
  values: Record<string, string>
}

/** Asks for one page; undefined when nothing changed (304). */
export async function readPage(url: string, way: Way, more: { headers?: Record<string, string>; maxBytes?: number } = {}): Promise<Page | undefined> {
  const { config, io, send, values } = way
  const soap = config.soap === undefined ? undefined : soapRequest(config.soap, values)
  const answer = await send(url, { headers: { ...more.headers, ...soap?.headers }, maxBytes: more.maxBytes ?? config.maxBytes, ...(soap === undefined ? {} : { body: soap.body }) })
  if (answer.status === 304) return undefined
  const { host } = new URL(url)
  if (soap !== undefined) {
    const parsed = openSoap(answer, url, { config, now: io.now() })
    return { answer, parsed, records: xmlRecordsAt(parsed, config.recordsAt, host) }
  }
  checkAnswer(answer, url, io.now())
  const isXml = config.answer === 'xml'
  refuseHtml(answer, url, isXml ? 'XML' : 'JSON')
  const parsed = isXml ? parseXmlRecord(answer.body, host) : parseJson(answer.body, host)
  return { answer, parsed, records: (isXml ? xmlRecordsAt : recordsAt)(parsed, config.recordsAt, host) }
}

/** The query of the settings as text. */
export const queryValues = ({ query }: HttpJsonConfig): Record<string, string> => Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]))

/** Where a page begins. */
export type Place = { paging: PagePaging; number: number } | { paging: OffsetPaging; before: number }

/** The address of the list with its parameters. */
export function listUrl(config: HttpJsonConfig, values: Record<string, string>, place?: Place): string {
  const url = new URL(config.url)
  // A SOAP call has its values in the body.
  for (const [name, value] of config.soap === undefined ? Object.entries(values) : []) url.searchParams.set(name, value)
  if (place !== undefined) {
    const { paging } = place
    url.searchParams.set(paging.param, String('number' in place ? place.number : place.paging.first + place.before))
    if (paging.sizeParam !== undefined) url.searchParams.set(paging.sizeParam, String(paging.size))
  }
  return url.href
}

export const firstUrl = ({ config, values }: Pick<Way, 'config' | 'values'>): string => {
  const { paging } = config
  if (paging.kind === 'page') return listUrl(config, values, { paging, number: paging.first })
  return paging.kind === 'offset' ? listUrl(config, values, { paging, before: 0 }) : listUrl(config, values)
}

/**
 * Every page in turn. It always ends: at the last page, at `maxPages`, or at a page that came before. A list that cannot be
 * read to its end is an error, because half of the communes would look like a collapse of the province.
 */
export async function readPages(way: Way): Promise<{ records: unknown[]; raw: RawPart[] }> {
  const { config } = way
  const records: unknown[] = []
  const raw: RawPart[] = []
  const seen = createSeen({ vi: 'kiểm tra mục "paging"', en: 'check "paging"' })
  let bytesLeft = config.maxBytes
  let url: string | undefined = firstUrl(way)
  while (url !== undefined) {
    const { host } = new URL(url)
    if (raw.length >= config.maxPages) throw new SourceError('malformed', { vi: `${host}: danh sách dài quá ${config.maxPages} trang; tăng "maxPages" hoặc hỏi hẹp hơn`, en: `${host}: the list is longer than ${config.maxPages} pages; raise "maxPages" or ask for less` })
    if (bytesLeft < 1) throw new SourceError('malformed', { vi: `${host}: các trang cộng lại vượt giới hạn dung lượng "maxBytes"`, en: `${host}: the pages together are larger than "maxBytes"` })
    seen.check(url, host)
    const page: Page | undefined = await readPage(url, way, { maxBytes: bytesLeft })
    if (page === undefined) throw new SourceError('malformed', { vi: `${host} trả lời "không đổi" (mã 304) cho một câu hỏi không điều kiện`, en: `${host} answers "not changed" (code 304) to a question without a condition` })
    if (page.records.length > 0) seen.check(page.answer.body, host)
    bytesLeft -= page.answer.body.length
    records.push(...takeRecords(page.records, records.length, host))
    raw.push(rawPart(page.answer, url))
    url = nextUrl(way, url, page, { pages: raw.length, records: records.length })
  }
  return { records, raw }
}

const MAX_RECORDS = 200_000

function takeRecords(records: unknown[], before: number, host: string): unknown[] {
  if (before + records.length > MAX_RECORDS) throw new SourceError('malformed', { vi: `${host}: quá ${MAX_RECORDS} bản ghi; hỏi hẹp hơn`, en: `${host}: more than ${MAX_RECORDS} records; ask for less` })
  return records
}

interface Read {
  pages: number
  records: number
}

function nextUrl({ config, values }: Way, url: string, page: Page, read: Read): string | undefined {
  const { paging } = config
  if (paging.kind === 'none') return undefined
  if (paging.kind === 'next') return followLink(readPointer(page.parsed, paging.at), url, { vi: `trang sau ở "${paging.at}"`, en: `to the next page at "${paging.at}"` })
  if (paging.kind === 'offset') {
    return isLastOffset(paging, url, page, read) ? undefined : listUrl(config, values, { paging, before: read.records })
  }
  const next = listUrl(config, values, { paging, number: paging.first + read.pages })
  const total = paging.totalPagesAt === undefined ? undefined : countAt(page, paging.totalPagesAt, url, { vi: 'tổng số trang', en: 'the number of pages' })
  if (total !== undefined) return read.pages < total ? next : undefined
  return page.records.length === 0 || page.records.length < (paging.size ?? 0) ? undefined : next
}

/** With a stated total, exactly so many: a list that moved while it was read has lost or doubled a row, and is read anew next time. */
function isLastOffset(paging: OffsetPaging, url: string, page: Page, read: Read): boolean {
  if (paging.totalAt === undefined) return page.records.length < paging.size
  const total = countAt(page, paging.totalAt, url, { vi: 'tổng số bản ghi', en: 'the number of records' })
  if (read.records < total && page.records.length > 0) return false
  if (read.records !== total) {
    throw new SourceError('malformed', { vi: `${new URL(url).host}: đọc được ${read.records} bản ghi trong khi máy chủ báo có ${total}; danh sách thay đổi giữa chừng hoặc thiếu trang`, en: `${new URL(url).host}: ${read.records} records were read while the server tells of ${total}; the list changed half-way or pages are missing` })
  }
  return true
}

/** XML writes numbers as text. */
function countAt(page: Page, pointer: string, url: string, what: Text): number {
  const found = readPointer(page.parsed, pointer)
  const count = typeof found === 'number' || (typeof found === 'string' && found !== '') ? Number(found) : Number.NaN
  if (!Number.isInteger(count)) throw new SourceError('malformed', { vi: `${new URL(url).host}: không thấy ${what.vi} ở "${pointer}"`, en: `${new URL(url).host}: ${what.en} is not found at "${pointer}"` })
  return count
}
