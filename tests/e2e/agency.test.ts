import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Catalogue, LiveAnswer, LocalityMap } from '#contract'
import { openBrowser } from '../support/browser.ts'
import { copyDeployment } from '../support/copied-deployment.ts'
import { readReady } from '../support/read-ready.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { waitUntil } from '../support/wait-until.ts'
import { ensureBuiltClient, ROOT } from './built-client.ts'
import { findTextFaults, scrollSurplus } from './in-page.ts'
import { openPage } from './open-page.ts'

/** A province into which the digital-transformation index comes as a sheet, with a database to keep what waits. */
const DTI = 'id: dti\nsystem: dti\norigin: simulated\nonly: demo\n'
const DESK = { width: 1366, height: 1024 }
const PHONE = { width: 390, height: 844 }
/** 14 figures, 4 faulty cells. */
const FILE = path.join(ROOT, 'fixtures/systems/dti/bad-row/answer.csv')

let server: TestServer
let browser: Browser
const ends: (() => Promise<void>)[] = []
beforeAll(async () => {
  await ensureBuiltClient()
  const deployment = await copyDeployment()
  ends.push(deployment.remove)
  await deployment.write('sources/dti.yaml', DTI)
  server = await startTestServer({ LOG_LEVEL: 'silent', DATABASE_URL: '', IOC_DEPLOYMENT: deployment.dir })
  ends.push(server.stop)
  await waitUntil('PostgreSQL stands', async () => (await readReady(server.url, 'history')).ok, { withinMs: 120_000, everyMs: 200 })
  const opened = await openBrowser()
  ends.push(opened.close)
  browser = opened.browser
})
afterAll(async () => {
  for (const end of ends.reverse()) await end()
})

const logIn = async (page: Page, name: string) => page.locator(`[data-account="${name}"]`).click()
const openAs = async (name: string, at: string, size: typeof DESK) => {
  const opened = await openPage(browser, `${server.url}/login?next=${encodeURIComponent(at)}`, size)
  await logIn(opened.page, name)
  await opened.page.locator('.desk').waitFor()
  return opened
}
const liveValue = async (series: string) => {
  const { values } = (await (await fetch(`${server.url}/api/v1/live?feeds=dti,app`)).json()) as LiveAnswer // our own answer
  return values.find((one) => one.series === series)?.value
}
/** What scrolls by itself, and on a phone the heads of tables whose rows say it themselves. */
const SCROLLS = /at \.(?:scroll-x|issues|:)/
/** Nothing is cut off or too small, and nothing hangs out at the right. */
const expectNeat = async (page: Page) => {
  expect((await page.evaluate(findTextFaults, { leastPx: 12, within: '.desk-main' })).filter((fault) => !SCROLLS.test(fault))).toEqual([])
  expect((await page.evaluate(scrollSurplus)).x).toBe(0)
}

it('leads from the front page over the login to a file looked at row by row, handed in, and approved by a second person', async () => {
  const { page, problems, close } = await openPage(browser, server.url, DESK)
  await page.locator('a.door[href="/agency"]').click()
  await page.getByRole('heading', { name: 'Cần đăng nhập bằng tên riêng' }).waitFor()
  await page.getByRole('link', { name: 'Đăng nhập' }).click()
  await logIn(page, 'agency')
  await page.getByRole('navigation').getByText('Gửi số liệu').click()
  await page.getByRole('radio', { name: /DTI/ }).check()
  await page.locator('input[type="file"]').setInputFiles({ name: 'answer.csv', mimeType: 'text/csv', buffer: await readFile(FILE) }) // as bytes: a browser without a locale opens no path with accents
  await page.locator('.preview').waitFor()
  expect(await page.locator('.preview-counts').innerText()).toMatch(/14\s+số đọc được[^]*4\s+ô lỗi/)
  expect(await page.locator('td.is-error').allInnerTexts()).toEqual(expect.arrayContaining([expect.stringMatching(/^99999[^]*Không có địa bàn với mã này/), expect.stringMatching(/^đang cập nhật[^]*chưa có số liệu/)]))
  expect(await page.locator('.figure-table tbody tr').first().innerText()).toMatch(/DTI: Nhận thức số[^]*2025[^]*chưa có[^]*82,5 điểm/)
  await expectNeat(page)
  await page.getByLabel('Ghi chú').fill('Nộp kỳ 2025')
  await page.getByRole('button', { name: 'Gửi để duyệt' }).click()
  await page.getByRole('link', { name: 'Mở bản vừa gửi' }).click()
  await page.getByText('Người gửi không được tự duyệt').waitFor()
  expect(await page.getByRole('button', { name: 'Duyệt', exact: true }).count()).toBe(0)
  expect(await liveValue('dti.total@tn2025')).toBeUndefined()

  const second = await openAs('approver', '/agency?part=waiting', PHONE)
  await second.page.locator('.submissions a').first().click()
  await second.page.getByText('Nộp kỳ 2025').waitFor()
  await second.page.locator('.preview').waitFor()
  expect(await second.page.locator('.preview-counts').innerText()).toMatch(/14\s+số đọc được/)
  await expectNeat(second.page)
  await second.page.getByRole('button', { name: 'Duyệt', exact: true }).click()
  await second.page.locator('.state-mark[data-state="approved"]').first().waitFor()
  // Untouched, the sender's page learns of it.
  await page.locator('.state-mark[data-state="approved"]', { hasText: 'đã lên màn hình' }).first().waitFor()
  await waitUntil('the figure stands on the screens', async () => (await liveValue('dti.total@tn2025')) === 729.3)
  expect([...problems, ...second.problems]).toEqual([])
  await second.close()
  await close()
})

