import type { Catalogue, Panel, PlainQuery, Scene, SeriesQuery } from '#contract'
import { splitSeries } from '#contract'

/** The indicators a query names, in its order. */
export function indicatorsOf(query: SeriesQuery | undefined): string[] {
  if (query === undefined) return []
  const plain: readonly PlainQuery[] = 'together' in query ? query.together : [query]
  return [...new Set(plain.flatMap((one) => ('series' in one ? one.series.map((series) => splitSeries(series).indicator as string) : 'indicators' in one ? one.indicators : [one.indicator])))]
}

/** The feeds a panel's figures come on. */
export function feedsOf(panel: Pick<Panel, 'query'>, { indicators }: Pick<Catalogue, 'indicators'>): string[] {
  const wanted = indicatorsOf(panel.query)
  return [...new Set(indicators.filter(({ id }) => wanted.includes(id)).map(({ domain }) => domain as string))]
}

/** What the scene must watch besides what it watches, for this panel. */
export const missingFeeds = (scene: Scene, panel: Panel, catalogue: Pick<Catalogue, 'indicators'>): string[] =>
  feedsOf(panel, catalogue).filter((feed) => !scene.feeds.includes(feed))
