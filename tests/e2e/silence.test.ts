import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { waitUntil } from '../support/wait-until.ts'
import { readWall } from './in-page.ts'
import { openPage } from './open-page.ts'
import { ABSENT, type PlayedWorld, startPlayedWorld } from './played-world.ts'

/** every 2s grace 1s: live for 3 s, then 1 s as promised, then what a busy machine takes. */
const RULE_MS = 3_000
const PROMISED_MS = 1_000
const SLACK_MS = 5_000
const STAYS_MS = 2_000
const MINUTE = 60_000

let world: PlayedWorld
beforeAll(async () => {
  world = await startPlayedWorld({ hasty: true })
  await world.control({ communesMissing: 0 })
})
afterAll(() => world?.stop())

it('lets every number of a silent department leave live by its rule, also where the browser clock is ten minutes wrong', async () => {
  const opened = await Promise.all([0, 10 * MINUTE, -10 * MINUTE].map((clockOffMs) => openPage(world.browser, `${world.server.url}/wall/street`, { clockOffMs })))
  const pages = opened.map(({ page }) => page)
  expect(await clocksOff(pages)).toEqual([0, 10, -10])
  await Promise.all(pages.map((page) => waitUntil('every number of both departments is live', async () => {
    const { tthc, dc } = await freshness(page)
    const waiting = [...tthc, ...dc].filter((one) => one !== 'live')
    if (tthc.length > 100 && dc.length >= 3 && waiting.length === 0) return true
    throw new Error(`${tthc.length} and ${dc.length} drawn, not live: ${waiting.length}`)
  }, { withinMs: 60_000, everyMs: 100 })))

  await world.control({ departments: { tthc: { fault: 'silent' } } })
  const left = await Promise.all(pages.map((page) => {
    let since: { newestAt: number; at: number } | undefined
    return waitUntil('no number of the silent one is live, and none comes any more', async () => {
      const { tthc, newestAt } = await freshness(page)
      if (tthc.includes('live')) since = undefined
      else if (since?.newestAt !== newestAt) since = { newestAt, at: Date.now() }
      // An answer that was under way may still come: only what stays so counts, from when it began.
      return since !== undefined && Date.now() - since.at > STAYS_MS && { newestAt, after: since.at - newestAt, tthc }
    }, { everyMs: 100 })
  }))
  for (const { after, tthc } of left) {
    expect(tthc.length).toBeGreaterThan(100)
    expect(after).toBeGreaterThan(RULE_MS)
    expect(after).toBeLessThan(RULE_MS + PROMISED_MS + SLACK_MS)
  }
  for (const page of pages) {
    const { tthc, dc } = await freshness(page)
    expect(tthc.filter((one) => one === 'live')).toEqual([])
    expect(dc.filter((one) => one !== 'live')).toEqual([])
  }
  expect(opened.flatMap(({ problems }) => problems)).toEqual([])
})

it('shows the agency what an answer lost: before and after, and at a tap of the point the pass with its bytes', async () => {
  await world.control({ departments: { tthc: { fault: 'none' } } })
  const learnt = async () => ((await (await fetch(`${world.server.url}/api/v1/sources/tthc/quarantine`)).json()) as { learnt: number }).learnt // our own answer
  await waitUntil('its answers are known', async () => (await learnt()) >= 3, { withinMs: 60_000, everyMs: 200 })
  await world.control({ departments: { tthc: { fault: 'renamed-field' } } })
  const { page, problems, close } = await openPage(world.browser, `${world.server.url}/login?next=${encodeURIComponent('/agency?part=quality')}`, { width: 1366, height: 1024 })
  await page.locator('[data-account="admin"]').click()
  const held = page.locator('.held [data-rule="renamed-field"]')
  await held.waitFor({ timeout: 60_000 })
  expect(await held.innerText()).toMatch(/Trường \/\S+ trước nay có trong [^]*Có thể đã đổi tên[^]*Trước\s+\/\S+ = \S+[^]*Nay\s+\/\S+ = \S+/)
  const point = page.locator('[data-row="tthc"] .lost-point[data-check="fields"]')
  await point.waitFor({ timeout: 60_000 })
  await point.click()
  const lost = page.locator('[data-lost="fields"]')
  await lost.locator('[data-rule="renamed-field"]').first().waitFor({ timeout: 60_000 })
  expect(await lost.innerText()).toMatch(/Nay\s+\/\S+ = \S+/)
  const bytes = await page.request.get(new URL((await lost.getByRole('link', { name: /Bản gốc 1/ }).first().getAttribute('href')) ?? '', world.server.url).href)
  expect([bytes.status(), (await bytes.text()).includes('{')]).toEqual([200, true])
  expect(problems).toEqual([])
  await close()
})

/** Minutes between each browser's clock and ours. */
const clocksOff = (pages: Page[]): Promise<number[]> =>
  Promise.all(pages.map(async (page) => Math.round((await page.evaluate(() => new Date().getTime()) - Date.now()) / MINUTE) + 0))

async function freshness(page: Page): Promise<{ tthc: (string | null)[]; dc: (string | null)[]; newestAt: number }> {
  const { drawn } = await page.evaluate(readWall)
  const of = (prefix: string) => drawn.filter(({ series }) => series.startsWith(prefix) && !ABSENT.test(series))
  return {
    tthc: of('tthc.').map((one) => one.freshness),
    dc: of('dc.').map((one) => one.freshness),
    newestAt: Math.max(0, ...of('tthc.').map(({ at }) => (at === null ? 0 : Date.parse(at)))),
  }
}
