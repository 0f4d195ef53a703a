import {
  type Catalogue, createAims, type Indicator, type Point, type SeriesName, type SeriesView, type SourceInfo, type SourceView, type Text,
  splitSeries,
} from '#contract'
import type { ConnectionState } from './connection.ts'
import type { Live } from './live.ts'
import type { LiveEntry } from './replica.ts'
import { dayIn } from './select.ts'

/** Joins what the catalogue knows of a series with what the line brought. */
export interface Views {
  /** Undefined where the catalogue knows no such indicator. The same object as long as nothing in it changed. */
  series: (series: SeriesName, day: string, withTrail: boolean) => SeriesView | undefined
  /** Those that feed what this screen watches: of others the line brings no health, and they would pass for silent. */
  sources: () => readonly SourceView[]
}

/** A view, and what it was made of. */
interface Cached {
  entry: LiveEntry | undefined
  isCut: boolean
  trail: readonly Point[] | undefined
  day: string
  view: SeriesView
}

export function createViews(live: Pick<Live, 'feeds' | 'entry' | 'trail' | 'sources' | 'connection'>, catalogue: Catalogue): Views {
  const indicators = new Map<string, Indicator>(catalogue.indicators.map((indicator) => [indicator.id, indicator]))
  const sources = new Map<string, SourceInfo>(catalogue.sources.map((source) => [source.id, source]))
  const watched = catalogue.sources.filter(({ feeds }) => feeds.length === 0 || feeds.some((feed) => live.feeds.includes(feed)))
  const subjects = subjectsOf(catalogue)
  const owners = new Map<string, Text>(catalogue.agencies.map(({ id, name }) => [id, name]))
  const aimOf = createAims(catalogue)
  const caches = { plain: new Map<SeriesName, Cached>(), withTrail: new Map<SeriesName, Cached>() }
  let sourceViews: { health: unknown; isCut: boolean; views: SourceView[] } | undefined

  function build(series: SeriesName, day: string, entry: LiveEntry | undefined, isCut: boolean, trail: readonly Point[] | undefined) {
    const { indicator: indicatorId, subject } = splitSeries(series)
    const indicator = indicators.get(indicatorId)
    if (!indicator) return undefined
    const { liveForMs: _, source, freshness, ...rest } = entry ?? { source: '', freshness: isCut ? 'lost' : 'never', liveForMs: 0 }
    const view: SeriesView = {
      ...rest, series, indicator, freshness,
      subject: subjects.get(subject) ?? { id: subject, name: { vi: subject, en: subject }, short: subject },
      source: sources.get(source),
    }
    // By what held on the day the value is for: an old year's last figure is not measured against the new year's plan.
    const { target, targets, pace } = aimOf(series, view.at === undefined ? undefined : { period: view.period, day: dayIn(catalogue.deployment.timeZone, view.at) }, day)
    if (target) view.target = target
    if (targets.length > 0) view.targets = targets
    if (pace) view.pace = pace
    if (trail) view.trail = trail
    return view
  }

  return {
    series(series, day, withTrail) {
      const entry = live.entry(series)
      const isCut = isLost(live.connection().state)
      const trail = withTrail ? live.trail(series) : undefined
      const cache = withTrail ? caches.withTrail : caches.plain
      const cached = cache.get(series)
      // Asked for ten thousand series several times a second: nothing is made to find that nothing changed.
      if (cached !== undefined && cached.entry === entry && (entry !== undefined || cached.isCut === isCut) && cached.trail === trail && cached.day === day) return cached.view
      const view = build(series, day, entry, isCut, trail)
      if (view) cache.set(series, { entry, isCut, trail, day, view })
      return view
    },
    sources() {
      const health = live.sources()
      const isCut = isLost(live.connection().state)
      if (sourceViews?.health === health && sourceViews.isCut === isCut) return sourceViews.views
      const views = watched.map((info): SourceView => {
        const one = health.get(info.id)
        const owner = owners.get(info.agency)
        return { info, health: one, freshness: isCut ? 'lost' : (one?.freshness ?? 'never'), ...(owner && { owner }) }
      })
      sourceViews = { health, isCut, views }
      return views
    },
  }
}

const isLost = (state: ConnectionState): boolean => state === 'lost'

function subjectsOf({ localities, agencies, sites }: Catalogue): Map<string, SeriesView['subject']> {
  const known = [
    ...localities,
    ...agencies.map((agency) => ({ ...agency, short: agency.name.vi, level: 'agency' as const })),
  ].map(({ id, name, short, level }): SeriesView['subject'] => ({ id, name, short, level }))
  const measured = sites.map(({ id, name, short, kind, at, locality }): SeriesView['subject'] => ({
    id, name, short: short ?? name.vi, level: 'site', ...(kind !== undefined && { kind }), ...(at && { at }), ...(locality !== undefined && { locality }),
  }))
  return new Map([...known, ...measured].map((subject) => [subject.id, subject]))
}
