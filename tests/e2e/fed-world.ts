import type { Browser } from 'playwright-core'
import type { Catalogue, SeriesName } from '#contract'
import type { Bus } from '../../server/bus/index.ts'
import { type BenchSeries, fetchCatalogue, publishBatch } from '../load/bench/feed-series.ts'
import { openBrowser } from '../support/browser.ts'
import { copyDeployment } from '../support/copied-deployment.ts'
import { openLog } from '../support/read-log.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { ensureBuiltClient } from './built-client.ts'

/** The screens over a log that nobody but the test writes to: what changes, and when, is the test's. */
export interface FedWorld {
  server: TestServer
  browser: Browser
  bus: Bus
  catalogue: Catalogue
  /** Publishes values of these series, true at this moment. */
  publish(values: ReadonlyMap<SeriesName, number>): Promise<void>
  stop(): Promise<void>
}

/** `walls`: more of them, as `walls.yaml` writes them. */
export async function startFedWorld({ walls = '' } = {}): Promise<FedWorld> {
  const ends: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const end of ends.reverse()) await end()
  }
  try {
    await ensureBuiltClient()
    const deployment = await copyDeployment()
    ends.push(deployment.remove)
    if (walls !== '') await deployment.edit('walls.yaml', (text) => `${text.trimEnd()}\n${walls}`)
    const server = await startTestServer({ LOG_LEVEL: 'silent', IOC_ROLES: 'hub,api', IOC_DEPLOYMENT: deployment.dir })
    ends.push(server.stop)
    const bus = await openLog(server.dataDir)
    ends.push(() => bus.close())
    const catalogue = await fetchCatalogue(server.url)
    const { browser, close } = await openBrowser()
    ends.push(close)
    const feeds = new Map<string, BenchSeries['feed']>(catalogue.indicators.map(({ id, domain }) => [id, domain]))
    const publish = async (values: ReadonlyMap<SeriesName, number>) => {
      const samples = [...values].flatMap(([series, value]) => {
        const feed = feeds.get(series.split('@')[0] ?? '')
        return feed === undefined ? [] : [{ series, feed, value }]
      })
      for (let first = 0; first < samples.length; first += 200) await publishBatch(bus, samples.slice(first, first + 200))
    }
    return { server, browser, bus, catalogue, publish, stop }
  } catch (cause) {
    await stop()
    throw cause
  }
}
