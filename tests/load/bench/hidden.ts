import { Duration, durationMs, LiveAnswer, Scene, type SeriesName } from '#contract'
import { type FedWorld, startFedWorld } from '../../e2e/fed-world.ts'
import { waitUntil } from '../../support/wait-until.ts'
import { withCleanUp } from './clean-up.ts'
import { beatEvery, realSeries, someValue } from './feed-series.ts'
import { openUnwatchedPage, type UnwatchedPage } from './unwatched-page.ts'

/**
 * `npm run soak -- hidden [1h [45m]]`: two windows of a wall, one minimised and one frozen for so long while 10,000 series are fed at
 * the rate of the real load; how much larger their heaps are, and how long each takes until every figure is what the server says.
 * With a second, shorter time all that comes in the first comes in the second.
 */
const PER_SECOND = 35
const SERIES = 10_000
const MOST_MB = 10
const WITHIN_MS = 1_000
const SCENE = 'overview'
const SIZE = { width: 2_880, height: 1_080 }
const PATIENCE = { withinMs: 180_000, everyMs: 250 }

const say = (line: string) => process.stdout.write(`${line}\n`)

export const hidePages = (): Promise<boolean> => withCleanUp(async (ends) => {
  const awayMs = durationMs(Duration.parse(process.argv[3] ?? '1h'))
  const withinMs = durationMs(Duration.parse(process.argv[4] ?? process.argv[3] ?? '1h'))
  const perSecond = Math.round((PER_SECOND * awayMs) / withinMs)
  const world = await startFedWorld()
  ends.push(world.stop)
  const series = realSeries(world.catalogue, SERIES).map((one) => one.series)
  const own = world.catalogue.indicators.map(({ id }) => `${id}@${world.catalogue.deployment.subject}` as SeriesName)
  const all = [...own, ...series]
  await world.publish(new Map(all.map((one, i) => [one, someValue(i)])))
  const pages = { minimised: await openWall(world), frozen: await openWall(world) }
  for (const page of Object.values(pages)) await waitUntil('it shows what the server says', async () => (await wrongOn(page, world)).length === 0, PATIENCE)
  const before = { minimised: await pages.minimised.heapMb(), frozen: await pages.frozen.heapMb() }
  for (const page of Object.values(pages)) await page.hide()
  await pages.frozen.freeze()
  for (const [how, page] of Object.entries(pages)) say(`${how}: the page is ${await page.evaluate<string>('document.visibilityState')}`)

  const everyMinutes = Math.max(60, Math.round(withinMs / 6_000))
  const first = performance.now()
  await beatEvery(1_000, withinMs / 1_000, async (turn) => {
    await world.publish(new Map(Array.from({ length: perSecond }, (_, i) => [all[(turn * perSecond + i) % all.length] ?? all[0]!, someValue(turn + i)]))) // there are many
    if (turn % everyMinutes === 0) say(`${((performance.now() - first) / 60_000).toFixed(0).padStart(4)} min  minimised ${(await pages.minimised.heapMb()).toFixed(1)} MB, frozen ${(await pages.frozen.heapMb()).toFixed(1)} MB`)
  })
  await world.publish(new Map(own.map((one, i) => [one, someValue(i)])))
  let isGood = true
  for (const [how, page] of Object.entries(pages)) {
    const { wrong, tookMs } = await showAgain(page, world)
    const grownMb = (await page.heapMb()) - before[how as keyof typeof before] // the same names
    const isFine = grownMb <= MOST_MB && tookMs <= WITHIN_MS
    isGood &&= isFine
    say(`${how} for ${withinMs / 60_000} min at ${perSecond} updates/s over ${SERIES} series: heap ${before[how as keyof typeof before].toFixed(1)} MB, ${grownMb.toFixed(1)} MB more (at most ${MOST_MB}); ${wrong} figures were old when it was shown, all as the server says ${tookMs.toFixed(0)} ms later (at most ${WITHIN_MS}): ${isFine ? 'HIT' : 'MISS'}`)
  }
  return isGood
})

async function openWall({ browser, server }: FedWorld): Promise<UnwatchedPage> {
  const page = await openUnwatchedPage(browser, `${server.url}/wall/main?scene=${SCENE}`, SIZE)
  await waitUntil('the wall is live', () => page.evaluate<boolean>(`document.querySelector('main.wall[data-connection="live"] [data-value]') !== null`), PATIENCE)
  return page
}

/** What the server says now of all that is watched, as text. */
async function saidBy({ server }: FedWorld): Promise<Record<string, string>> {
  const get = async (path: string): Promise<unknown> => (await fetch(`${server.url}/api/v1${path}`)).json()
  const { feeds } = Scene.parse(await get(`/scenes/${SCENE}`))
  const { values } = LiveAnswer.parse(await get(`/live?feeds=${feeds.join(',')}`))
  return Object.fromEntries(values.flatMap(({ series, value }) => (value === undefined ? [] : [[series, String(value)]])))
}

/** Figures that are not what is expected; `__expected` is what the server says. */
const WRONG = `[...document.querySelectorAll('main.wall [data-series]')].filter(({ dataset }) => __expected[dataset.series] !== undefined && dataset.value !== __expected[dataset.series]).map(({ dataset }) => dataset.series)`

async function wrongOn(page: UnwatchedPage, world: FedWorld): Promise<string[]> {
  return page.evaluate<string[]>(`globalThis.__expected = ${JSON.stringify(await saidBy(world))}; ${WRONG}`)
}

/** Timed by the page itself, from its being seen to the first picture in which nothing is wrong. */
async function showAgain(page: UnwatchedPage, world: FedWorld): Promise<{ wrong: number; tookMs: number }> {
  const wrong = (await wrongOn(page, world)).length
  await page.evaluate(`void (() => {
    let since
    const look = () => {
      if (${WRONG}.length === 0 && document.querySelector('main.wall').dataset.connection === 'live') globalThis.__tookMs = performance.now() - since
      else requestAnimationFrame(look)
    }
    const seen = () => {
      if (document.hidden || since !== undefined) return
      since = performance.now()
      requestAnimationFrame(look)
    }
    document.addEventListener('visibilitychange', seen)
  })()`)
  await page.show()
  const tookMs = await waitUntil('it is right', () => page.evaluate<number | undefined>('globalThis.__tookMs'), PATIENCE)
  return { wrong, tookMs }
}
