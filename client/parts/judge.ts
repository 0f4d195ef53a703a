import { type Indicator, judgeStatus, type SeriesView, type Status } from '#contract'
import { formatNumber, type Locale, SAYS, withUnit } from '../locale/index.ts'

/** A value that is too old, or seen over a cut line, is shown but no longer judged (visual.md rule 2). */
export function statusOf(view: SeriesView): Status {
  const isJudged = view.freshness === 'live' || view.freshness === 'late'
  return isJudged ? judgeStatus(view.value, view.indicator, view.target?.value) : 'unknown'
}

/** The status in a word: against a target where there is one, against limits otherwise. */
export function statusWord(view: SeriesView, locale: Locale): string {
  const say = SAYS[locale]
  if (view.freshness === 'never') return say('figure.neverNotJudged')
  if (view.freshness === 'lost') return say('figure.lostNotJudged')
  if (view.freshness === 'stale') return say('figure.notJudged')
  const status = statusOf(view)
  if (status === 'unknown') return say('figure.noTarget')
  if (view.target !== undefined) return say(`figure.${status}`)
  return say({ good: 'figure.inLimits', watch: 'figure.nearLimits', bad: 'figure.beyondLimits' }[status])
}

/** What it is judged by, with its unit: `mục tiêu 98%`. */
export function judgedBy(view: SeriesView, locale: Locale): string | undefined {
  const { indicator, target } = view
  const say = SAYS[locale]
  const write = (value: number) => withUnit(formatNumber(value, Number.isInteger(value) ? 0 : Math.max(1, indicator.decimals), locale), indicator.unit)
  if (target !== undefined) return say('figure.target', { value: write(target.value) })
  const limit = indicator.warn ?? indicator.critical
  if (limit === undefined) return undefined
  return say('figure.limit', { value: typeof limit === 'number' ? write(limit) : `${write(limit.low)}–${write(limit.high)}` })
}

/** The name a wall has room for. */
export const shortName = (indicator: Indicator, locale: Locale): string => (indicator.short ?? indicator.name)[locale]
