import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type SeriesName, seriesName, WallProfile } from '#contract'
import { findFaults } from '../scenes/find-faults.ts'
import { scanWall } from '../scenes/play-scenes.ts'
import { waitUntil } from '../support/wait-until.ts'
import { type FedWorld, startFedWorld } from './fed-world.ts'
import { findStretched, readPlaces } from './in-page.ts'
import { openPage } from './open-page.ts'
import { changedCells, findUnsteady, look } from './pixels.ts'

const TILE = { width: 1_920, height: 1_080 }
const LOOKS = 3
const ON_TIME = 'tthc.on-time-rate'

/** A wall without seams, and one whose every panel of hardware has a window of its own. */
const LED = WallProfile.parse({ grid: '3x2', tile: { ...TILE, pitchMm: 1.2 }, screen: { width: 6_656, height: 1_792 }, scale: 0.8 })
const WALLS = `
- { id: led, title: { vi: LED, en: LED }, scene: overview, profile: ${JSON.stringify(LED)} }
- { id: big, title: { vi: 9x3, en: 9x3 }, scene: overview, profile: { grid: 9x3, tile: { width: 1920, height: 1080, pitchMm: 0.634 } } }
`

let world: FedWorld
let comparer: Page
let communes: string[]
beforeAll(async () => {
  world = await startFedWorld({ walls: WALLS })
  const { catalogue } = world
  communes = catalogue.localities.filter(({ level, validTo }) => level === 'commune' && validTo === undefined).map(({ id }) => id)
  const province = catalogue.indicators.map(({ id }, i) => [seriesName(id, catalogue.deployment.subject), 60 + (i % 30)] as const)
  // Five places below their target, the worst by far.
  const places = communes.map((id, i) => [seriesName(ON_TIME, id), i < 5 ? 9 + i * 8 : 98.5] as const)
  await world.publish(new Map([...province, ...places]))
  comparer = (await openPage(world.browser, 'about:blank')).page
}, 300_000) // with a build of the screens before it, on a busy machine
afterAll(() => world?.stop())

const own = (indicator: string): SeriesName => seriesName(indicator, world.catalogue.deployment.subject)

/** One panel of the hardware, with what it shows drawn. */
async function openPanel(search: string, ready: string, { wall = 'main', size = TILE }: { wall?: string; size?: { width: number; height: number } } = {}): Promise<{ page: Page; close(): Promise<void> }> {
  const opened = await openPage(world.browser, `${world.server.url}/wall/${wall}?${search}`, size)
  await opened.page.locator(`main.wall[data-connection="live"] ${ready}`).first().waitFor({ state: 'attached', timeout: 60_000 })
  await waitUntil('no place waits for its panel', async () => (await opened.page.locator('.panel-wait').count()) === 0)
  await opened.page.evaluate('document.fonts.ready.then(() => undefined)')
  return opened
}

/** Plays the beats one after another, looks all the time, and tells what is neither a figure or line with news, nor an age, nor the clock. */
async function watchBeats(page: Page, beats: readonly ReadonlyMap<SeriesName, number>[]): Promise<string[]> {
  await world.publish(beats[0] ?? new Map())
  await drawn(page, beats[0] ?? new Map())
  const found = new Set<string>()
  let last = await look(page)
  for (const beat of beats.slice(1)) {
    await world.publish(beat)
    for (let i = 0; i < LOOKS; i += 1) {
      if (i === LOOKS - 1) await drawn(page, beat)
      const next = await look(page)
      // Every five minutes the whole wall walks 4 px: no beat's doing.
      if (next.stands === last.stands) for (const one of findUnsteady([last, next], await changedCells(comparer, last.picture, next.picture), new Set(beat.keys()))) found.add(one)
      last = next
    }
  }
  return [...found]
}

