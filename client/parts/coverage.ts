import type { SeriesView } from '#contract'
import { type Locale, SAYS } from '../locale/index.ts'

/** `92/96 xã` beside a figure that stands for parts; a part never looks like the whole. */
export function coverageText(view: SeriesView, locale: Locale): string | undefined {
  return view.coverage === undefined ? undefined : SAYS[locale]('coverage.communes', { ...view.coverage })
}
