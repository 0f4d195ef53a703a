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
  sizes: readonly Size[]
}
type Size = `${number}x${number}`

/** A board to look at, made of a shipped scene where there is none yet. */
const BOARD = 'board.kinh-te-quy-iv'
const LEAD = encodeURIComponent('tthc.on-time-rate@tn2025')

const WALLS: readonly Size[] = ['5760x2160', '3840x2160', '1920x1080']
const LEADERS: readonly Size[] = ['1920x1080', '1366x1024', '1024x1366', '390x844']
const DESK_AND_PHONE: readonly Size[] = ['1366x1024', '390x844']
const SCENES = ['public-services', 'security', 'egov-conference', 'feedback', 'digital', 'economy', 'disaster', 'society', 'visitors', 'street']

/**
 * `npx tsx tests/e2e/screens.ts <base-url> <out-dir> [<name> or <name>-<width>x<height> ...]`: pictures of a running system for `docs/screens`;
 * `widgets` are those of each kind of panel in all its states.
 */
const SCREENS: Screen[] = [
  { name: 'wall', at: '/wall/main?scene=overview', sizes: [...WALLS, '6656x1792'] },
  ...SCENES.map((scene) => ({ name: scene, at: `/wall/${scene}`, sizes: WALLS })),
  { name: 'front', at: '/', sizes: ['1920x1080', ...DESK_AND_PHONE] },
  { name: 'login', at: '/login', sizes: DESK_AND_PHONE },
  { name: 'gallery', at: '/gallery', sizes: ['1366x1024'] },
  { name: 'leader', at: '/leader', sizes: LEADERS },
  { name: 'leader-domains', at: '/leader/domains/public-services', sizes: DESK_AND_PHONE },
  { name: 'leader-figure', at: `/leader/figure/${LEAD}`, sizes: LEADERS },
  { name: 'leader-places', at: '/leader/places', sizes: DESK_AND_PHONE },
  { name: 'leader-place', at: '/leader/places/tn2025-25459', sizes: DESK_AND_PHONE },
  { name: 'leader-plans', at: '/leader/plans', sizes: DESK_AND_PHONE },
  { name: 'leader-agencies', at: '/leader/agencies', sizes: DESK_AND_PHONE },
  { name: 'home', at: '/agency', as: 'agency', sizes: ['1920x1080', ...DESK_AND_PHONE] },
  { name: 'home-commune', at: '/agency', as: 'commune', sizes: DESK_AND_PHONE },
  { name: 'agency-send', at: '/agency?part=send', as: 'agency', sizes: DESK_AND_PHONE },
  { name: 'agency', at: '/agency?part=waiting', as: 'approver', sizes: DESK_AND_PHONE },
  { name: 'quality', at: '/agency?part=quality', as: 'agency', sizes: DESK_AND_PHONE },
  { name: 'targets', at: '/agency?part=targets', as: 'agency', sizes: ['1366x1024'] },
  { name: 'targets-commune', at: '/agency?part=targets', as: 'commune', sizes: ['390x844'] },
  { name: 'figure', at: '/figure/egov.documents-outgoing%40tn2025', sizes: ['1366x1024'] },
  { name: 'figure-commune', at: '/figure/egov.documents-outgoing%40tn2025-25459', sizes: ['390x844'] },
  { name: 'indicator', at: '/indicator/tthc.on-time-rate', sizes: DESK_AND_PHONE },
  { name: 'admin', at: '/admin', as: 'admin', sizes: ['1920x1080', ...DESK_AND_PHONE] },
  { name: 'use', at: '/admin?part=use', as: 'admin', sizes: DESK_AND_PHONE },
  { name: 'help', at: '/help/leader', sizes: DESK_AND_PHONE },
  { name: 'print-scene', at: '/print/scene/overview', sizes: ['1366x1024'] },
  { name: 'board-edit', at: `/boards/${BOARD}/edit`, as: 'lead', sizes: ['1920x1080', '1366x1024'] },
  { name: 'boards', at: '/boards', as: 'lead', sizes: DESK_AND_PHONE },
  { name: 'board', at: `/boards/${BOARD}`, as: 'leader', sizes: ['1920x1080', ...DESK_AND_PHONE] },
]
/** A repository keeps each version of a picture for ever. */
const MOST_BYTES = 400_000
const MOST_WIDGET_BYTES = 220_000
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
    const wanted = SCREENS.map((screen) => ({ ...screen, sizes: screen.sizes.filter((size) => names.length === 0 || names.includes(screen.name) || names.includes(`${screen.name}-${size}`)) })).filter(({ sizes }) => sizes.length > 0)
    if (wanted.some(({ at }) => at.includes(BOARD) || at === '/boards')) await makeBoard(browser, base)
    if (names.length === 0 || names.includes('widgets')) await takeWidgets(browser, base, path.join(out, 'widgets'))
    for (const screen of wanted) for (const size of screen.sizes) await takeScreen(browser, base, screen, size, path.join(out, `${screen.name}-${size}.png`))
  } finally {
    await close()
  }
}

