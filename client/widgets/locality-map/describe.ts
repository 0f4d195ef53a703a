import type { SeriesView } from '#contract'
import { chooseBreaks, type Shade, stepOf } from '../../maps/index.ts'
import { aimValueOf, figureData, ofOnePeriod, statusOf } from '../../parts/index.ts'
import type { LocalityMapOptions } from './options.ts'

export type Reporting = SeriesView & { value: number }

export interface Picture {
  breaks: readonly number[]
  shades: readonly Shade[]
  /** Below target, the worst first: those with a name on the map, and those beyond them. */
  bad: readonly Reporting[]
  badUnnamed: readonly Reporting[]
  best: readonly Reporting[]
  /** Reported nothing, ever: never 0. */
  missing: readonly SeriesView[]
  /** On the map itself; else in words. */
  isMissingNamed: boolean
  reporting: readonly Reporting[]
  /** For another period than most. */
  others: readonly SeriesView[]
  hatched: number
}

/** So many names find a place at every wall size; up to here every exception and every silent one has its own. */
const MOST_NAMED = 15
/** Where there are more, so many silent ones are named beside the worst; beyond they are told in words. */
const MOST_SILENT = 8

/** Colours of the classes: few classes keep far apart. */
const COLOURS: readonly (readonly number[])[] = [[3], [2, 4], [2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4, 5]]

export const colourOf = (step: number, breaks: readonly number[]): number => COLOURS[breaks.length]?.[step - 1] ?? step

/** What the map says of each place. A stale figure is hatched and not judged; one seen over a cut line keeps its colour, dimmed. Up to `most` exceptions and silent ones are all named. */
export function describeMap(views: readonly SeriesView[], options: LocalityMapOptions, most = MOST_NAMED): Picture {
  const { same: reporting, others } = ofOnePeriod(views.filter((view): view is Reporting => typeof view.value === 'number'))
  // Of another period: hatched like what is out of date, and not judged among the others.
  const apart = new Set<SeriesView>(others)
  const led = reporting.find((view) => aimValueOf(view) !== undefined)
  const target = led && aimValueOf(led)
  const breaks = options.breaks ?? chooseBreaks(reporting.map(({ value }) => value), target)
  const isLowerGood = views[0]?.indicator.direction === 'lower'
  const fromWorst = reporting.toSorted((a, b) => (isLowerGood ? b.value - a.value : a.value - b.value) || a.subject.short.localeCompare(b.subject.short, 'vi'))
  const bad = fromWorst.filter((view) => statusOf(view) === 'bad')
  const missing = views.filter((view) => view.value === undefined)
  const areFew = bad.length + missing.length <= most
  const named = bad.slice(0, areFew && options.worst > 0 ? most : options.worst)
  const isMissingNamed = areFew || missing.length <= MOST_SILENT
  const best = bestOf(fromWorst, Math.max(0, Math.min(options.best, most - named.length - (isMissingNamed ? missing.length : 0))))
  const marks = new Map<string, Shade['mark']>([...best.map((view) => [view.subject.id, 'best'] as const), ...bad.map((view) => [view.subject.id, 'bad'] as const)])
  const shades = views.map((view): Shade => {
    const isFresh = typeof view.value === 'number' && !apart.has(view) && view.freshness !== 'stale' && view.freshness !== 'never'
    return {
      subject: view.subject.id, step: isFresh && typeof view.value === 'number' ? colourOf(stepOf(view.value, breaks), breaks) : undefined,
      isDimmed: view.freshness === 'lost', mark: marks.get(view.subject.id), data: figureData(view),
    }
  })
  return {
    breaks, shades, others, bad: named, badUnnamed: bad.slice(named.length), best, reporting, missing, isMissingNamed,
    hatched: shades.filter(({ step }) => step === undefined).length,
  }
}

/** The best only where they stand out: of twenty places at 100 % none is named. */
function bestOf(fromWorst: readonly Reporting[], count: number): Reporting[] {
  const good = fromWorst.filter((view) => statusOf(view) === 'good').toReversed()
  const next = good[count]?.value
  return good.slice(0, count).filter(({ value }) => value !== next)
}
