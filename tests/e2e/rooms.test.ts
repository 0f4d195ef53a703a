import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeBatch, postReadings } from '../load/pusher.ts'
import { waitUntil } from '../support/wait-until.ts'
import { accessSuite, enter } from './access-suite.ts'
import { findTextFaults, readWall } from './in-page.ts'
import { visitAgain } from './leaks.ts'
import { openPage } from './open-page.ts'
import { type PlayedWorld, startPlayedWorld } from './played-world.ts'

const BENCH_PANELS = 24
const CASES = ['good', 'late', 'stale', 'lost', 'never', 'empty', 'crowded']

let world: PlayedWorld
beforeAll(async () => {
  world = await startPlayedWorld()
})
afterAll(() => world?.stop())

it.each([['Tường (nền tối)', 40], ['Bàn (nền sáng)', 0]] as const)('draws every case of every widget in the gallery: %s', async (theme, leastPx) => {
  const { page, problems, close } = await openPage(world.browser, `${world.server.url}/gallery`)
  await page.getByRole('button', { name: theme }).click()
  await page.locator(`button[aria-pressed="true"]:has-text("${theme}")`).waitFor()
  const cases = page.locator('figure[data-kind]')
  const kinds = page.locator('main.gallery > section')
  expect(await kinds.count()).toBeGreaterThanOrEqual(10)
  for (const kind of await kinds.all()) expect(await kind.locator('figure').count()).toBeGreaterThan(0)
  for (const name of CASES) expect(await page.locator(`figure[data-case="${name}"]`).count()).toBeGreaterThan(0)
  expect(await cases.locator('[role="alert"]').count()).toBe(0)
  await waitUntil('every case has something in it', async () => (await cases.locator('.gallery-panel > *').count()) === (await cases.count()))
  // A source with a long name ends in dots where room is short; nothing else may be cut.
  const faults = await page.evaluate(findTextFaults, { leastPx, within: '.gallery-panel', isScaled: true })
  expect(faults.filter((fault) => !fault.includes('at .fresh-source'))).toEqual([])
  expect(problems).toEqual([])
  await close()
})

it('opens with three doors and the state of the system in words', async () => {
  const { page, problems, close } = await openPage(world.browser, world.server.url, { width: 1366, height: 1024 })
  await page.locator('dl[data-connection="live"]').waitFor()
  expect(await page.locator('.front-doors .door').count()).toBe(3)
  const words = await waitUntil('the sources are told', async () => {
    const text = await page.locator('.front-state').innerText()
    return /\d+ trên \d+ nguồn đúng nhịp/.test(text) && /Giá trị mới nhất\s+\d+ \S+ trước/.test(text) && text
  })
  expect(words).toContain('Trực tiếp')
  expect(words).toContain('Ghi xuống đĩa trước khi báo đã nhận')
  expect(words).not.toMatch(/undefined|NaN|\{\w+\}/)
  // Every screen has its way from here.
  await page.locator('[data-screen-row="economy"] a[href="/wall/economy"]').waitFor()
  expect(await page.locator('[data-screen-row] a[href="/print/scene/visitors"]').count()).toBe(1)
  expect(problems).toEqual([])
  await page.locator('a.door[href="/wall/main"]').click()
  await page.locator('main.wall').first().waitFor()
  await close()
})

it('moves 24 panels on the bench while readings are pushed', async () => {
  const { page, problems, close } = await openPage(world.browser, `${world.server.url}/wall/bench`, { width: 1920, height: 1080 })
  await page.locator('main.wall[data-connection="live"]').waitFor()
  let batch = 0
  const push = async (): Promise<Map<string, string>> => {
    const { body, samples } = makeBatch()
    expect((await postReadings(world.server.url, body, `bench-${(batch += 1)}`)).status).toBe(200)
    return new Map(samples.map(({ series, value }) => [series, String(value)]))
  }
  for (let round = 0; round < 3; round += 1) {
    const pushed = await push()
    const drawn = await waitUntil('every panel shows what was pushed', async () => {
      const wall = await page.evaluate(readWall)
      return wall.drawn.length === BENCH_PANELS && wall.drawn.every(({ series, value }) => pushed.get(series) === value) && wall.drawn
    })
    expect(new Set(drawn.map(({ panel }) => panel)).size).toBe(BENCH_PANELS)
  }
  expect(problems).toEqual([])
  await close()
})

accessSuite(() => world)

it('moves nothing for who asked for that, while others see a change underlined once', async () => {
  const opened = await Promise.all((['reduce', 'no-preference'] as const).map(async (reducedMotion) => {
    const one = await openPage(world.browser, `${world.server.url}/wall/bench`, { width: 1920, height: 1080 })
    await one.page.emulateMedia({ reducedMotion })
    await one.page.locator('main.wall[data-connection="live"]').waitFor()
    await one.page.evaluate(countMotions)
    return one
  }))
  let batch = 0
  const motions = await waitUntil('both pages show what was pushed twice, and one underlined it', async () => {
    const { body, samples } = makeBatch()
    await postReadings(world.server.url, body, `motion-${(batch += 1)}`)
    const pushed = new Map(samples.map(({ series, value }) => [series, String(value)]))
    const seen = await Promise.all(opened.map(({ page }) => waitUntil('it is drawn', async () => {
      const { drawn } = await page.evaluate(readWall)
      return drawn.length > 0 && drawn.every(({ series, value }) => pushed.get(series) === value)
    }).then(() => page.evaluate(() => (globalThis as unknown as { motions: number }).motions)))) // set by countMotions
    return batch > 1 && (seen[1] ?? 0) > 0 && seen
  }, { everyMs: 2_500 }) // what changes faster is not underlined
  expect(motions[0]).toBe(0)
  for (const { close } of opened) await close()
})

// Every page, fifty times: npm run soak -- leaks.
it('leaves nothing behind of the leaders’ page, left and come back to', async () => {
  const { page, close } = await enter(world, 'leader')
  expect((await visitAgain(page, ['/leader', '.figure-row .fresh'], 4)).left).toEqual([])
  await close()
})

/** Runs in the page. */
function countMotions(): void {
  const page = globalThis as unknown as { motions: number; addEventListener(kind: string, heard: () => void, capture: boolean): void } // a window, of which these tests know nothing
  page.motions = 0
  for (const kind of ['animationstart', 'transitionstart']) page.addEventListener(kind, () => (page.motions += 1), true)
}
