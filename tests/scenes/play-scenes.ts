import type { Browser, Page } from 'playwright-core'
import * as z from 'zod'
import { cellsOf, LiveAnswer, Scene, scenesOf, Wall, type WallProfile } from '#contract'
import { startDeafProxy } from '../e2e/deaf-proxy.ts'
import { openPage } from '../e2e/open-page.ts'
import { waitUntil } from '../support/wait-until.ts'
import { ageValues, type SceneState, spoilAnswers } from './bad-states.ts'
import { type Coverages, type Fault, findFaults } from './find-faults.ts'
import { COVERS, GIVES_WAY, QUIET_GLYPHS, TEXT_CLASSES } from '../../client/scenes/reading-classes.ts'
import { type Scan, scanPage } from './scan-page.ts'

export interface Looked {
  scene: string
  grid: WallProfile['grid']
  state: SceneState
  /** Which of the tiles that take turns was shown. */
  turn: string | undefined
  faults: Fault[]
}

const MAP_WITHIN_MS = 10_000
const LEAST_NUMBERS = 3

interface Stage {
  browser: Browser
  /** Address of a running server. */
  url: string
  /** `in-turn`: the first scene at every profile, each of the others at one of them, for whom all pictures of ten scenes take too long; `one`: the first alone. */
  profiles?: 'all' | 'in-turn' | 'one'
  state?: SceneState
  /** Only these scenes. */
  only?: readonly string[]
  /** Called for each picture looked at. */
  looked?: (one: Looked, page: Page) => Promise<void> | void
}

/** What the page shows now. tsx names every inner function by a helper the page does not have. */
export async function scanWall(page: Page): Promise<Scan> {
  await page.evaluate('globalThis.__name ??= (named) => named')
  return page.evaluate(scanPage, { within: 'main.wall', classes: TEXT_CLASSES, quietGlyphs: QUIET_GLYPHS, givesWay: GIVES_WAY, covers: COVERS })
}

/** Plays every scene some wall plays, in every profile of the deployment or one in turn, each tile's turn included. */
export async function playScenes(stage: Stage): Promise<Looked[]> {
  if (stage.state === undefined || stage.state === 'live') return playAll(stage)
  // Where websockets are refused a page asks by HTTP, and what it is answered can be aged.
  const proxy = await startDeafProxy(stage.url)
  try {
    return await playAll({ ...stage, url: proxy.url })
  } finally {
    await proxy.stop()
  }
}

async function playAll({ browser, url, profiles: which = 'all', state = 'live', only = [], looked }: Stage): Promise<Looked[]> {
  const read = async <T>(path: string, schema: z.ZodType<T>): Promise<T> => schema.parse(await (await fetch(new URL(path, url))).json())
  const [scenes, walls] = await Promise.all([read('/api/v1/scenes', z.array(Scene)), read('/api/v1/walls', z.array(Wall))])
  const profiles = [...new Map(walls.flatMap(({ profile }) => (profile === undefined ? [] : [[JSON.stringify(profile), profile] as const]))).values()]
  if (profiles.length === 0) throw new Error('no wall of the deployment has a profile: nothing says from where it is read')
  const all: Looked[] = []
  for (const [index, scene] of byWall(scenes, walls).entries()) {
    if (only.length > 0 && !only.includes(scene.id)) continue
    const wall = walls.find((one) => scenesOf(one).includes(scene.id))
    if (wall === undefined) throw new Error(`scene ${scene.id} is played on no wall: nobody can look at it`)
    let line: { cut(): void } | undefined
    const { page, close } = await openPage(browser, new URL(`/wall/${wall.id}?scene=${scene.id}`, url).href, { ...sizeOf(profiles[0]), ...(state !== 'live' && { before: async (opened) => (line = await spoilAnswers(opened, state)) }) })
    // A server that has just begun knows nothing yet; by the second scene it knows what it will know.
    await waitForNumbers(page, { known: state === 'live' && index === 0 ? LEAST_NUMBERS : await countKnown(url, scene, state), connection: state === 'live' ? 'live' : 'degraded' })
    if (state === 'lost') {
      line?.cut()
      await page.locator('main.wall[data-connection="lost"]').waitFor({ timeout: 60_000 })
    }
    for (const profile of which === 'one' ? profiles.slice(0, 1) : which === 'all' || index === 0 ? profiles : profiles.filter((_, turn) => turn === index % profiles.length)) {
      await page.setViewportSize(sizeOf(profile))
      for (const turn of turnsOf(scene, profile.grid)) {
        await showTurn(page, profile, turn)
        const coverages = await readCoverages(url, scene, state)
        const one = { scene: scene.id, grid: profile.grid, state, turn, faults: findFaults(await scanIn(page, CONNECTION[state]), profile, coverages) }
        all.push(one)
        await looked?.(one, page)
      }
    }
    await close()
  }
  return all
}

/** How a page in such a state is connected: without websockets it asks by HTTP. */
const CONNECTION: Readonly<Record<SceneState, string>> = { live: 'live', late: 'degraded', lost: 'lost' }

