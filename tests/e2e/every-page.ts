import type { Page } from 'playwright-core'
import { scenesOf, type Wall } from '#contract'
import { HELP_ROOMS } from '../../client/locale/help/index.ts'

export const LEAD = encodeURIComponent('tthc.on-time-rate@tn2025')

/** Where, and what stands there once it is whole. */
export type Visited = readonly [at: string, ready: string]

/** Those of which axe and the words are asked, by who opens them. */
export const PAGES: Record<string, readonly Visited[]> = {
  nobody: [['/', 'dl[data-connection="live"]'], ['/login', '.login-parts'], ['/nowhere', '.plain-page a'], ['/agency', '.plain-page a'], [`/figure/${LEAD}`, '.big-figure'], ['/indicator/tthc.on-time-rate', '.places [data-value]'], ['/gallery', 'figure[data-kind] .chart canvas']],
  leader: [['/leader', '.figure-row .fresh'], ['/leader/domains', '.leader-domain'], ['/leader/domains/public-services', '.figure-row .fresh'], [`/leader/figure/${LEAD}`, '.leader-hero canvas'], ['/leader/places', '.leader-places li'], ['/leader/places/tn2025-25459', '.figure-row .fresh'], ['/leader/plans', '.leader-plan']],
  agency: [['/agency?part=send', '.source-choice'], ['/agency?part=waiting', '.desk-main > .card'], ['/agency?part=sent', '.desk-main > .card'], ['/agency?part=quality', '.score-table'], ['/agency?part=targets', '.targets-table'], ['/help/agency', '.help-marks']],
  admin: [['/admin', '.map-room svg path']],
}

const LIVE_WALL = 'main.wall[data-connection="live"] [data-panel]'
const BOARD = 'board.left-and-come-back'

/** Every page there is, by who opens it: those above, their other parts, every wall, scene and help, and a board. */
export function everyPage(walls: readonly Wall[]): Record<string, readonly Visited[]> {
  const scenes = [...new Set(walls.flatMap(scenesOf))]
  return {
    ...PAGES,
    nobody: [
      ...(PAGES['nobody'] ?? []).filter(([at]) => at !== '/nowhere' && at !== '/agency'),
      ['/agency', '.plain-page a[href^="/login"]'],
      ['/boards', '.board-list'],
      ...HELP_ROOMS.map((room): Visited => [`/help/${room}`, '.help-marks']),
      ...scenes.map((scene): Visited => [`/print/scene/${scene}`, '[data-connection="live"] .paper-scene']),
    ],
    leader: [...(PAGES['leader'] ?? []), ['/leader/agencies', '.leader-agencies'], ['/admin?part=use', '.use-part']],
    agency: [['/agency', '.home-kpis'], ...(PAGES['agency'] ?? [])],
    commune: [['/agency', '.home-kpis'], ['/agency?part=targets', '.targets'], ['/help/commune', '.help-marks']],
    approver: [['/agency', '.home-kpis'], ['/agency?part=waiting', '.desk-main > .card']],
    admin: [...(PAGES['admin'] ?? []), ['/admin?part=use', '.use-part']],
    lead: [['/boards', `[data-board="${BOARD}"]`], [`/boards/${BOARD}`, '.board-play [data-value]'], [`/boards/${BOARD}/edit`, '.board-edit [data-panel]']],
    walls: [
      ['/wall/bench', LIVE_WALL],
      ...walls.map(({ id }): Visited => [`/wall/${id}`, LIVE_WALL]),
      ...scenes.map((scene): Visited => [`/wall/main?scene=${scene}`, LIVE_WALL]),
    ],
  }
}

/** In the window of who may: a published board with a draft beside it. */
export async function makeBoard(page: Page): Promise<void> {
  const said = await page.evaluate<string>(`(async () => {
    const send = async (path, body) => {
      const answer = await fetch('/api/v1/boards' + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
      return { ok: answer.ok, text: await answer.text() }
    }
    const made = await send('', { id: '${BOARD}', title: { vi: 'Rời đi rồi về', en: 'Left and come back' }, from: 'economy' })
    if (!made.ok) return made.text
    const { revision } = await (await fetch('/api/v1/boards/${BOARD}/draft')).json()
    const published = await send('/${BOARD}/publish', { revision })
    return published.ok ? '' : published.text
  })()`)
  if (said !== '') throw new Error(`the board was not made: ${said}`)
}
