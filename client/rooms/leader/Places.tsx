import { useMemo, useState } from 'react'
import { Link } from 'wouter'
import { type Locality, type SeriesName, type SeriesView, seriesName } from '#contract'
import { dayIn, selectSeries, useServerNow, useViews } from '../../live/index.ts'
import { finderOf, useLocale, useSay } from '../../locale/index.ts'
import { Figure, FindBox, Freshness, shortName } from '../../parts/index.ts'
import { Back } from './Back.tsx'
import { FigureList } from '../figure-list/FigureList.tsx'
import { ProvinceMap } from './later.tsx'
import { useFigures } from '../figure-list/use-figures.ts'
import { PlaceState, type PlaceStanding, standingOf } from './PlaceState.tsx'
import { useSheet } from './sheet.ts'

const DAY_MS = 86_400_000

interface Standing extends PlaceStanding {
  locality: Locality
  lead: SeriesView | undefined
}

/** All places of today, those with the most that is wrong first; found by name with or without its accents. */
export function Places() {
  const say = useSay()
  const locale = useLocale()
  const { timeZone, indicator, briefing } = useSheet()
  const now = useServerNow(1_000) ?? 0
  const [wanted, want] = useState('')
  const standings = useStandings()
  const isFound = finderOf(wanted)
  const shown = standings.filter(({ locality }) => isFound(locality.name[locale]))
  const info = briefing.map && indicator(briefing.map.indicator)
  return (
    <>
      <h1>{say('leader.part-places')}</h1>
      <div className="leader-overview">
        <section className="leader-column">
          <FindBox label={say('find.commune')} wanted={wanted} want={want} found={shown.length} />
          {shown.length > 0 && info !== undefined && <p className="desk-note">{say('leader.placesBy', { indicator: shortName(info, locale) })}</p>}
          <ul className="card leader-places">
            {shown.map(({ locality, lead, ...standing }) => (
              <li key={locality.id}>
                <Link href={`/leader/places/${locality.id}`}>{locality.name[locale]}</Link>
                {lead !== undefined && <span className="leader-place-lead"><Figure view={lead} locale={locale} className="num" /><Freshness view={lead} now={now} timeZone={timeZone} locale={locale} /></span>}
                <span className="leader-place-state"><PlaceState standing={standing} /></span>
              </li>
            ))}
          </ul>
        </section>
        {briefing.map !== undefined && <ProvinceMap {...briefing.map} />}
      </div>
    </>
  )
}

function useStandings(): Standing[] {
  const { briefing, catalogue } = useSheet()
  const day = dayIn(catalogue.deployment.timeZone, useServerNow(DAY_MS) ?? 0)
  const places = useMemo(() => {
    const known = new Map<string, Locality>(catalogue.localities.map((one) => [one.id, one]))
    const { indicator = briefing.locality[0], of = catalogue.deployment.subject } = briefing.map ?? {}
    if (indicator === undefined) return []
    return selectSeries({ indicator, level: 'commune', of }, catalogue, day).flatMap((series) => known.get(series.slice(series.indexOf('@') + 1)) ?? [])
  }, [briefing, catalogue, day])
  const names = useMemo(() => places.flatMap(({ id }) => briefing.locality.map((indicator): SeriesName => seriesName(indicator, id))), [places, briefing])
  const views = useViews(useMemo(() => (names.length === 0 ? undefined : { series: names }), [names]))
  return useMemo(() => {
    const byPlace = new Map<string, SeriesView[]>()
    for (const view of views) byPlace.set(view.subject.id, [...(byPlace.get(view.subject.id) ?? []), view])
    return places.map((locality): Standing => {
      const own = byPlace.get(locality.id) ?? []
      return { locality, ...standingOf(own), lead: own.find(({ indicator }) => indicator.id === briefing.map?.indicator) }
    }).toSorted((a, b) => b.bad - a.bad || b.watch - a.watch || a.locality.name.vi.localeCompare(b.locality.name.vi, 'vi'))
  }, [views, places, briefing])
}

/** One place by the figures of the briefing. */
export function Place({ locality }: { locality: Locality }) {
  const say = useSay()
  const locale = useLocale()
  const { briefing } = useSheet()
  const names = useMemo(() => briefing.locality.map((indicator) => seriesName(indicator, locality.id)), [briefing, locality])
  const standing = standingOf(useFigures(names))
  return (
    <>
      <Back href="/leader/places">{say('leader.part-places')}</Back>
      <h1>{locality.name[locale]}</h1>
      <p className="leader-place-state"><PlaceState standing={standing} /></p>
      <FigureList series={names} label={locality.name[locale]} />
    </>
  )
}