/** The picture of a wall that was connected in this way before and after it was taken: a busy machine loses a line for a moment. */
const scanIn = (page: Page, connection: string): Promise<Scan> => waitUntil(`a picture of a wall whose line is ${connection}`, async () => {
  const wall = page.locator('main.wall')
  await page.locator(`main.wall[data-connection="${connection}"]`).waitFor({ timeout: 60_000 })
  const scan = await scanWall(page)
  return (await wall.getAttribute('data-connection')) === connection && scan
})

/** In the order of `walls.yaml`: what plays on the first wall comes first. */
const byWall = (scenes: readonly Scene[], walls: readonly Wall[]): Scene[] => {
  const placeOf = (id: string) => (walls.findIndex(({ scene }) => scene === id) + walls.length + 1) % (walls.length + 1)
  return scenes.toSorted((a, b) => placeOf(a.id) - placeOf(b.id))
}

export const sizeOf = (profile: WallProfile | undefined): { width: number; height: number } => {
  if (profile?.screen !== undefined) return profile.screen
  const [columns = 1, rows = 1] = (profile?.grid ?? '1x1').split('x').map(Number)
  return { width: columns * (profile?.tile.width ?? 1_920), height: rows * (profile?.tile.height ?? 1_080) }
}

/** Each tile that takes turns on such a wall; one picture where none does. */
export function turnsOf(scene: Scene, grid: WallProfile['grid']): (string | undefined)[] {
  const turns = grid === '1x1' ? scene.turns : cellsOf(scene.layouts[grid] ?? []).flatMap(({ names }) => (names.length > 1 ? names : []))
  return turns.length === 0 ? [undefined] : turns
}

/** Without a reload: the page follows its own address. */
async function showTurn(page: Page, { grid }: WallProfile, turn: string | undefined): Promise<void> {
  await page.evaluate(`history.replaceState(null, '', ${JSON.stringify(turn === undefined ? '?' : `?turn=${turn}`)})`)
  const tile = turn === undefined ? '' : ` .tile[data-tile="${turn}"]`
  await page.locator(`main.wall[data-layout="${grid}"]${tile}`).first().waitFor()
  await waitForStill(page)
}

/** No panel waits for its code, no tile is in the middle of a turn, letters are there, and what was measured has found its size and place: a row below its list is out of sight, and so is its age. */
async function waitForStill(page: Page): Promise<void> {
  let last = ''
  await waitUntil('the wall stands still', async () => {
    const now = await page.evaluate<string>(`(async () => {
      // What is measured is told between two frames, which a busy machine is slow to draw.
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
      const busy = document.querySelectorAll('.panel-wait, .turn-out').length > 0 || document.fonts.status !== 'loaded'
        || [...document.querySelectorAll('.turn')].some((turn) => turn.getAnimations().length > 0)
      return busy ? '' : String([...document.querySelectorAll('main.wall *')].map((one) => one.getBoundingClientRect()).reduce((sum, { left, top, width, height }) => sum + left + 2 * top + width + height, 0))
    })()`)
    const isStill = now !== '' && now === last
    last = now
    return isStill
  }, { everyMs: 60 })
}

/** A scene of tables that persons hand in knows no number where nobody did. */
async function waitForNumbers(page: Page, { known, connection }: { known: number; connection: string }): Promise<void> {
  await page.locator(`main.wall[data-connection="${connection}"]`).waitFor({ timeout: 60_000 })
  await page.locator('main.wall [data-panel] .p, main.wall [data-panel] .lmap').first().waitFor({ timeout: 60_000 })
  await waitUntil('numbers are drawn', () => page.evaluate<boolean>(`document.querySelectorAll('main.wall [data-series][data-value]').length >= ${Math.min(LEAST_NUMBERS, known)}`), { withinMs: 60_000 })
  // The map's code and its shapes come after the numbers; without them the panel is told to be broken.
  await page.locator('.lmap-room > .p-empty, .pmap-room > .p-empty').first().waitFor({ state: 'detached', timeout: MAP_WITHIN_MS }).catch(() => undefined)
}

/** How many of the figures the scene names one by one the server has a value of. */
async function countKnown(url: string, scene: Scene, state: SceneState): Promise<number> {
  const named = new Set<string>(scene.panels.flatMap(({ query }) => (query !== undefined && 'series' in query ? query.series : [])))
  return (await readValues(url, scene, state)).filter(({ series, value }) => named.has(series) && value !== undefined).length
}

async function readValues(url: string, { feeds }: Scene, state: SceneState): Promise<LiveAnswer['values']> {
  const { values, at } = LiveAnswer.parse(await (await fetch(new URL(`/api/v1/live?feeds=${feeds.join(',')}`, url))).json())
  return state === 'late' ? ageValues(values, Date.parse(at)) : values
}

async function readCoverages(url: string, scene: Scene, state: SceneState): Promise<Coverages> {
  const values = await readValues(url, scene, state)
  return new Map(values.flatMap(({ series, coverage }) => (coverage === undefined ? [] : [[series, coverage] as const])))
}
