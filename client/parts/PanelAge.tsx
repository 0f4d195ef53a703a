import { type SeriesView, type SourceInfo, worstFreshness } from '#contract'
import { type Locale, SAYS } from '../locale/index.ts'
import { commonCoverage } from './coverage.ts'
import { Freshness } from './Freshness.tsx'

interface Props {
  views: readonly SeriesView[]
  now: number
  timeZone: string
  locale: Locale
  /** Between age and source: `92/96 xã`. */
  children?: string | undefined
}

/** Age and source of a panel of many figures: as old as its oldest, as fresh as its worst. Those that never reported are counted elsewhere. */
export function PanelAge({ views, now, timeZone, locale, children }: Props) {
  const told = views.filter(({ at }) => at !== undefined)
  const oldest = told.reduce<SeriesView | undefined>((found, view) => (found?.at !== undefined && found.at <= (view.at ?? 0) ? found : view), undefined)
  const freshness = told.length === 0 ? (views[0]?.freshness ?? 'never') : worstFreshness(told.map((view) => view.freshness))
  const view = {
    freshness, source: commonSource(told, locale), suspect: told.some(({ suspect }) => suspect === true),
    ...(oldest?.at === undefined ? {} : { at: oldest.at }), ...(oldest?.liveUntil === undefined ? {} : { liveUntil: oldest.liveUntil }),
  }
  const coverage = commonCoverage(views)
  const said = [children, coverage === undefined ? undefined : SAYS[locale]('coverage.communes', { ...coverage })].filter((text) => text !== undefined)
  return <Freshness view={view} now={now} timeZone={timeZone} locale={locale}>{said.length === 0 ? undefined : said.join(' · ')}</Freshness>
}

/** Whether one line of age and source can speak for all of them. */
export const hasOneSource = (views: readonly SeriesView[]): boolean => new Set(views.flatMap(({ source }) => source?.id ?? [])).size <= 1

/** Several sources are counted; they are simulated as soon as one of them is. */
function commonSource(views: readonly SeriesView[], locale: Locale): SourceInfo | undefined {
  const found = new Map<string, SourceInfo>()
  for (const { source } of views) if (source !== undefined) found.set(source.id, source)
  const sources = [...found.values()]
  const first = sources[0]
  if (first === undefined || sources.length === 1) return first
  const count = SAYS[locale]('parts.sources', { n: sources.length })
  return { ...first, short: { vi: count, en: count }, origin: sources.find(({ origin }) => origin !== 'real')?.origin ?? 'real' }
}
