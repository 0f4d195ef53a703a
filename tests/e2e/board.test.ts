import type { Browser, Locator, Page } from 'playwright-core'
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

interface Draft { revision: number; edits: object[]; position: number }

/** Asks this page's own server, as who is signed in here. */
const call = async <T>(page: Page, method: string, path: string, body?: object): Promise<T> => {
  const text = await page.evaluate(`fetch('/api/v1/boards${path}', { method: '${method}', headers: { 'content-type': 'application/json' }, body: ${body === undefined ? 'undefined' : JSON.stringify(JSON.stringify(body))} }).then((answer) => answer.text())`)
  return JSON.parse(String(text) || 'null') as T // our own answers
}
const draftOf = (page: Page, id: string) => call<Draft>(page, 'GET', `/${id}/draft`)
/** The words on the page say so of the step before, too: the server is asked. */
const kept = (page: Page, id: string, is: (draft: Draft) => boolean) => waitUntil('the server has it', async () => is(await draftOf(page, id)), { withinMs: 30_000, everyMs: 200 })
/** A board of the scene of the economy, and its editor. */
async function openEditor(id: string, title: string) {
  const opened = await openAs('lead', '/boards')
  await call(opened.page, 'POST', '', { id, title: { vi: title, en: title }, from: 'economy' })
  await opened.page.goto(`${server.url}/boards/${id}/edit`)
  await opened.page.locator('[data-hit="prices"]').waitFor()
  return opened
}
const middleOf = async (target: Locator) => {
  const box = await target.boundingBox()
  if (box === null) throw new Error('is not drawn')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, width: box.width, height: box.height }
}
const spotOf = async (page: Page) => Promise.all(['Cột', 'Hàng', 'Rộng, cột', 'Cao, hàng'].map(async (name) => Number(await page.getByLabel(name, { exact: true }).inputValue())))

it('moves and resizes a panel by mouse with lines where edges meet, and leaves it where it was by Escape', async () => {
  const { page, problems, close } = await openEditor('board.chuot', 'Bằng chuột')
  await page.locator('[data-panel-row="prices"]').click()
  const [column = 0, row, columns = 0, rows] = await spotOf(page)
  const face = await middleOf(page.locator('[data-hit="prices"]'))
  const step = face.width / columns
  await page.mouse.move(face.x, face.y)
  await page.mouse.down()
  await page.mouse.move(face.x + step * 2, face.y, { steps: 4 })
  await page.locator('[data-hit="prices"].is-held').waitFor()
  expect(await page.locator('.guide').count()).toBeGreaterThan(0) // its upper edge goes on in its neighbours'
  await page.mouse.up()
  expect(await page.locator('.guide').count()).toBe(0)
  const moved = Math.min(column + 2, 13 - columns)
  expect(moved).not.toBe(column)
  expect(await spotOf(page)).toEqual([moved, row, columns, rows])

  const edge = await middleOf(page.locator('.handle.x1.y0'))
  await page.mouse.move(edge.x, edge.y)
  await page.mouse.down()
  await page.mouse.move(edge.x - step * 2, edge.y, { steps: 4 })
  await page.mouse.up()
  expect(await spotOf(page)).toEqual([moved, row, columns - 2, rows])

  const again = await middleOf(page.locator('[data-hit="prices"]'))
  await page.mouse.move(again.x, again.y)
  await page.mouse.down()
  await page.mouse.move(again.x - step * 3, again.y, { steps: 4 })
  await page.keyboard.press('Escape')
  await page.mouse.up()
  expect(await spotOf(page)).toEqual([moved, row, columns - 2, rows])
  await kept(page, 'board.chuot', ({ edits }) => edits.length === 2) // the third was none
  expect(problems).toEqual([])
  await close()
})

