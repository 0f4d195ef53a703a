import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPage } from './open-page.ts'
import { type PlayedWorld, startPlayedWorld } from './played-world.ts'

let world: PlayedWorld
beforeAll(async () => {
  world = await startPlayedWorld()
})
afterAll(() => world?.stop())

it('logs a part of the demonstration in with one click, says who sits here, and out again', async () => {
  const { page, problems, close } = await openPage(world.browser, `${world.server.url}/login?next=/`, { width: 1366, height: 1024 })
  await page.locator('[data-account="lead"]').click()
  await page.locator('.signed-in[data-viewer="account"]').waitFor()
  expect(await page.locator('.signed-in').innerText()).toMatch(/lead\s+Trưởng ca/)
  await page.locator('dl[data-connection="live"]').waitFor()
  await page.getByRole('button', { name: 'Đăng xuất' }).click()
  await page.locator('.login').waitFor()
  const viewer = await page.evaluate(async () => ((await (await fetch('/api/v1/session')).json()) as { viewer: { kind: string } }).viewer.kind) // our own answer
  expect(viewer).toBe('local')
  expect(problems).toEqual([])
  await close()
})
