import { askHttp, createSeen, type DriverIo, followLink, parseJson, type RawPart, rawPart, readPointer, SourceError } from '#kit'
import type { SensorThingsConfig } from './config.ts'

export interface Way {
  config: SensorThingsConfig
  io: DriverIo
}

interface Page {
  datastreams: unknown[]
  raw: RawPart
  /** Of the next page, where the service says there is one. */
  next: string | undefined
}

const MAX_DATASTREAMS = 20_000

export const readFirstPage = (way: Way): Promise<Page> => readPage(firstUrl(way.config), way, way.config.maxBytes)

/**
 * Every page in turn. It always ends: where no next link is given, at `maxPages`, or at a page that came before. A list that
 * cannot be read to its end is an error: half of the gauges would look like a quiet river.
 */
export async function readDatastreams(way: Way): Promise<{ datastreams: unknown[]; raw: RawPart[] }> {
  const { maxPages, maxBytes } = way.config
  const datastreams: unknown[] = []
  const raw: RawPart[] = []
  const seen = createSeen({ vi: 'kiểm tra "@iot.nextLink"', en: 'check "@iot.nextLink"' })
  let bytesLeft = maxBytes
  for (let url: string | undefined = firstUrl(way.config); url !== undefined; ) {
    const { host } = new URL(url)
    if (raw.length >= maxPages) throw new SourceError('malformed', { vi: `${host}: danh sách Datastreams dài quá ${maxPages} trang; tăng "maxPages" hoặc thêm "filter"`, en: `${host}: the list of Datastreams is longer than ${maxPages} pages; raise "maxPages" or add a "filter"` })
    if (bytesLeft < 1) throw new SourceError('malformed', { vi: `${host}: các trang cộng lại vượt giới hạn dung lượng "maxBytes"`, en: `${host}: the pages together are larger than "maxBytes"` })
    seen.check(url, host)
    const page: Page = await readPage(url, way, bytesLeft)
    if (page.datastreams.length > 0) seen.check(page.raw.body, host)
    bytesLeft -= page.raw.body.length
    datastreams.push(...page.datastreams)
    if (datastreams.length > MAX_DATASTREAMS) throw new SourceError('malformed', { vi: `${host}: quá ${MAX_DATASTREAMS} Datastreams; thêm "filter"`, en: `${host}: more than ${MAX_DATASTREAMS} Datastreams; add a "filter"` })
    raw.push(page.raw)
    url = page.next
  }
  return { datastreams, raw }
}

async function readPage(url: string, way: Way, maxBytes: number): Promise<Page> {
  const answer = await askHttp(url, way, { accept: 'application/json', wanted: 'JSON SensorThings', maxBytes })
  const { host } = new URL(url)
  const parsed = parseJson(answer.body, host)
  const datastreams = readPointer(parsed, '/value')
  if (!Array.isArray(datastreams)) throw new SourceError('malformed', { vi: `${host}: không phải danh sách SensorThings (thiếu mảng "value")${keysOf(parsed, 'chỉ có')}`, en: `${host}: this is no SensorThings list (the array "value" is missing)${keysOf(parsed, 'there is only')}` })
  return { datastreams, raw: rawPart(answer, url), next: followLink(readPointer(parsed, '/@iot.nextLink'), url, { vi: 'trang sau ở "@iot.nextLink"', en: 'to the next page at "@iot.nextLink"' }) }
}

/** A service root or a single entity was asked instead of the list: its keys show which. */
const keysOf = (parsed: unknown, only: string): string => {
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return ''
  const keys = Object.keys(parsed).slice(0, 8).map((key) => key.slice(0, 40))
  return keys.length === 0 ? '' : `; ${only}: ${keys.join(', ')}`
}

/** Only what is read is asked for; the newest come first, so that an old station does not send its whole life. */
function firstUrl({ url, filter, observations, pageSize }: SensorThingsConfig): string {
  const first = new URL(url)
  const set = (name: string, value: string) => first.searchParams.set(name, value)
  set('$top', String(pageSize))
  set('$expand', [
    'Thing($select=name,properties)', 'ObservedProperty($select=name,definition)',
    `Observations($top=${observations};$orderby=phenomenonTime desc;$select=phenomenonTime,resultTime,result,resultQuality)`,
  ].join(','))
  if (filter !== undefined) set('$filter', filter)
  return first.href
}