it('brings an older version back, drops a draft, makes of a conflict a board of its own, and withdraws what was published', async () => {
  const ID = 'board.ban-cu'
  const { page, close } = await openEditor(ID, 'Bản đầu')
  const publish = async () => call(page, 'POST', `/${ID}/publish`, { revision: (await draftOf(page, ID)).revision })
  const name = page.getByLabel('Tiếng Việt', { exact: true })
  await publish()
  await name.fill('Bản sau')
  await kept(page, ID, ({ edits }) => edits.length === 1)
  await publish()
  await page.reload()
  await page.getByRole('button', { name: 'Các bản' }).click()
  await page.locator('.versions li', { hasText: 'Bản 1' }).getByRole('button', { name: 'Lấy lại làm nháp' }).click()
  await page.locator('h1', { hasText: 'Bản đầu' }).waitFor()
  await page.keyboard.press('Control+z') // the restored version is one step
  await page.locator('h1', { hasText: 'Bản sau' }).waitFor()

  // Another desk works on the same draft.
  await kept(page, ID, ({ position }) => position === 1)
  const other = await openAs('admin', `/boards/${ID}/edit`)
  await other.page.locator('[data-hit="prices"]').waitFor()
  await name.fill('Của trưởng ca')
  await kept(page, ID, ({ edits }) => JSON.stringify(edits.at(-1)).includes('Của trưởng ca'))
  await other.page.getByLabel('Tiếng Việt', { exact: true }).fill('Của quản trị')
  await other.page.getByRole('button', { name: 'Giữ bản của tôi thành bảng mới' }).click()
  await other.page.waitForURL((url) => url.pathname !== `/boards/${ID}/edit`)
  await other.page.getByRole('heading', { level: 1, name: 'Của quản trị', exact: true }).waitFor() // with its steps, not only with a name made of it
  expect((await draftOf(page, ID)).edits.at(-1)).toMatchObject({ to: { title: { vi: 'Của trưởng ca' } } })

  await page.getByRole('button', { name: 'Bỏ nháp' }).click()
  await page.getByRole('button', { name: 'Bỏ bản nháp' }).click()
  await page.waitForURL((url) => url.pathname === `/boards/${ID}`)
  expect(await draftOf(page, ID)).toMatchObject({ edits: [], base: { title: { vi: 'Bản sau' } } })
  await page.goto(`${server.url}/boards`)
  await page.getByRole('button', { name: 'Gỡ bảng: Bản sau' }).click()
  await page.locator('.board-sure').getByRole('button', { name: 'Gỡ bảng' }).click()
  await page.locator(`[data-board="${ID}"]`, { hasText: 'Chưa công bố' }).waitFor()
  const viewer = await openAs('leader', '/boards', PHONE)
  await viewer.page.locator('.board-list .card-head').waitFor()
  expect(await viewer.page.locator(`[data-board="${ID}"]`).count()).toBe(0)
  for (const opened of [viewer, other]) await opened.close()
  await close()
})

it('loses at most two seconds of work where the server and the browser are killed in the middle of it', async () => {
  const ID = 'board.mat-dien'
  const { page, close } = await openEditor(ID, 'Mất điện')
  await page.locator('[data-panel-row="prices"]').click()
  await page.locator('.hit[data-hit="prices"]:focus').waitFor()
  const doneAt: number[] = []
  for (const until = Date.now() + 3_500; Date.now() < until;) {
    await page.keyboard.press(doneAt.length % 2 === 0 ? 'ArrowUp' : 'ArrowDown')
    doneAt.push(Date.now())
  }
  const killedAt = Date.now()
  await server.kill() // -9
  await close() // with all it kept: nothing comes after it
  await server.restart()
  await waitUntil('PostgreSQL stands again', async () => (await readReady(server.url, 'history')).ok, { withinMs: 60_000, everyMs: 200 })
  const after = await openAs('admin', '/boards')
  const { edits } = await draftOf(after.page, ID)
  expect(edits.length).toBeGreaterThanOrEqual(doneAt.filter((at) => at < killedAt - 2_000).length)
  expect(doneAt.filter((at) => at < killedAt - 2_000).length).toBeGreaterThan(0)
  await after.close()
})
