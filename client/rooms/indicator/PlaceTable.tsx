import { useMemo, useState } from 'react'
import { type Indicator, type SeriesQuery, seriesName, type SeriesView } from '#contract'
import { useConnection, useLive, useServerNow, useViews } from '../../live/index.ts'
import { finderOf, type Locale, useLocale, useSay } from '../../locale/index.ts'
import { ageWords, coverageText, ExportLinks, Figure, FindBox, nameSome, sourceName, StatusGlyph, statusOf, statusWord, usePaper } from '../../parts/index.ts'
import { subjectsOf } from '../agency/names.ts'
import { orderViews } from './order-views.ts'

const FIRST = 20
const MOST_NAMED = 6

/** What an indicator is at every place now, the worst first and the silent ones last; counted, so that a part does not look like the whole. */
export function PlaceTable({ indicator }: { indicator: Indicator }) {
  const say = useSay()
  const locale = useLocale()
  const { catalogue } = useLive()
  const { state } = useConnection()
  const now = useServerNow(1_000) ?? 0
  const query = useMemo<SeriesQuery>(() => {
    const { subject } = catalogue.deployment
    const places = subjectsOf(indicator, catalogue, 'all').map(({ id }) => id)
    return { series: [...new Set([subject, ...places])].map((one) => seriesName(indicator.id, one)) }
  }, [catalogue, indicator])
  const views = useViews(query)
  const { whole, parts } = orderViews(views, { indicator, province: catalogue.deployment.subject })
  const told = parts.filter(({ value }) => value !== undefined)
  const fresh = told.filter(({ freshness }) => freshness === 'live').length
  const silent = parts.filter(({ value }) => value === undefined)
  const [isWhole, setWhole] = useState(false)
  const isPaper = usePaper()
  const [wanted, want] = useState('')
  const isFound = finderOf(wanted)
  const all = [...whole, ...parts]
  const rows = all.filter(({ subject }) => isFound(subject.name[locale], subject.short))
  const shown = isWhole || isPaper ? rows : rows.slice(0, FIRST)
  return (
    <section className="card" aria-labelledby="places-title" data-connection={state}>
      <header className="card-head">
        <h2 id="places-title">{say('definition.places')}</h2>
        <ExportLinks path={`/api/v1/tables/values?indicator=${encodeURIComponent(indicator.id)}`} of={say('definition.places')} />
        {parts.length > 0 && <p className="desk-note places-count">{say('definition.placeCount', { told: told.length, all: parts.length, fresh })}{silent.length > 0 && ` ${say('coverage.missing', { names: nameSome(silent.map(({ subject }) => subject.name[locale]), (n) => say('definition.more', { n }), MOST_NAMED) })}.`}</p>}
      </header>
      {all.length > FIRST && <FindBox label={say('find.place')} wanted={wanted} want={want} found={rows.length} />}
      <div className="scroll-x">
        <table className="desk-table places">
          <thead>
            <tr>
              <th scope="col">{say('definition.place')}</th><th scope="col" className="is-figure">{say('lineage.value')}</th>
              <th scope="col">{say('definition.verdict')}</th><th scope="col">{say('definition.age')}</th><th scope="col">{say('definition.source')}</th>
            </tr>
          </thead>
          <tbody>{shown.map((view) => <Row key={view.series} view={view} now={now} timeZone={catalogue.deployment.timeZone} locale={locale} />)}</tbody>
        </table>
      </div>
      {shown.length < rows.length && <p className="card-foot"><button type="button" onClick={() => setWhole(true)}>{say('definition.showAll', { n: rows.length })}</button></p>}
    </section>
  )
}

function Row({ view, now, timeZone, locale }: { view: SeriesView; now: number; timeZone: string; locale: Locale }) {
  const say = useSay()
  const isPaper = usePaper()
  const { word, age } = ageWords(view.freshness, view.at, now, timeZone, locale, isPaper)
  const status = statusOf(view)
  const isTold = view.value !== undefined
  return (
    <tr className={isTold && view.freshness !== 'stale' && view.freshness !== 'lost' ? undefined : 'is-old'}>
      <th scope="row">{isTold ? <a href={`/figure/${encodeURIComponent(view.series)}`}>{view.subject.name[locale]}</a> : view.subject.name[locale]}</th>
      <td className="is-figure"><Figure view={view} locale={locale} />{view.coverage !== undefined && <small>{coverageText(view, locale)}</small>}</td>
      <td data-label={say('definition.verdict')}>{status !== 'unknown' && <span className="state-mark"><StatusGlyph status={status} />{statusWord(view, locale)}</span>}</td>
      <td data-label={say('definition.age')}>{[word, age].filter((text) => text !== undefined && text !== '').join(' ')}{view.suspect === true && <small>{say('fresh.suspect')}</small>}</td>
      <td data-label={say('definition.source')}>{isTold && <>{sourceName(view.source, locale)}{view.source !== undefined && view.source.origin !== 'real' && ` · ${say('figure.demo')}`}</>}</td>
    </tr>
  )
}
