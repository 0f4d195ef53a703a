import { mkdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../support/browser.ts'
import { waitUntil } from '../support/wait-until.ts'
import { openPage } from './open-page.ts'

interface Screen {
  name: string
  at: string
  /** Which account of the demonstration looks; nobody in particular where absent. */
  as?: string
  width: number
  height: number
}

/** A board to look at, made of a shipped scene where there is none yet. */
const BOARD = 'board.kinh-te-quy-iv'

/** `npx tsx tests/e2e/screens.ts <base-url> <out-dir> [<name> ...]`: pictures of a running system for `docs/screens`. */
const SCREENS: Screen[] = [
  { name: 'wall', at: '/wall/main?scene=overview', width: 5760, height: 2160 },
  { name: 'wall', at: '/wall/main?scene=overview', width: 3840, height: 2160 },
  { name: 'wall', at: '/wall/main?scene=overview', width: 1920, height: 1080 },
  { name: 'street', at: '/wall/street', width: 5760, height: 2160 },
  { name: 'security', at: '/wall/security', width: 5760, height: 2160 },
  { name: 'feedback', at: '/wall/feedback', width: 5760, height: 2160 },
  { name: 'disaster', at: '/wall/disaster', width: 5760, height: 2160 },
  { name: 'society', at: '/wall/society', width: 5760, height: 2160 },
  { name: 'visitors', at: '/wall/visitors', width: 5760, height: 2160 },
  { name: 'public-services', at: '/wall/public-services', width: 5760, height: 2160 },
  { name: 'digital', at: '/wall/digital', width: 5760, height: 2160 },
  { name: 'egov-conference', at: '/wall/egov-conference', width: 5760, height: 2160 },
  { name: 'economy', at: '/wall/economy', width: 5760, height: 2160 },
  { name: 'front', at: '/', width: 1366, height: 1024 },
  { name: 'front', at: '/', width: 390, height: 844 },
  { name: 'agency', at: '/agency?part=waiting', as: 'approver', width: 1366, height: 1024 },
  { name: 'agency', at: '/agency?part=waiting', as: 'approver', width: 390, height: 844 },
  { name: 'home', at: '/agency', as: 'agency', width: 1366, height: 1024 },
  { name: 'home', at: '/agency', as: 'agency', width: 390, height: 844 },
  { name: 'quality', at: '/agency?part=quality', as: 'agency', width: 1366, height: 1024 },
  { name: 'figure', at: '/figure/egov.documents-outgoing%40tn2025', width: 1366, height: 1024 },
  { name: 'figure', at: '/figure/egov.documents-outgoing%40tn2025-25459', width: 390, height: 844 },
  { name: 'indicator', at: '/indicator/tthc.on-time-rate', width: 1366, height: 1024 },
  { name: 'indicator', at: '/indicator/tthc.on-time-rate', width: 390, height: 844 },
  { name: 'leader', at: '/leader', width: 1366, height: 1024 },
  { name: 'leader', at: '/leader', width: 390, height: 844 },
  { name: 'leader-figure', at: '/leader/figure/tthc.on-time-rate%40tn2025', width: 390, height: 844 },
  { name: 'leader-plans', at: '/leader/plans', width: 1366, height: 1024 },
  { name: 'admin', at: '/admin', as: 'admin', width: 1366, height: 1024 },
  { name: 'use', at: '/admin?part=use', as: 'admin', width: 1366, height: 1024 },
  { name: 'wall-led', at: '/wall/main?scene=overview', width: 6656, height: 1792 },
  { name: 'leader-agencies', at: '/leader/agencies', width: 1366, height: 1024 },
  { name: 'leader-figure', at: '/leader/figure/eco.disbursement-rate%40tn2025', width: 1366, height: 1024 },
  { name: 'targets', at: '/agency?part=targets', as: 'agency', width: 1366, height: 1024 },
  { name: 'targets', at: '/agency?part=targets', as: 'commune', width: 390, height: 844 },
  { name: 'help', at: '/help/leader', width: 1366, height: 1024 },
  { name: 'help', at: '/help/leader', width: 390, height: 844 },
  { name: 'print-scene', at: '/print/scene/overview', width: 1366, height: 1024 },
  { name: 'board-edit', at: `/boards/${BOARD}/edit`, as: 'lead', width: 1920, height: 1080 },
  { name: 'board-edit', at: `/boards/${BOARD}/edit`, as: 'lead', width: 1366, height: 1024 },
  { name: 'boards', at: '/boards', as: 'lead', width: 1366, height: 1024 },
  { name: 'board', at: `/boards/${BOARD}`, as: 'leader', width: 1366, height: 1024 },
  { name: 'board', at: `/boards/${BOARD}`, as: 'leader', width: 390, height: 844 },
]
/** A repository keeps each version of a picture for ever. */
const MOST_BYTES = 700_000
const SCALES = [1, 0.75, 0.5, 0.4, 0.25]

async function makeBoard(browser: Browser, base: string): Promise<void> {
  const { page, close } = await openPage(browser, new URL('/login?next=%2Fboards', base).href, { width: 1366, height: 1024 })
  await page.locator('[data-account="lead"]').click()
  await page.locator('.desk-main').waitFor()
  await page.evaluate(`(async () => {
    const send = (path, body) => fetch('/api/v1/boards' + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    const made = await send('', { id: '${BOARD}', title: { vi: 'Kinh tế quý IV', en: 'Economy, fourth quarter' }, from: 'economy' })
    if (made.status === 201) await send('/${BOARD}/publish', { revision: (await made.json()).revision, note: 'Bản đầu' })
  })()`)
  await close()
}

async function takeScreens(base: string, out: string, names: readonly string[]): Promise<void> {
  await mkdir(out, { recursive: true })
  const { browser, close } = await openBrowser()
  try {
    const wanted = SCREENS.filter(({ name }) => names.length === 0 || names.includes(name))
    if (wanted.some(({ at }) => at.includes(BOARD) || at === '/boards')) await makeBoard(browser, base)
    for (const screen of wanted) await takeScreen(browser, base, { ...screen, file: path.join(out, `${screen.name}-${screen.width}x${screen.height}.png`) })
  } finally {
    await close()
  }
}

async function takeScreen(browser: Browser, base: string, { at, as, file, width, height }: Screen & { file: string }): Promise<void> {
  const { page, close } = await openPage(browser, new URL(as === undefined ? at : `/login?next=${encodeURIComponent(at)}`, base).href, { width, height })
  if (at.startsWith('/figure/')) await page.locator('.big-figure').waitFor({ timeout: 60_000 })
  else if (at.startsWith('/indicator/')) await page.locator('.definition').first().waitFor({ timeout: 60_000 })
  else if (at.startsWith('/help/')) await page.locator('.help').waitFor()
  else if (as === undefined && at.startsWith('/print/')) await page.locator('main [data-freshness="live"]').first().waitFor({ timeout: 60_000 })
  else if (as === undefined) await page.locator('[data-connection="live"]').waitFor({ timeout: 60_000 })
  else {
    await page.locator(`[data-account="${as}"]`).click()
    await page.locator('.desk-main, .bench-wall').waitFor()
    await page.waitForLoadState('networkidle')
  }
  // On one screen the tiles take turns: the first is back within five minutes.
  if (at.startsWith('/wall/')) await page.locator('main.wall [data-series][data-freshness="live"]').first().waitFor({ timeout: 330_000 })
  if ((await page.locator('[data-widget="locality-map"]').count()) > 0) await waitUntil('the map is drawn', async () => (await page.locator('[data-widget="locality-map"] path[data-series]').count()) > 90)
  await waitUntil('no place waits for its panel', async () => (await page.locator('.panel-wait').count()) === 0)
  await waitUntil('no tile is in the middle of a turn', () => page.evaluate("[...document.querySelectorAll('.turn')].every((turn) => turn.getAnimations().length === 0)"))
  if (at.startsWith('/leader/figure/') || at.includes('scene=disaster') || at === '/wall/disaster') await page.locator('canvas').first().waitFor({ timeout: 60_000 })
  await page.evaluate('document.fonts.ready.then(() => undefined)')
  const { bytes, scale } = await smallEnough(page, width, height)
  await writeFile(file, bytes)
  await close()
  process.stdout.write(`${file}: ${Math.round((await stat(file)).size / 1_000)} kB at scale ${scale}\n`)
}

/** As large as fits. */
async function smallEnough(page: Page, width: number, height: number): Promise<{ bytes: Buffer; scale: number }> {
  const session = await page.context().newCDPSession(page)
  for (const scale of SCALES) {
    const { data } = await session.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: false, clip: { x: 0, y: 0, width, height, scale } })
    const bytes = Buffer.from(data, 'base64')
    if (bytes.length <= MOST_BYTES) return { bytes, scale }
  }
  throw new Error(`no scale makes the picture smaller than ${MOST_BYTES} bytes`)
}

const [base, out, ...names] = process.argv.slice(2)
if (base === undefined || out === undefined) {
  process.stderr.write('npx tsx tests/e2e/screens.ts <base-url> <out-dir> [<name> ...]\n')
  process.exitCode = 2
} else await takeScreens(base, out, names)