async function takeScreen(browser: Browser, base: string, { at, as }: Screen, size: Size, file: string): Promise<void> {
  const [width = 0, height = 0] = size.split('x').map(Number)
  const { page, close } = await openPage(browser, new URL(as === undefined ? at : `/login?next=${encodeURIComponent(at)}`, base).href, { width, height })
  if (at.startsWith('/figure/')) await page.locator('.big-figure').waitFor({ timeout: 60_000 })
  else if (at.startsWith('/indicator/')) await page.locator('.definition').first().waitFor({ timeout: 60_000 })
  else if (at.startsWith('/help/')) await page.locator('.help').waitFor()
  else if (at === '/login') await page.locator('.login-parts').waitFor()
  else if (at === '/gallery') await page.locator('figure[data-kind] .chart canvas').first().waitFor()
  else if (as === undefined && at.startsWith('/print/')) await page.locator('main [data-freshness="live"]').first().waitFor({ timeout: 60_000 })
  else if (as === undefined) await page.locator('[data-connection="live"]').waitFor({ timeout: 60_000 })
  else {
    await page.locator(`[data-account="${as}"]`).click()
    await page.locator('.desk-main, .bench-wall').waitFor()
    await waitUntil('its line is heard', async () => (await page.locator('[role=status]').filter({ hasText: 'Đang tải' }).count()) === 0)
    await page.waitForLoadState('networkidle')
  }
  // On one screen the tiles take turns: the first is back within five minutes.
  if (at.startsWith('/wall/')) await page.locator('main.wall [data-series][data-freshness="live"]').first().waitFor({ timeout: 330_000 })
  if ((await page.locator('[data-widget="locality-map"]').count()) > 0) await waitUntil('the map is drawn', async () => (await page.locator('[data-widget="locality-map"] path[data-series]').count()) > 90)
  if (/^\/leader(?:\/places)?$/.test(at) && width >= 768) await page.locator('.leader-map path[data-series]').nth(90).waitFor({ state: 'attached', timeout: 60_000 })
  await waitUntil('no place waits for its panel', async () => (await page.locator('.panel-wait').count()) === 0)
  await waitUntil('no tile is in the middle of a turn', () => page.evaluate("[...document.querySelectorAll('.turn')].every((turn) => turn.getAnimations().length === 0)"))
  if (at.startsWith('/leader/figure/')) await page.locator('canvas').first().waitFor({ timeout: 60_000 })
  // The code of charts and the past they draw come later than the figures.
  await page.waitForLoadState('networkidle')
  await waitUntil('every course is drawn', () => page.evaluate("[...document.querySelectorAll('.chart')].every((chart) => chart.querySelector('canvas, svg') !== null)"))
  await page.evaluate('document.fonts.ready.then(() => undefined)')
  const { bytes, scale } = await smallEnough(page, { x: 0, y: 0, width, height })
  await writeFile(file, bytes)
  await close()
  process.stdout.write(`${file}: ${Math.round((await stat(file)).size / 1_000)} kB at scale ${scale}\n`)
}

/** Each kind of panel from the gallery, with all its cases. */
async function takeWidgets(browser: Browser, base: string, out: string): Promise<void> {
  await mkdir(out, { recursive: true })
  const { page, close } = await openPage(browser, new URL('/gallery', base).href, { width: 1_600, height: 1_024 })
  await waitUntil('every course is drawn', () => page.evaluate("(charts => charts.length > 0 && charts.every((chart) => chart.querySelector('canvas, svg') !== null))([...document.querySelectorAll('.chart')])"))
  await page.waitForLoadState('networkidle')
  for (const shelf of await page.locator('.gallery > section').all()) {
    const kind = await shelf.locator('figure').first().getAttribute('data-kind')
    const box = await shelf.boundingBox()
    if (kind === null || box === null) throw new Error('a shelf without a kind')
    const file = path.join(out, `${kind}.png`)
    const { bytes, scale } = await smallEnough(page, box, { most: MOST_WIDGET_BYTES, isBelow: true })
    await writeFile(file, bytes)
    process.stdout.write(`${file}: ${Math.round(bytes.length / 1_000)} kB at scale ${scale}\n`)
  }
  await close()
}

/** As large as fits; what lies below the window makes the page be laid out anew for a moment. */
async function smallEnough(page: Page, box: { x: number; y: number; width: number; height: number }, { most = MOST_BYTES, isBelow = false } = {}): Promise<{ bytes: Buffer; scale: number }> {
  const session = await page.context().newCDPSession(page)
  for (const scale of SCALES) {
    const { data } = await session.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: false, captureBeyondViewport: isBelow, clip: { ...box, scale } })
    const bytes = Buffer.from(data, 'base64')
    if (bytes.length <= most) return { bytes, scale }
  }
  throw new Error(`no scale makes the picture smaller than ${most} bytes`)
}

const [base, out, ...names] = process.argv.slice(2)
if (base === undefined || out === undefined) {
  process.stderr.write('npx tsx tests/e2e/screens.ts <base-url> <out-dir> [<name> or <name>-<width>x<height> ...]\n')
  process.exitCode = 2
} else await takeScreens(base, out, names)
