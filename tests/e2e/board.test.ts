import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findAccessFaults } from '../support/axe.ts'
import { openBrowser } from '../support/browser.ts'
import { readReady } from '../support/read-ready.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { waitUntil } from '../support/wait-until.ts'
import { ensureBuiltClient } from './built-client.ts'
import { openPage } from './open-page.ts'

const DESK = { width: 1366, height: 1024 }
const PHONE = { width: 390, height: 844 }
const EDIT = '/boards/board.kinh-te-quy-iv/edit'
const BOARD = '/boards/board.kinh-te-quy-iv'

let server: TestServer
let browser: Browser
const ends: (() => Promise<void>)[] = []
beforeAll(async () => {
  await ensureBuiltClient()
  server = await startTestServer({ LOG_LEVEL: 'silent', DATABASE_URL: '' })
  ends.push(server.stop)
  await waitUntil('PostgreSQL stands', async () => (await readReady(server.url, 'history')).ok, { withinMs: 120_000, everyMs: 200 })
  const opened = await openBrowser()
  ends.push(opened.close)
  browser = opened.browser
})
afterAll(async () => {
  for (const end of ends.reverse()) await end()
})

const openAs = async (name: string, at: string, size = DESK) => {
  const opened = await openPage(browser, `${server.url}/login?next=${encodeURIComponent(at)}`, size)
  await opened.page.locator(`[data-account="${name}"]`).click()
  await opened.page.waitForURL((url) => url.pathname === at)
  return opened
}
const columnOf = (page: Page) => page.getByLabel('Cột', { exact: true }).inputValue()
const saved = (page: Page) => page.locator('.save-words', { hasText: 'lưu' }).waitFor()

it('makes a board of a shipped scene, keeps each step over a reload, publishes it, and shows others that and no draft', async () => {
  const { page, problems, close } = await openAs('lead', '/boards')
  await page.getByLabel('Tên bảng').fill('Kinh tế quý IV')
  await page.getByLabel('Bắt đầu từ').selectOption('economy')
  await page.getByRole('button', { name: 'Tạo và sửa' }).click()
  await page.waitForURL((url) => url.pathname === EDIT)

  await page.locator('[data-panel-row="prices"]').click()
  await page.locator('.hit[data-hit="prices"]:focus').waitFor()
  await page.keyboard.press('Shift+ArrowLeft')
  await page.keyboard.press('ArrowRight')
  expect(await columnOf(page)).toBe('2')
  expect(await findAccessFaults(page)).toEqual([])
  // Nothing is waited for: what was done this moment is there again.
  await page.reload()
  await page.locator('[data-panel-row="prices"]').click()
  expect(await columnOf(page)).toBe('2')
  await page.keyboard.press('Control+z')
  expect(await columnOf(page)).toBe('1')
  await saved(page)

  const viewer = await openAs('leader', '/boards', PHONE)
  await viewer.page.locator('.board-list .desk-empty').waitFor()
  expect(await viewer.page.evaluate(`fetch('/api/v1/boards/board.kinh-te-quy-iv/draft').then(({ status }) => status)`)).toBe(403)

  await page.getByRole('button', { name: 'Công bố' }).click()
  await page.getByLabel('Ghi chú (có thể bỏ trống)').fill('Bản đầu')
  await page.locator('dialog button[type="submit"]').click()
  await page.waitForURL((url) => url.pathname === BOARD)
  await page.locator('.board-tile [data-panel="prices"]').waitFor()
  expect(await findAccessFaults(page)).toEqual([])

  // A step after that is a draft again: nobody else sees it.
  await page.getByRole('link', { name: 'Sửa' }).click()
  await page.locator('[data-panel-row="prices"]').click()
  await page.keyboard.press('Delete')
  await page.locator('[data-panel-row="prices"]').waitFor({ state: 'detached' })
  await saved(page)
  await viewer.page.reload()
  await viewer.page.getByRole('link', { name: 'Mở: Kinh tế quý IV' }).click()
  await viewer.page.locator('.board-panels [data-panel="prices"]').waitFor()
  expect(await viewer.page.locator('.desk-head').innerText()).toContain('Bản 1')
  expect(await viewer.page.getByRole('link', { name: 'Sửa' }).count()).toBe(0)
  expect(await findAccessFaults(viewer.page)).toEqual([])
  expect([...problems, ...viewer.problems.filter((problem) => !problem.includes('403'))]).toEqual([])
  await viewer.close()
  await close()
})
