import type { CDPSession } from 'playwright-core'
import { durationMs, Duration, Scene, scenesOf, Wall } from '#contract'
import { ensureBuiltClient } from '../../e2e/built-client.ts'
import { seenOnStage, watchStage } from '../../e2e/watch-stage.ts'
import { openBrowser } from '../../support/browser.ts'
import { type CopiedDeployment, copyDeployment } from '../../support/copied-deployment.ts'
import { openLog } from '../../support/read-log.ts'
import { startTestServer } from '../../support/server.ts'
import { type BenchSeries, beatEvery, communalSeries, fetchCatalogue, publishBatch, someValue } from './feed-series.ts'
import { withCleanUp } from './clean-up.ts'
import { slopeOf } from './statistics.ts'

/**
 * `npm run bench:soak -- 30m`: does the wall's page grow? The overview at 10 updates a second; the heap after a forced collection,
 * over the time given after a first third to warm up; the slope by least squares with its 95 % interval. Goal: under 1 MB an hour.
 * `npm run soak -- 1h rotation`: the main wall plays ten scenes in turn, and none may be blank for longer than a beat; the samples
 * are then taken from whichever scene stands, so measure for many times its cycle. What is made once (code, shapes, caches) is made
 * in fast turns before the time begins. `npm run soak -- 1h rotation jitless`: without compiled code.
 */
const SIZE = { width: 5760, height: 2160 }
const PER_SECOND = 10
const SERIES = 500
const SAMPLES = 360
const GOAL_MB_PER_H = 1
const BEAT_MS = 250
const HOUR_MS = 3_600_000

const totalMs = durationMs(Duration.parse(process.argv[2] ?? '30m'))
const isRotating = process.argv[3] === 'rotation'
/** The browser compiles what runs often, and its code lies on the same heap: without it one sees what is ours. */
const isInterpreted = process.argv[4] === 'jitless'
const FAST_TURNS_MS = Math.min(900_000, totalMs / 3)
const warmUpMs = isRotating ? 0 : totalMs / 3
const everyMs = Math.max(500, totalMs / SAMPLES)

const say = (line: string) => process.stdout.write(`${line}\n`)
const get = async (url: string, path: string): Promise<unknown> => (await fetch(`${url}/api/v1${path}`)).json()

/** MB of the page's JavaScript heap once everything that can be freed is. */
async function heapMb(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return usedSize / 1e6
}

