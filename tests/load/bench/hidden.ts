import { Duration, durationMs } from '#contract'
import { startFedWorld } from '../../e2e/fed-world.ts'
import { openPage } from '../../e2e/open-page.ts'
import { beatEvery, realSeries, someValue } from './feed-series.ts'

/**
 * `npm run soak -- hidden [1h]`: a wall's page frozen for so long while 10,000 series are fed at the rate of the real load; then
 * how much larger its heap is, and how long it takes until it shows what the server says.
 */
const PER_SECOND = 35
const SERIES = 10_000
const MOST_MB = 10
const WITHIN_MS = 1_000

export async function freezeAPage(): Promise<boolean> {
  const frozenMs = durationMs(Duration.parse(process.argv[3] ?? '1h'))
  const world = await startFedWorld()
  try {
    const series = realSeries(world.catalogue, SERIES)
    const own = world.catalogue.indicators.map(({ id }) => `${id}@${world.catalogue.deployment.subject}` as (typeof series)[number]['series'])
    await world.publish(new Map([...series.map((one) => one.series), ...own].map((one, i) => [one, someValue(i)])))
    const { page, close } = await openPage(world.browser, `${world.server.url}/wall/main?scene=overview`, { width: 1_920, height: 1_080 })
    await page.locator('main.wall[data-connection="live"] [data-value]').first().waitFor({ state: 'attached', timeout: 120_000 })
    const session = await page.context().newCDPSession(page)
    const heapMb = async () => {
      await session.send('HeapProfiler.collectGarbage')
      return (await session.send('Runtime.getHeapUsage')).usedSize / 1e6
    }
    const before = await heapMb()
    await session.send('Page.setWebLifecycleState', { state: 'frozen' })
    const all = [...own, ...series.map((one) => one.series)]
    await beatEvery(1_000, frozenMs / 1_000, async (turn) => {
      await world.publish(new Map(Array.from({ length: PER_SECOND }, (_, i) => [all[(turn * PER_SECOND + i) % all.length] ?? all[0]!, someValue(turn + i)]))) // there are many
    })
    const last = 'tthc.on-time-rate@tn2025' as (typeof all)[number]
    await world.publish(new Map([[last, 12.5]]))
    await session.send('Page.setWebLifecycleState', { state: 'active' })
    const shownAt = performance.now()
    await page.locator(`main.wall[data-connection="live"] [data-series="${last}"][data-value="12.5"]`).first().waitFor({ state: 'attached', timeout: 60_000 })
    const tookMs = performance.now() - shownAt
    const grownMb = (await heapMb()) - before
    const isGood = grownMb <= MOST_MB && tookMs <= WITHIN_MS
    process.stdout.write(`frozen for ${frozenMs / 60_000} min at ${PER_SECOND} updates/s over ${SERIES} series: heap ${before.toFixed(1)} MB, ${grownMb.toFixed(1)} MB more (at most ${MOST_MB}); right ${tookMs.toFixed(0)} ms after it was shown again (at most ${WITHIN_MS}): ${isGood ? 'HIT' : 'MISS'}\n`)
    await close()
    return isGood
  } finally {
    await world.stop()
  }
}
