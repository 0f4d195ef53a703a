import { type Collected, definePollDriver, type DriverIo, rawPart } from '#kit'
import { bookmarkOf, conditionOf } from './ask-if-changed.ts'
import { createAuthorizedFetch } from './authorize.ts'
import { HttpJsonConfig } from './config.ts'
import { listUrl, readPage, readPages } from './read-pages.ts'

/** Reads a list of records from one JSON address. */
export const httpJson = definePollDriver<HttpJsonConfig>({
  protocol: 'http-json',
  config: HttpJsonConfig,
  async probe(config, io) {
    const paging = config.paging.kind === 'page' ? { paging: config.paging, number: config.paging.first } : undefined
    await readPage(listUrl(config, paging), { config, io, send: createAuthorizedFetch(config, io) })
  },
  async collect(config, io) {
    return config.paging.kind === 'none' ? collectOne(config, io) : readPages({ config, io, send: createAuthorizedFetch(config, io) })
  },
})

/** Only a list on one page can be asked for "if changed": the first page of several says nothing of the others. */
async function collectOne(config: HttpJsonConfig, io: DriverIo): Promise<Collected> {
  const url = listUrl(config)
  const page = await readPage(url, { config, io, send: createAuthorizedFetch(config, io) }, { headers: conditionOf(config, io.bookmark) })
  if (page === undefined) return { records: [], raw: [], unchanged: true, ...(io.bookmark === undefined ? {} : { bookmark: io.bookmark }) }
  return { records: page.records, raw: [rawPart(page.answer, url)], bookmark: bookmarkOf(config, page.answer) }
}
