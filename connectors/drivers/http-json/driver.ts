import { type Collected, definePollDriver, type DriverIo, rawPart } from '#kit'
import { bookmarkOf, conditionOf } from './ask-if-changed.ts'
import { stretchOf, windowBookmark, windowValues } from './ask-window.ts'
import { createAuthorizedFetch } from './authorize.ts'
import { HttpJsonConfig } from './config.ts'
import { countRequests } from './count-requests.ts'
import { firstUrl, listUrl, queryValues, readPage, readPages, type Way } from './read-pages.ts'

/** Reads a list of records from one address that answers JSON, XML or SOAP. */
export const httpJson = definePollDriver<HttpJsonConfig>({
  protocol: 'http-json',
  config: HttpJsonConfig,
  async probe(config, io) {
    const { way } = prepare(config, io)
    await readPage(firstUrl(way), way)
  },
  async collect(config, io) {
    const { way, bookmark } = prepare(config, io)
    if (bookmark === undefined && config.soap === undefined && config.paging.kind === 'none') return collectOne(way)
    return { ...(await readPages(way)), ...(bookmark === undefined ? {} : { bookmark }) }
  },
})

/** The bookmark is of the window, and only kept when the whole pass was good. */
function prepare(config: HttpJsonConfig, unlimited: DriverIo): { way: Way; bookmark: string | undefined } {
  const io = countRequests(unlimited, config.maxRequests)
  const { window } = config
  const stretch = window === undefined ? undefined : stretchOf(config, window, { bookmark: io.bookmark, now: io.now() })
  const values = { ...queryValues(config), ...(window === undefined || stretch === undefined ? {} : windowValues(window, stretch)) }
  return { way: { config, io, send: createAuthorizedFetch(config, io), values }, bookmark: stretch === undefined ? undefined : windowBookmark(config, stretch) }
}

/** Only a list on one page can be asked for "if changed": the first page of several says nothing of the others. */
async function collectOne(way: Way): Promise<Collected> {
  const { config, io } = way
  const url = listUrl(config, way.values)
  const page = await readPage(url, way, { headers: conditionOf(config, io.bookmark) })
  if (page === undefined) return { records: [], raw: [], unchanged: true, ...(io.bookmark === undefined ? {} : { bookmark: io.bookmark }) }
  return { records: page.records, raw: [rawPart(page.answer, url)], bookmark: bookmarkOf(config, page.answer) }
}
