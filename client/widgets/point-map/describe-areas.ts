import type { SeriesView } from '#contract'
import { formatNumber, type Locale } from '../../locale/index.ts'
import { chooseBreaks, type MapDisc, type Shade, stepOf } from '../../maps/index.ts'
import { aimValueOf, figureData, ofOnePeriod } from '../../parts/index.ts'
import type { PointMapOptions } from './options.ts'

/** Colours of the classes: few classes keep far apart. */
const COLOURS: readonly (readonly number[])[] = [[3], [2, 4], [2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4, 5]]

export const colourOf = (step: number, breaks: readonly number[]): number => COLOURS[breaks.length]?.[step - 1] ?? step

const isNumber = (view: SeriesView): view is SeriesView & { value: number } => typeof view.value === 'number'
const isFresh = ({ freshness }: SeriesView): boolean => freshness !== 'stale' && freshness !== 'never'

/** How the communes are coloured; of another period than most, or out of date, they are hatched. */
export function describeFill(views: readonly SeriesView[], breaks: readonly number[] | undefined): { shades: Shade[]; breaks: readonly number[] } {
  const { same, others } = ofOnePeriod(views.filter(isNumber))
  const apart = new Set<SeriesView>(others)
  const led = same.find((view) => aimValueOf(view) !== undefined)
  const used = breaks ?? chooseBreaks(same.map(({ value }) => value), led && aimValueOf(led))
  const shades = views.map((view): Shade => ({
    subject: view.subject.id, mark: undefined, isDimmed: view.freshness === 'lost', data: figureData(view),
    step: isNumber(view) && isFresh(view) && !apart.has(view) ? colourOf(stepOf(view.value, used), used) : undefined,
  }))
  return { shades, breaks: used }
}

/** A commune with its counts, as the server has them by its code. */
export interface Cluster {
  count: SeriesView & { value: number }
  overdue: SeriesView | undefined
}

export interface Clusters {
  discs: readonly MapDisc[]
  /** With enough overdue to be named, the most first. */
  named: readonly Cluster[]
  reported: number
  expected: number
}

/** Room for the number in it. */
const SMALLEST_PX = 38
const PER_DIGIT_PX = 16
const GROWTH_PX = 16
/** Too few to be told by a number. */
const DOT_PX = 14

/** One disc for each commune in which there is something; its area is the count. */
export function describeClusters(views: readonly SeriesView[], { counts, nameFrom, numberFrom }: Pick<PointMapOptions, 'counts' | 'nameFrom' | 'numberFrom'>, locale: Locale): Clusters {
  const of = (indicator: string | undefined) => views.filter((view) => view.indicator.id === indicator)
  const asked = of(counts?.of)
  const overdue = new Map(of(counts?.overdue).map((view) => [view.subject.id, view]))
  const clusters = asked.filter(isNumber).map((count): Cluster => ({ count, overdue: overdue.get(count.subject.id) }))
  const late = ({ overdue: view }: Cluster) => (view !== undefined && isFresh(view) && typeof view.value === 'number' ? view.value : 0)
  const discs = clusters.filter(({ count }) => count.value > 0).toSorted((a, b) => b.count.value - a.count.value).map((cluster): MapDisc => {
    const { count, overdue: view } = cluster
    const text = count.value < numberFrom ? '' : formatNumber(count.value, 0, locale)
    const isKnown = view !== undefined && isFresh(view) && isFresh(count) && typeof view.value === 'number'
    return {
      subject: count.subject.id, text, r: text === '' ? DOT_PX : Math.max(SMALLEST_PX + PER_DIGIT_PX * (text.length - 1), GROWTH_PX * Math.sqrt(count.value)),
      share: isKnown ? late(cluster) / count.value : undefined, isOld: !isFresh(count) || count.freshness === 'lost', data: figureData(count),
    }
  })
  const named = clusters.filter((cluster) => cluster.count.value > 0 && late(cluster) >= nameFrom).sort((a, b) => late(b) - late(a))
  return { discs, named, reported: clusters.length, expected: asked.length }
}