it('takes typed figures, sends them back with a reason, and the sender reads it', async () => {
  const { page, problems, close } = await openAs('agency', '/agency?part=send', PHONE)
  await page.getByRole('radio', { name: /Ứng dụng và dịch vụ/ }).check()
  await page.getByRole('button', { name: 'Xem trước' }).click()
  await page.getByText('Xin chọn chỉ số.').waitFor()
  await page.getByLabel('Chỉ số', { exact: true }).selectOption('app.mau')
  await page.getByLabel(/Giá trị/).fill('12.5')
  await page.getByRole('button', { name: 'Xem trước' }).click()
  await page.locator('.field.is-value .field-why', { hasText: 'không phải là số viết theo kiểu 1.234,5' }).waitFor()
  await page.getByLabel(/Giá trị/).fill('21.400')
  await page.getByRole('button', { name: 'Xem trước' }).click()
  await page.locator('.figure-table', { hasText: '21.400 người' }).waitFor()
  await expectNeat(page)
  await page.getByRole('button', { name: 'Gửi để duyệt' }).click()
  await page.getByText('Đã gửi, chờ duyệt').waitFor()

  const second = await openAs('approver', '/agency?part=waiting', DESK)
  await expectNeat(second.page)
  await second.page.locator('.submissions a').first().click()
  await second.page.getByLabel('Lý do trả lại').fill('Lệch hẳn so tháng trước, xin rà lại')
  await second.page.getByRole('button', { name: 'Trả lại' }).click()
  await second.page.locator('.state-mark[data-state="refused"]').first().waitFor()
  await page.getByRole('navigation').getByText('Đã gửi').click()
  await page.getByText('Lý do: Lệch hẳn so tháng trước, xin rà lại').waitFor()
  await expectNeat(page)
  expect(await liveValue('app.mau@tn2025')).toBeUndefined()
  expect([...problems, ...second.problems]).toEqual([])
  await second.close()
  await close()
})

it('tries an official layer, says what it lacks, and draws it once it is taken', async () => {
  const { page, problems, close } = await openAs('admin', '/admin', DESK)
  await page.locator('.map-room svg path').first().waitFor()
  await page.locator('.current-map', { hasText: 'Sơ đồ minh họa, không phải địa giới hành chính chính thức' }).waitFor()
  await page.locator('input[type="file"]').setInputFiles({ name: 'ranh-gioi.geojson', mimeType: 'application/geo+json', buffer: await layer(1) })
  await page.getByText(/tệp thiếu 1 địa bàn/).waitFor()
  expect(await page.getByRole('button', { name: 'Dùng bản đồ này' }).isDisabled()).toBe(true)
  await page.locator('input[type="file"]').setInputFiles({ name: 'ranh-gioi.geojson', mimeType: 'application/geo+json', buffer: await layer(0) })
  await page.getByText('Tệp dùng được').waitFor()
  await page.getByLabel(/Nguồn của lớp/).fill('Lớp thử')
  await expectNeat(page)
  await page.getByRole('button', { name: 'Dùng bản đồ này' }).click()
  await page.getByText('Đã đổi bản đồ').waitFor()
  await page.locator('.current-map', { hasText: 'Lớp địa giới đã nhập' }).waitFor()
  expect(await page.locator('.current-map').innerText()).toContain('Lớp thử')
  expect(problems).toEqual([])
  await close()
})

/** The schematic's own shapes as a department would send them, without the last few. */
async function layer(without: number): Promise<Buffer> {
  const ask = async (at: string): Promise<unknown> => (await fetch(server.url + at)).json()
  const map = (await ask('/api/v1/map')) as LocalityMap // our own answers
  const { localities } = (await ask('/api/v1/catalogue')) as Catalogue
  const features = map.features.slice(0, map.features.length - without).map(({ properties, geometry }) => {
    const place = localities.find(({ id }) => id === properties.subject)
    return { type: 'Feature', properties: { ma_xa: place?.code, ten_xa: place?.name.vi }, geometry }
  })
  return Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }))
}
