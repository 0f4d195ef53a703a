import type { SeriesView } from '#contract'
import { type Locale, SAYS } from '../locale/index.ts'

/** What is counted: figures of one subject are indicators, figures of many are their subjects, by the name of their level. */
export function partsWord(views: readonly Pick<SeriesView, 'subject'>[], locale: Locale): string {
  const levels = new Set(views.map(({ subject }) => subject.level ?? 'item'))
  const isOneSubject = views.length > 1 && new Set(views.map(({ subject }) => subject.id)).size === 1
  const [level = 'item'] = levels
  return SAYS[locale](`parts.${isOneSubject ? 'indicator' : levels.size === 1 ? level : 'item'}`)
}

/** `92/96 xã`: how many of those a panel asks for it shows a figure of. */
export function reportedText(views: readonly SeriesView[], locale: Locale): string {
  const reported = views.filter(({ value }) => value !== undefined).length
  return SAYS[locale]('coverage.of', { reported, expected: views.length, parts: partsWord(views, locale) })
}