const drawn = (page: Page, beat: ReadonlyMap<SeriesName, number>) =>
  waitUntil('the beat is drawn', async () => {
    for (const [series, value] of beat) if ((await page.locator(`main.wall [data-series="${series}"][data-value="${value}"]`).count()) === 0) return false
    return true
  }, { everyMs: 20 })

it.each([
  ['four figures', 'scene=overview&column=1&row=1', '[data-panel="on-time"] [data-value]', () => [
    new Map([[own(ON_TIME), 98.6], [own('tthc.dossiers-pending-overdue'), 9]]),
    new Map([[own(ON_TIME), 100], [own('tthc.dossiers-pending-overdue'), 10]]),
  ]],
  ['the map', 'scene=overview&column=2&row=1', '[data-panel="map"] .lm-label', () => [
    new Map([[seriesName(ON_TIME, communes[0] ?? ''), 9.9]]),
    new Map([[seriesName(ON_TIME, communes[0] ?? ''), 10.1]]),
  ]],
  ['a figure with its course', 'scene=street&column=2&row=1', '[data-panel="course"] [data-value]', () => [
    new Map([[own(ON_TIME), 98.7]]),
    new Map([[own(ON_TIME), 100]]),
    new Map([[own(ON_TIME), 99.9]]),
  ]],
] as const)('moves nothing but what has news, a digit more or less: %s', async (_, search, ready, beats) => {
  const { page, close } = await openPanel(search, ready)
  // Beats that are far apart on a busy machine are underlined once, as they should be; here it is what stands beside them that counts.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  expect(await watchBeats(page, beats())).toEqual([])
  await close()
})

it('sees a neighbour that a figure pushes aside', async () => {
  const { page, close } = await openPanel('scene=street&column=2&row=1', '[data-panel="course"] [data-value]')
  await page.addStyleTag({ content: '.trend-now > .num { min-width: 0 !important; }' })
  const found = await watchBeats(page, [new Map([[own(ON_TIME), 98.5]]), new Map([[own(ON_TIME), 100]])])
  expect(found).toContain('moved: "mục tiêu 98%" in course')
  await close()
})

it('stretches nothing on an LED wall of 6656 x 1792, keeps all in sight, and large enough for its pitch', async () => {
  const { page, close } = await openPanel('scene=overview', '[data-panel="map"] .lm-label', { wall: 'led', size: LED.screen ?? TILE })
  expect(await page.evaluate(findStretched)).toEqual([])
  const { scale, panels, outside } = await page.evaluate(readPlaces)
  expect({ scale, outside }).toEqual({ scale: 0.8, outside: [] })
  expect(panels).toBeGreaterThan(10)
  // The page's pixels are the wall's; the scene's are what its type is measured in.
  const seen = findFaults(await scanWall(page), { ...LED, scale: 1 }).filter(({ kind }) => kind === 'small')
  expect(seen).toEqual([])
  await page.addStyleTag({ content: '[data-panel="spread"] svg { transform: scaleX(1.1); } [data-panel="on-time"] { left: 6700px !important; }' })
  expect((await page.evaluate(findStretched)).length).toBeGreaterThan(0)
  expect((await page.evaluate(readPlaces)).outside).toEqual(['on-time'])
  await close()
})

it.each([[4, 1, 'a'], [5, 2, 'b'], [6, 2, 'e'], [1, 1, undefined]] as const)('draws in the window at column %i, row %i of a 9 x 3 wall its own tile in true size, or background', async (column, row, tile) => {
  const { page, close } = await openPanel(`scene=overview&column=${column}&row=${row}`, tile === undefined ? '' : `.tile[data-tile="${tile}"]`, { wall: 'big' })
  expect(await page.evaluate<string[]>('[...document.querySelectorAll(".tile")].map((one) => one.dataset.tile)')).toEqual(tile === undefined ? [] : [tile])
  expect((await page.evaluate(readPlaces)).scale).toBe(1)
  expect(await page.evaluate(findStretched)).toEqual([])
  await close()
})
