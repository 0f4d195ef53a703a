import { type Indicator, type Limit, type SeriesView, shownStatus, type Status } from '#contract'
import { formatNumber, type Locale, SAYS, withUnit } from '../locale/index.ts'

/** A value that is too old, or seen over a cut line, is shown but no longer judged (visual.md rule 2). */
export function statusOf(view: SeriesView): Status {
  if (view.freshness !== 'live' && view.freshness !== 'late') return 'unknown'
  return shownStatus(view.value, view.indicator, view) // shape and word say one thing
}

/** What the value is held against today: of a figure that grows over a period what it should have come to by now, else its target. */
export function aimValueOf(view: SeriesView): number | undefined {
  return view.indicator.pace === undefined ? view.target?.value : view.pace?.expected
}

/** The status in a word: against a target where there is one, against limits otherwise. */
export function statusWord(view: SeriesView, locale: Locale): string {
  const say = SAYS[locale]
  if (view.freshness === 'never') return say('figure.neverNotJudged')
  if (view.freshness === 'lost') return say('figure.lostNotJudged')
  if (view.freshness === 'stale') return say('figure.notJudged')
  const status = statusOf(view)
  if (status === 'unknown') return say(view.indicator.pace !== undefined && view.target !== undefined ? 'figure.noPace' : 'figure.noTarget')
  if (view.pace !== undefined) return say(`figure.pace-${status}`)
  if (view.target !== undefined) return say(`figure.${status}`)
  // Beyond the warning alone one is near the critical limit; where there is no critical one, one is beyond all there is.
  const key = status === 'good' ? 'inLimits' : status === 'watch' && view.indicator.critical !== undefined ? 'nearLimits' : 'beyondLimits'
  return say(`figure.${key}`)
}

/** What it is judged by, with its unit: `mục tiêu 98%`, `theo tiến độ 72,9%`. */
export function judgedBy(view: SeriesView, locale: Locale): string | undefined {
  const say = SAYS[locale]
  if (view.pace !== undefined) return say('figure.pace', { value: writeLimit(rounded(view.pace.expected), view.indicator, locale) })
  if (view.target !== undefined) return say('figure.target', { value: writeLimit(view.target.value, view.indicator, locale) })
  const limit = limitOf(view)
  return limit === undefined ? undefined : say('figure.limit', { value: writeLimit(limit, view.indicator, locale) })
}

/** Status and what it is judged by as one sentence: the bold beginning and the rest. A value too old is told to be so, not judged. */
export function verdictOf(view: SeriesView, locale: Locale): { word: string; rest: string } {
  const say = SAYS[locale]
  const word = statusWord(view, locale)
  if (view.freshness === 'never') return { word, rest: '' }
  if (view.freshness === 'stale' || view.freshness === 'lost') return { word: `${word},`, rest: say('figure.notCompared') }
  const limit = view.target === undefined ? limitOf(view) : undefined
  return { word, rest: limit === undefined ? judgedBy(view, locale) ?? '' : writeLimit(limit, view.indicator, locale) }
}

/** The limit that speaks: the one crossed, or the next one. */
function limitOf(view: SeriesView): Limit | undefined {
  const { warn, critical } = view.indicator
  const status = statusOf(view)
  return status === 'bad' || status === 'watch' ? (critical ?? warn) : (warn ?? critical)
}

/** What is due by a day is never told more exactly than to a tenth. */
const rounded = (value: number): number => Math.round(value * 10) / 10

function writeLimit(limit: Limit, { unit, decimals }: Indicator, locale: Locale): string {
  const write = (value: number) => formatNumber(value, Number.isInteger(value) ? 0 : Number.isInteger(value * 10) ? 1 : Math.max(1, decimals), locale)
  return withUnit(typeof limit === 'number' ? write(limit) : `${write(limit.low)}–${write(limit.high)}`, unit, locale)
}

/** What a drawn value is filled with: the ink of data until something is wrong. */
export const inkOf = (status: Status): string => (status === 'bad' ? 'var(--p2)' : status === 'watch' ? 'var(--p3)' : 'var(--ink)')

/** The name a wall has room for. */
export const shortName = (indicator: Indicator, locale: Locale): string => (indicator.short ?? indicator.name)[locale]
