import type { SeriesView } from '#contract'

/** The five levels of QĐ 18/2021/QĐ-TTg; 0 is none in force. */
export const RUNGS = 5

/** Undefined for what is no level. */
export const levelOf = ({ value }: Pick<SeriesView, 'value'>): number | undefined => (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= RUNGS ? value : undefined)

/** The whole before its parts, then the highest; what is not known stands last and is never taken for none. Pure. */
export function sortLevels(views: readonly SeriesView[], whole: string): SeriesView[] {
  const rank = (view: SeriesView): number => (view.subject.id === whole ? 100 : 0) + (levelOf(view) ?? -1)
  return views.toSorted((a, b) => rank(b) - rank(a))
}
