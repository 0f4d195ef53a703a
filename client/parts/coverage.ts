import type { SeriesView } from '#contract'
import { type Locale, SAYS } from '../locale/index.ts'

/** `92/96 xã` beside a figure that stands for parts; a part never looks like the whole. */
export function coverageText(view: SeriesView, locale: Locale): string | undefined {
  return view.coverage === undefined ? undefined : SAYS[locale]('coverage.communes', { ...view.coverage })
}

const MOST_BESIDE_COVERAGE = 21

/** Beside the name of half a tile's figure there is room for its coverage; a longer name leaves it to the line of age and source. */
export const isBesideName = (name: string): boolean => name.length <= MOST_BESIDE_COVERAGE

/** The one coverage of all figures of one source that stand for parts: it is then said once, above them all. */
export function commonCoverage(views: readonly SeriesView[]): SeriesView['coverage'] {
  const [first, ...others] = views.flatMap(({ coverage }) => coverage ?? [])
  if (first === undefined || others.length === 0) return undefined
  const isOneSource = new Set(views.flatMap(({ source }) => source?.id ?? [])).size <= 1
  return isOneSource && others.every(({ reported, expected }) => reported === first.reported && expected === first.expected) ? first : undefined
}
