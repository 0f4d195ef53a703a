import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { LiveAnswer } from '#contract'
import { waitUntil } from '../support/wait-until.ts'
import { openPage } from './open-page.ts'
import { type PlayedWorld, startPlayedWorld } from './played-world.ts'

let world: PlayedWorld
beforeAll(async () => {
  world = await startPlayedWorld()
}, 120_000)
afterAll(() => world?.stop())

it('leads from a figure of the province to the bytes received in three taps', async () => {
  const { page, problems } = await openPage(world.browser, `${world.server.url}/wall/main?scene=overview`, { width: 3840, height: 2160 })
  const rolledUp = await waitUntil('a rolled-up figure is drawn', async () => {
    const { values } = LiveAnswer.parse(await (await fetch(`${world.server.url}/api/v1/live?feeds=tthc,dvc,egov,feedback`)).json())
    for (const { series } of values.filter(({ source, value }) => source.startsWith('derive') && value !== undefined)) {
      const drawn = page.locator(`.wall [data-series="${series}"][data-value]`).first()
      if ((await drawn.count()) > 0 && (await drawn.isVisible())) return drawn
    }
    return false
  }, { withinMs: 90_000, everyMs: 200 })
  await rolledUp.click()
  const part = page.locator('.drawer .input-link').first()
  await part.click()
  await page.getByRole('button', { name: 'Xem nguyên văn' }).first().click()
  const raw = page.locator('.drawer pre[data-raw]')
  await raw.waitFor()
  expect(await page.locator('.drawer [data-hash]').getAttribute('data-hash')).toBe('same')
  const value = await page.locator('.drawer .big-figure').getAttribute('data-value')
  expect(await raw.textContent()).toContain(value)
  expect(problems).toEqual([])
})

it('leads from a figure to what its indicator means and is everywhere, and to both as files', async () => {
  const { page, problems } = await openPage(world.browser, `${world.server.url}/figure/tthc.on-time-rate%40tn2025`, { width: 1366, height: 1024 })
  await page.locator('.figure-links').getByRole('link', { name: 'Trang chỉ số' }).click()
  await page.locator('section[data-connection="live"] .places [data-value]').first().waitFor()
  expect(await page.locator('.definition:not(.used-in)').innerText()).toContain('QĐ 766/QĐ-TTg')
  expect(await page.locator('.places-count').innerText()).toMatch(/Có số: \d+\/96 nơi/)
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Xuất Số hiện nay ở các nơi ra CSV' }).click()])
  expect(file.suggestedFilename()).toBe('so-lieu_tthc.on-time-rate.csv')
  const lines = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n')
  expect(lines).toHaveLength(1 + 97)
  expect(lines.filter((line) => line.includes(';minh họa;')).length).toBeGreaterThan(50)
  expect(problems).toEqual([])
})