async function soak(): Promise<boolean> {
  return withCleanUp(async (ends) => {
    await ensureBuiltClient()
    const deployment = await copyDeployment()
    ends.push(deployment.remove)
    if (isRotating) await deployment.edit('walls.yaml', (text) => text.replaceAll('dwell: 60s', 'dwell: 10s'))
    const server = await startTestServer({ LOG_LEVEL: 'silent', IOC_ROLES: 'hub,api', IOC_DEPLOYMENT: deployment.dir })
    ends.push(server.stop)
    const bus = await openLog(server.dataDir)
    ends.push(() => bus.close())
    const walls = Wall.array().parse(await get(server.url, '/walls'))
    const wall = walls.find(({ id }) => id === 'main') ?? walls[0]
    if (wall === undefined) throw new Error('there is no wall')
    const scenes = await Promise.all((isRotating ? scenesOf(wall) : [wall.scene]).map(async (id) => Scene.parse(await get(server.url, `/scenes/${id}`))))
    const feeds = [...new Set(scenes.flatMap((scene) => scene.feeds))]
    const address = `/wall/${wall.id}${isRotating ? '' : `?scene=${wall.scene}`}`
    const series = await seriesOn(server.url, feeds)
    for (let first = 0; first < series.length; first += 100) await publishBatch(bus, series.slice(first, first + 100).map((one, i) => ({ ...one, value: someValue(first + i) })))

    const { browser, close } = await openBrowser(isInterpreted ? ['--js-flags=--jitless'] : [])
    ends.push(close)
    const page = await (await browser.newContext({ viewport: SIZE, locale: 'vi-VN' })).newPage()
    await page.goto(`${server.url}${address}`)
    await page.locator('main.wall[data-connection="live"] [data-series][data-value]').first().waitFor({ timeout: 120_000, state: 'attached' })
    const session = await page.context().newCDPSession(page)
    await session.send('HeapProfiler.enable')

    const feeding = new AbortController()
    let next = 0
    const fed = (async () => {
      while (!feeding.signal.aborted) {
        await beatEvery(1_000 / PER_SECOND, 1, async () => {
          const one = series[next++ % series.length]
          if (one !== undefined) await publishBatch(bus, [{ ...one, value: someValue(next) }])
        })
      }
    })()
    ends.push(() => {
      feeding.abort()
      return fed
    })

    if (isRotating) await turnFast(deployment)
    if (isRotating) await watchStage(page)
    say(`${address} at ${SIZE.width}x${SIZE.height}, ${series.length} series, ${PER_SECOND} updates/s, ${totalMs / 60_000} min of which ${(warmUpMs / 60_000).toFixed(1)} to warm up`)
    const points: { x: number; y: number }[] = []
    const startedAt = performance.now()
    await beatEvery(everyMs, totalMs / 1_000, async (turn) => {
      const y = await heapMb(session)
      const elapsed = performance.now() - startedAt
      if (turn % 10 === 0) say(`${(elapsed / 60_000).toFixed(1).padStart(6)} min  ${y.toFixed(2)} MB${elapsed < warmUpMs ? '  warming up' : ''}`)
      if (elapsed >= warmUpMs) points.push({ x: elapsed / HOUR_MS, y })
    })
    const { slope, low, high } = slopeOf(points)
    const verdict = high < GOAL_MB_PER_H ? 'HIT' : low > GOAL_MB_PER_H ? 'MISS' : 'OPEN: the interval holds the goal, measure longer'
    say(`slope ${slope.toFixed(2)} MB/h, 95 % between ${low.toFixed(2)} and ${high.toFixed(2)}, ${points.length} samples; goal under ${GOAL_MB_PER_H} MB/h: ${verdict}`)
    if (!isRotating) return low <= GOAL_MB_PER_H
    const stage = await seenOnStage(page)
    say(`${stage.scenes.length} scenes in turn, ${new Set(stage.scenes).size} different ones, the longest blank ${stage.longestBlankMs.toFixed(0)} ms; goal at most ${BEAT_MS}: ${stage.longestBlankMs <= BEAT_MS ? 'HIT' : 'MISS'}`)
    return low <= GOAL_MB_PER_H && stage.longestBlankMs <= BEAT_MS
  })
}

/** All of them some times over; then each stands for as long as it does in the province. */
async function turnFast(deployment: CopiedDeployment): Promise<void> {
  say(`fast turns for ${(FAST_TURNS_MS / 60_000).toFixed(1)} min`)
  await new Promise((resolve) => setTimeout(resolve, FAST_TURNS_MS))
  await deployment.edit('walls.yaml', (text) => text.replaceAll('dwell: 10s', 'dwell: 60s'))
}

/** Provincial figures of the scene's feeds first, then communes'. */
async function seriesOn(url: string, feeds: readonly string[]): Promise<BenchSeries[]> {
  const catalogue = await fetchCatalogue(url)
  const indicators = catalogue.indicators.filter((indicator) => feeds.includes(indicator.domain))
  const provincial = indicators.map((indicator) => ({ series: `${indicator.id}@${catalogue.deployment.subject}` as BenchSeries['series'], feed: indicator.domain }))
  const communal = communalSeries({ ...catalogue, indicators: indicators.filter((indicator) => indicator.level !== 'province') })
  return [...provincial, ...communal].slice(0, SERIES)
}

process.exit((await soak()) ? 0 : 1)
