import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { waitUntil } from '../support/wait-until.ts'
import { startDeafProxy } from './deaf-proxy.ts'
import { readFreshness, readWall } from './in-page.ts'
import { openPage } from './open-page.ts'
import { type PlayedWorld, startPlayedWorld } from './played-world.ts'

/** 3 s as promised, and as much again for a busy machine. */
const LOST_WITHIN_MS = 6_000
const DAY_S = 86_400

let world: PlayedWorld
beforeAll(async () => {
  world = await startPlayedWorld({ hasty: true })
})
afterAll(() => world?.stop())

it('reads over HTTP where a proxy refuses websockets, says so, and the numbers still move', async () => {
  const proxy = await startDeafProxy(world.server.url)
  const { page, close } = await openPage(world.browser, `${proxy.url}/wall/street`)
  await page.locator('main.wall[data-connection="degraded"]').waitFor({ timeout: 30_000 })
  const first = await waitUntil('numbers are drawn', async () => {
    const wall = await page.evaluate(readWall)
    return wall.drawn.length > 100 && wall
  })
  await waitUntil('numbers of both departments move', async () => {
    const { connection, drawn } = await page.evaluate(readWall)
    const moved = (prefix: string) => drawn.some(({ series, at }) => series.startsWith(prefix) && at !== first.drawn.find((one) => one.series === series)?.at)
    return connection === 'degraded' && moved('tthc.') && moved('dc.')
  })
  expect(await page.locator('.notice-calm').first().innerText()).toContain('Dự phòng')
  expect(proxy.refused()).toBeGreaterThan(0)
  await waitUntil('it asks with an ETag', () => proxy.conditional() > 0)
  await close()
  await proxy.stop()
})

it('marks every number as lost when the server is killed, keeps the values in place, and recovers by itself', async () => {
  const { page, close } = await openPage(world.browser, `${world.server.url}/wall/street`)
  await waitForLive(page)
  await page.locator('[data-panel="course"] canvas').waitFor() // its code is here: the next test is about the moment before
  await page.evaluate(() => void Object.assign(globalThis, { sameDocument: true }))

  await world.server.kill()
  const killedAt = Date.now()
  const before = await page.evaluate(readWall)
  await waitUntil('everything is lost', async () => {
    const all = await page.evaluate(readFreshness)
    const others = all.filter(([, freshness]) => freshness !== 'lost')
    if (all.length > 100 && others.length === 0) return true
    throw new Error(`${all.length} drawn, not lost: ${JSON.stringify(others.slice(0, 5))}`)
  }, { withinMs: LOST_WITHIN_MS })
  const after = await page.evaluate(readWall)
  expect(after.drawn.map(({ series, value, at }) => [series, value, at])).toEqual(before.drawn.map(({ series, value, at }) => [series, value, at]))
  expect(after.connection).toBe('lost')
  const banner = await page.locator('.notice-lost').first().innerText()
  expect(banner).toContain('Mất kết nối')
  expect(Math.abs(secondsOfDay(banner) - secondsOfDayInVietnam(killedAt))).toBeLessThan(10)

  await world.server.restart()
  await waitForLive(page)
  expect(await page.locator('.notice-lost').count()).toBe(0)
  expect(await page.evaluate(() => 'sameDocument' in globalThis)).toBe(true)
  await close()
})

const waitForLive = (page: Page): Promise<unknown> =>
  waitUntil('numbers of both departments are live', async () => {
    const { connection, drawn } = await page.evaluate(readWall)
    const live = (prefix: string) => drawn.filter(({ series, freshness }) => series.startsWith(prefix) && freshness === 'live').length
    return connection === 'live' && live('tthc.') > 50 && live('dc.') >= 3
  }, { withinMs: 60_000, everyMs: 100 })

function secondsOfDay(text: string): number {
  const [, hours, minutes, seconds] = /(\d{1,2}):(\d{2}):(\d{2})/.exec(text) ?? []
  return Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)
}

const secondsOfDayInVietnam = (at: number): number => (Math.floor(at / 1_000) + 7 * 3_600) % DAY_S
