import { createHash } from 'node:crypto'
import { askHttp, createSeen, type DriverIo, SourceError } from '#kit'
import type { Open311Config } from './config.ts'
import type { Span } from './days.ts'
import { readAnswer } from './read-answer.ts'

export interface Way {
  config: Open311Config
  io: DriverIo
}

/** What is asked for: `closed` only those updated since a moment. */
export type Wanted = { status: 'open' } | { status: 'closed'; updatedAfter: number }

/** What an answer was, without what it said: enough to prove later which bytes were read. */
export interface AnswerFacts {
  sha256: string
  bytes: number
  requests: number
}

export interface Reader {
  read(window: Span, wanted: Wanted): Promise<unknown[]>
  answers: AnswerFacts[]
}

const SHORTEST_WINDOW_MS = 60_000

/** For one pass: bounds over all its questions. A list that cannot be read to its end is an error, never a part. */
export function createReader({ config, io }: Way): Reader {
  const answers: AnswerFacts[] = []
  const { host } = new URL(config.url)
  let bytesLeft = config.maxBytes

  async function ask(window: Span, wanted: Wanted, page?: number): Promise<{ requests: unknown[]; body: Uint8Array }> {
    if (answers.length >= config.maxPages) throw new SourceError('malformed', { vi: `${host}: cần quá ${config.maxPages} lần hỏi cho một lượt; tăng "maxPages" hoặc giảm "openDays"`, en: `${host}: one pass needs more than ${config.maxPages} questions; raise "maxPages" or lower "openDays"` })
    if (bytesLeft < 1) throw new SourceError('malformed', { vi: `${host}: các trang cộng lại vượt giới hạn dung lượng "maxBytes"`, en: `${host}: the pages together are larger than "maxBytes"` })
    const url = urlOf(config, { window, wanted, page })
    const accept = config.format === 'json' ? 'application/json' : 'application/xml, text/xml'
    const { body } = await askHttp(url, { config, io }, { accept, wanted: { vi: 'danh sách phản ánh Open311', en: 'an Open311 list of reports' }, maxBytes: bytesLeft })
    bytesLeft -= body.length
    const requests = readAnswer(body, config.format, host)
    answers.push({ sha256: createHash('sha256').update(body).digest('hex'), bytes: body.length, requests: requests.length })
    return { requests, body }
  }

  /** A service may give fewer than it was asked for: only an empty page is the end. */
  async function readPages(window: Span, wanted: Wanted): Promise<unknown[]> {
    const all: unknown[] = []
    const seen = createSeen({ vi: 'máy chủ không hiểu tham số "page"? Thử paging: none', en: 'does the server not know the parameter "page"? Try paging: none' })
    for (let page = 1; ; page += 1) {
      const { requests, body } = await ask(window, wanted, page)
      if (requests.length === 0) return all
      seen.check(body, host)
      all.push(...requests)
    }
  }

  /** Without pages a full answer may be a cut one: the window is halved until none is full. */
  async function readHalves(window: Span, wanted: Wanted): Promise<unknown[]> {
    const { requests } = await ask(window, wanted)
    if (requests.length < config.pageSize) return requests
    if (window.to - window.from <= SHORTEST_WINDOW_MS) throw new SourceError('malformed', { vi: `${host}: trả ${requests.length} phản ánh cho một phút, không biết đã đủ chưa; cần phân trang`, en: `${host}: gives ${requests.length} reports for one minute, nobody knows whether that is all; paging is needed` })
    const middle = Math.floor((window.from + window.to) / 2_000) * 1_000
    return [...(await readHalves({ from: window.from, to: middle }, wanted)), ...(await readHalves({ from: middle, to: window.to }, wanted))]
  }

  return { answers, read: config.paging === 'page' ? readPages : readHalves }
}

function urlOf(config: Open311Config, { window, wanted, page }: { window: Span; wanted: Wanted; page: number | undefined }): string {
  const url = new URL(config.url)
  const set = (name: string, value: string) => url.searchParams.set(name, value)
  if (config.jurisdiction !== undefined) set('jurisdiction_id', config.jurisdiction)
  set('start_date', isoSeconds(window.from))
  set('end_date', isoSeconds(window.to))
  set('status', wanted.status)
  if (wanted.status === 'closed') set('updated_after', isoSeconds(wanted.updatedAfter))
  if (page !== undefined) {
    set('page', String(page))
    set('page_size', String(config.pageSize))
  }
  return url.href
}

/** The standard's own form, without milliseconds. */
const isoSeconds = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`
