import { checkAnswer, createSeen, type DriverIo, followLink, type GuardedAnswer, parseJson, rawPart, type RawPart, readPointer, refuseHtml, SourceError } from '#kit'
import type { AuthorizedFetch } from './authorize.ts'
import type { HttpJsonConfig, PagePaging } from './config.ts'
import { recordsAt } from './records-at.ts'

/** One page as it came. */
export interface Page {
  answer: GuardedAnswer
  parsed: unknown
  records: unknown[]
}

interface Way {
  config: HttpJsonConfig
  io: DriverIo
  send: AuthorizedFetch
}

/** Asks for one page; undefined when nothing changed (304). */
export async function readPage(url: string, { config, io, send }: Way, more: { headers?: Record<string, string>; maxBytes?: number } = {}): Promise<Page | undefined> {
  const answer = await send(url, more.headers ?? {}, more.maxBytes ?? config.maxBytes)
  checkAnswer(answer, url, io.now())
  if (answer.status === 304) return undefined
  const { host } = new URL(url)
  refuseHtml(answer, url, 'JSON')
  const parsed = parseJson(answer.body, host)
  return { answer, parsed, records: recordsAt(parsed, config.recordsAt, host) }
}

/** The address of the list with its parameters. */
export function listUrl(config: HttpJsonConfig, page?: { paging: PagePaging; number: number }): string {
  const url = new URL(config.url)
  for (const [name, value] of Object.entries(config.query)) url.searchParams.set(name, String(value))
  if (page !== undefined) {
    url.searchParams.set(page.paging.param, String(page.number))
    if (page.paging.sizeParam !== undefined) url.searchParams.set(page.paging.sizeParam, String(page.paging.size))
  }
  return url.href
}

/**
 * Every page in turn. It always ends: at the last page, at `maxPages`, or at a page that came before. A list that cannot be
 * read to its end is an error, because half of the communes would look like a collapse of the province.
 */
export async function readPages(way: Way): Promise<{ records: unknown[]; raw: RawPart[] }> {
  const { config } = way
  const records: unknown[] = []
  const raw: RawPart[] = []
  const seen = createSeen('kiểm tra mục "paging"')
  let bytesLeft = config.maxBytes
  let url: string | undefined = firstUrl(config)
  while (url !== undefined) {
    const { host } = new URL(url)
    if (raw.length >= config.maxPages) throw new SourceError('malformed', `${host}: danh sách dài quá ${config.maxPages} trang; tăng "maxPages" hoặc hỏi hẹp hơn`)
    if (bytesLeft < 1) throw new SourceError('malformed', `${host}: các trang cộng lại vượt giới hạn dung lượng "maxBytes"`)
    seen.check(url, host)
    const page: Page | undefined = await readPage(url, way, { maxBytes: bytesLeft })
    if (page === undefined) throw new SourceError('malformed', `${host} trả lời "không đổi" (mã 304) cho một câu hỏi không điều kiện`)
    if (page.records.length > 0) seen.check(page.answer.body, host)
    bytesLeft -= page.answer.body.length
    records.push(...takeRecords(page.records, records.length, host))
    raw.push(rawPart(page.answer, url))
    url = nextUrl(config, url, page, raw.length)
  }
  return { records, raw }
}

const MAX_RECORDS = 200_000

function takeRecords(records: unknown[], before: number, host: string): unknown[] {
  if (before + records.length > MAX_RECORDS) throw new SourceError('malformed', `${host}: quá ${MAX_RECORDS} bản ghi; hỏi hẹp hơn`)
  return records
}

const firstUrl = (config: HttpJsonConfig): string =>
  config.paging.kind === 'page' ? listUrl(config, { paging: config.paging, number: config.paging.first }) : listUrl(config)

function nextUrl(config: HttpJsonConfig, url: string, page: Page, pagesRead: number): string | undefined {
  const { paging } = config
  if (paging.kind === 'none') return undefined
  if (paging.kind === 'next') return followLink(readPointer(page.parsed, paging.at), url, `trang sau ở "${paging.at}"`)
  const next = listUrl(config, { paging, number: paging.first + pagesRead })
  const total = paging.totalPagesAt === undefined ? undefined : Number(readPointer(page.parsed, paging.totalPagesAt))
  if (paging.totalPagesAt !== undefined && (total === undefined || !Number.isInteger(total))) {
    throw new SourceError('malformed', `${new URL(url).host}: không thấy tổng số trang ở "${paging.totalPagesAt}"`)
  }
  if (total !== undefined) return pagesRead < total ? next : undefined
  return page.records.length === 0 || page.records.length < (paging.size ?? 0) ? undefined : next
}
