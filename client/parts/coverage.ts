import type { SeriesView } from '#contract'
import { type Locale, SAYS } from '../locale/index.ts'

/** `92/96 xã` beside a figure that stands for parts; a part never looks like the whole. */
export function coverageText(view: SeriesView, locale: Locale): string | undefined {
  return view.coverage === undefined ? undefined : SAYS[locale]('coverage.communes', { ...view.coverage })
}

/** The one coverage of all figures of one source that stand for parts: it is then said once, above them all. */
export function commonCoverage(views: readonly SeriesView[]): SeriesView['coverage'] {
  const [first, ...others] = views.flatMap(({ coverage }) => coverage ?? [])
  if (first === undefined || others.length === 0) return undefined
  const isOneSource = new Set(views.flatMap(({ source }) => source?.id ?? [])).size <= 1
  return isOneSource && others.every(({ reported, expected }) => reported === first.reported && expected === first.expected) ? first : undefined
}
