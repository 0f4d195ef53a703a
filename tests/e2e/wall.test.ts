import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Catalogue, LiveAnswer, Scene, Wall } from '#contract'
import { waitUntil } from '../support/wait-until.ts'
import { type Drawn, findNakedFigures, findTextFaults, readFiguresInPanels, readWall, scrollSurplus } from './in-page.ts'
import { openPage, type OpenedPage } from './open-page.ts'
import { ABSENT, type PlayedWorld, startPlayedWorld } from './played-world.ts'

/** 40 px on the glass is what one reads at 4 m. */
const LEAST_PX = 40
const ROUNDS = 3

let world: PlayedWorld
beforeAll(async () => {
  world = await startPlayedWorld()
})
afterAll(() => world?.stop())

describe.each([
  { wall: 'main', width: 5760, height: 2160, layout: '3x2', atLeast: 101 },
  { wall: 'main', width: 3840, height: 2160, layout: '2x2', atLeast: 20 },
  { wall: 'main', width: 1920, height: 1080, layout: '1x1', atLeast: 0 }, // a tile's turn may be that of the sources, which draws no figure
  { wall: 'street', width: 5760, height: 2160, layout: '3x2', atLeast: 101 },
])('the wall $wall at $width x $height', ({ wall: id, width, height, layout, atLeast }) => {
  let opened: OpenedPage
  let page: Page
  let live: string
  beforeAll(async () => {
    live = await liveOf(id)
    opened = await openPage(world.browser, `${world.server.url}/wall/${id}?scene=${await sceneOf(id)}`, { width, height })
    page = opened.page
    await page.locator(`main.wall[data-layout="${layout}"][data-connection="live"]`).waitFor()
    await waitUntil('its numbers are live', async () => {
      const { drawn } = await page.evaluate(readWall)
      // The map names a commune that never reported, and is right to.
      const waiting = drawn.filter(({ series, freshness, panel }) => freshness !== 'live' && !ABSENT.test(series) && !(freshness === 'never' && panel === 'map'))
      if (drawn.length >= atLeast && waiting.length === 0) return true
      throw new Error(`${drawn.length} drawn, not live: ${JSON.stringify(waiting.slice(0, 5))}`)
    }, { withinMs: 60_000, everyMs: 250 })
  })
  afterAll(() => opened?.close())

  it('shows in every figure what the server says at the same cursor', async () => {
    let last = ''
    for (let round = 0; round < ROUNDS; round += 1) {
      const { wall, answer } = await readBoth(page, live, last)
      last = wall.cursor ?? ''
      const said = saidBy(answer)
      expect(wall.drawn.filter((drawn) => !isSaid(drawn, said))).toEqual([])
      expect(wall.drawn.length).toBeGreaterThanOrEqual(atLeast)
    }
  })

  it('draws no figure without saying what it is', async () => {
    expect(await page.evaluate(findNakedFigures)).toEqual([])
  })

  it('says "Minh họa" in the panel of each simulated figure, and of no real one', async () => {
    const catalogue = Catalogue.parse(await (await fetch(`${world.server.url}/api/v1/catalogue`)).json())
    const answer = LiveAnswer.parse(await (await fetch(`${world.server.url}${live}`)).json())
    const origins = new Map(catalogue.sources.map((source): [string, string] => [source.id, source.origin]))
    const told = new Set(answer.values.map(({ series }): string => series))
    const simulated = new Set(answer.values.filter(({ source }) => origins.get(source) !== 'real').map((value): string => value.series))
    const drawn = await page.evaluate(readFiguresInPanels)
    const wrong = drawn.filter(({ series }) => told.has(series)).filter(({ series, panel }) => simulated.has(series) !== panel.includes('Minh họa'))
    expect(wrong).toEqual([])
    if (layout === '3x2') expect(new Set(drawn.map(({ series }) => simulated.has(series))).size).toBe(2)
  })

  it('fills its window without a scrollbar, in letters that can be read and are not cut off', async () => {
    expect(await page.evaluate(scrollSurplus)).toEqual({ x: 0, y: 0 })
    expect(await page.evaluate(findTextFaults, { leastPx: LEAST_PX })).toEqual([])
  })

  it('has no error on its console', () => {
    expect(opened.problems).toEqual([])
  })
})

/** Where the server says what this wall watches. */
async function liveOf(wall: string): Promise<string> {
  return `/api/v1/live?feeds=${Scene.parse(await read(`/api/v1/scenes/${await sceneOf(wall)}`)).feeds.join(',')}`
}

const sceneOf = async (wall: string): Promise<string> => Wall.parse(await read(`/api/v1/walls/${wall}`)).scene

const read = async (path: string): Promise<unknown> => (await fetch(`${world.server.url}${path}`)).json()

/** The wall and the server's answer at one cursor, other than `last`; what only the passing of time changed is looked at again. */
function readBoth(page: Page, live: string, last: string): Promise<{ wall: ReturnType<typeof readWall>; answer: LiveAnswer }> {
  return waitUntil('wall and server stand at one cursor', async () => {
    const wall = await page.evaluate(readWall)
    if (wall.cursor === null || wall.cursor === last) return undefined
    const answer = LiveAnswer.parse(await page.evaluate(async (url) => (await fetch(url)).json(), live))
    if (answer.cursor !== wall.cursor || answer.epoch !== wall.epoch) return undefined
    const again = await page.evaluate(readWall)
    return freshnessOf(again.drawn) === freshnessOf(wall.drawn) && { wall, answer }
  }, { withinMs: 45_000 })
}

const freshnessOf = (drawn: Drawn[]): string => JSON.stringify(drawn.map(({ series, freshness }) => [series, freshness]))

const shown = ({ series, value, at, freshness }: Pick<Drawn, 'series' | 'value' | 'at' | 'freshness'>): string => JSON.stringify([series, value, at, freshness])

/** Of what never reported the server says nothing at all. */
const isSaid = (drawn: Drawn, said: Map<string, string>): boolean =>
  (said.get(drawn.series) ?? shown({ series: drawn.series, value: null, at: null, freshness: 'never' })) === shown(drawn)

const saidBy = ({ values }: LiveAnswer): Map<string, string> =>
  new Map(values.map(({ series, value, at, freshness }) => [series, shown({ series, value: value === undefined ? null : String(value), at: at === undefined ? null : new Date(at).toISOString(), freshness })]))
