import type { Page } from 'playwright-core'
import { LiveAnswer, type SeriesName } from '#contract'

/** How the figures of a scene are: as the departments tell them; late, old or silent in turn; or all behind a cut line. */
export const SCENE_STATES = ['live', 'late', 'lost'] as const
export type SceneState = (typeof SCENE_STATES)[number]

/** Ages with long words: `41 phút`, `4 giờ 15 phút`, and a day. */
const LATE_MS = 41 * 60_000
const OLD_MS = 4.25 * 3_600_000
const DAYS_MS = 3 * 86_400_000

type Values = LiveAnswer['values']

/** What is left of values when every fourth is late, every fourth old and every fourth was never told; a series is always of the same kind. */
export function ageValues(values: Values, now: number): Values {
  return values.map((value): Values[number] => {
    const kind = kindOf(value.series)
    if (kind === 0 || value.value === undefined) return value
    if (kind === 3) return { series: value.series, source: value.source, freshness: 'never' }
    const at = now - (kind === 1 ? LATE_MS : value.series.length % 2 === 0 ? OLD_MS : DAYS_MS)
    return { ...value, freshness: kind === 1 ? 'late' : 'stale', at: new Date(at).toISOString(), liveUntil: new Date(at + 60_000).toISOString() }
  })
}

const kindOf = (series: SeriesName): number => Buffer.from(series).reduce((sum, byte) => (sum * 31 + byte) % 65_521, 7) % 4

/** So long the same answer is given: a page asks each two seconds, and a busy machine must not take longer than three or the line counts as cut. */
const ASK_AGAIN_MS = 15_000

/** Before a page is opened that asks by HTTP: its answers are aged, or come no more once the line is `cut`. */
export async function spoilAnswers(page: Page, state: SceneState): Promise<{ cut(): void }> {
  let isCut = false
  let last: { at: number; body: Promise<string> } | undefined
  const ask = async (url: string): Promise<string> => {
    const answer = LiveAnswer.parse(await (await fetch(url)).json())
    return JSON.stringify(state === 'late' ? { ...answer, values: ageValues(answer.values, Date.parse(answer.at)) } : answer)
  }
  await page.route('**/api/v1/live?**', async (route) => {
    if (isCut) return route.abort()
    const now = performance.now()
    if (last === undefined || now - last.at > ASK_AGAIN_MS) last = { at: now, body: ask(route.request().url()) }
    return route.fulfill({ contentType: 'application/json', body: await last.body })
  })
  return { cut: () => (isCut = true) }
}
