import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type WallProfile, WallProfile as Profile } from '#contract'
import { type Fault, findFaults } from '../scenes/find-faults.ts'
import { type Looked, playScenes, scanWall, sizeOf } from '../scenes/play-scenes.ts'
import { openPage } from './open-page.ts'
import { type PlayedWorld, startPlayedWorld } from './played-world.ts'

const WALL: WallProfile = Profile.parse({ grid: '3x2', tile: { width: 1920, height: 1080, pitchMm: 0.634 } })

let world: PlayedWorld
beforeAll(async () => {
  world = await startPlayedWorld()
})
afterAll(() => world?.stop())

it('can be read: the main wall’s scene at every profile and each other at one of them, each turn of a single screen', async () => {
  const all = await playScenes({ browser: world.browser, url: world.server.url, profiles: 'in-turn' })
  expect(new Set(all.map(({ grid }) => grid))).toEqual(new Set(['3x2', '2x2', '1x1']))
  expect(all.filter(({ scene, grid }) => scene === 'overview' && grid === '1x1').map(({ turn }) => turn)).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(all.flatMap(tellFaults)).toEqual([])
})

it.each(['late', 'lost'] as const)('can be read while figures are %s: the main wall’s scene', async (state) => {
  const all = await playScenes({ browser: world.browser, url: world.server.url, profiles: 'one', only: ['overview'], state })
  expect(all.map(({ scene, grid }) => [scene, grid])).toEqual([['overview', '3x2']])
  expect(all.flatMap(tellFaults)).toEqual([])
})

const tellFaults = ({ scene, grid, turn, faults }: Looked): string[] => faults.map(({ kind, panel, what }) => `${scene} ${grid} ${turn ?? ''}: ${kind} in ${panel}: ${what}`)

describe('a planted fault', () => {
  let page: Page
  let close: () => Promise<void>
  let before: Fault[]
  beforeAll(async () => {
    ;({ page, close } = await openPage(world.browser, `${world.server.url}/wall/main?scene=overview`, sizeOf(WALL)))
    await page.locator('main.wall[data-connection="live"] [data-panel="on-time"] [data-series]').waitFor()
    await page.locator('[data-panel="spread"] circle').first().waitFor()
    before = await look()
  })
  afterAll(() => close())

  const look = async (): Promise<Fault[]> => findFaults(await scanWall(page), WALL)

  it.each([
    ['a small label', 'small', '[data-panel="on-time"] h3 { font-size: 40px !important; }'],
    ['a value one cannot read at 8 m', 'small', '[data-panel="on-time"] .num { font-size: 60px !important; }'],
    ['a status shape one cannot see at 8 m', 'small', '[data-panel="domains"] .dmeta .glyph { width: 44px !important; height: 44px !important; }'],
    ['texts over one another', 'overlap', '[data-panel="on-time"] .km { margin-bottom: -60px !important; }'],
    ['marks cut off above', 'cut', '[data-panel="domains"] h3 { overflow: hidden; line-height: 44px !important; height: 36px; }'],
    ['lines too close for marks', 'marks', '[data-panel="domains"] h2 { line-height: 1 !important; }'],
    ['a title on an upright seam', 'seam', '[data-panel="on-time"] h3 { position: fixed; left: 1800px; }'],
    ['a title on a level seam', 'seam', '[data-panel="map"] h2 { position: fixed; top: 834px; }'],
    ['a figure without its age', 'age', '[data-panel="on-time"] .fresh { display: none; }'],
    ['a figure without its source', 'age', '[data-panel="on-time"] .fresh-source { display: none; }'],
  ] as const)('is seen: %s', async (_, kind, css) => {
    const style = await page.addStyleTag({ content: css })
    const found = await look()
    await style.evaluate((element: { remove?(): void }) => element.remove?.())
    const known = new Set(before.map(({ kind: one, panel }) => `${one} ${panel}`))
    expect(found.filter((fault) => fault.kind === kind && !known.has(`${kind} ${fault.panel}`)).length, JSON.stringify(found.slice(0, 5))).toBeGreaterThan(0)
  })

  it('is seen: a number that belongs to no series, in a panel full of good ones', async () => {
    const naked = await page.locator('[data-panel="on-time"] .kv').evaluateHandle((row: { insertAdjacentHTML(where: string, html: string): void; lastElementChild: { remove(): void } }) => {
      row.insertAdjacentHTML('beforeend', '<span style="font-size: 84px">1.234,5</span>')
      return row.lastElementChild
    })
    const found = await look()
    await naked.evaluate((element) => element.remove())
    expect(found.filter(({ kind, what }) => kind === 'age' && what.includes('1.234,5'))).toHaveLength(1)
    expect((await look()).filter(({ what }) => what.includes('1.234,5'))).toEqual([])
  })
})
