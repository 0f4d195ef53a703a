import type { SeriesView } from '#contract'
import { type Locale, useSay } from '../../locale/index.ts'
import { Delta, deltaOf, Figure, Freshness, judgedBy, shortName, Sparkline, StaleGlyph, StatusGlyph, statusOf, statusWord } from '../../parts/index.ts'
import { oldClass } from '../old.ts'
import type { Place, WidgetProps } from '../widget.ts'
import './domain-rows.css'

const HOUR = 3_600_000

/** One line per indicator: name with age and source, course, value, and what it is judged by. */
export function DomainRowsView({ views, title, now, locale, place }: WidgetProps<object>) {
  const say = useSay()
  return (
    <article className="p drows">
      <header className="pt">
        <h2>{title}</h2>
        <span className="note">{say('rows.note')}</span>
      </header>
      {views.map((view) => <Row key={view.series} view={view} now={now} locale={locale} place={place} />)}
    </article>
  )
}

function Row({ view, now, locale, place }: { view: SeriesView; now: number; locale: Locale; place: Place }) {
  const status = statusOf(view)
  const delta = deltaOf(view, HOUR)
  return (
    <div className={`drow${oldClass(view)}`}>
      <div>
        <h3>{shortName(view.indicator, locale)}</h3>
        <Freshness view={view} now={now} timeZone={place.timeZone} locale={locale} />
      </div>
      <Sparkline points={view.trail ?? []} target={view.target?.value} status={status} isStale={view.freshness === 'stale'} width={270} height={100} stroke={4} dot={9} />
      <Figure view={view} locale={locale} className="num s" />
      <div className="dmeta">
        <span>
          {delta !== undefined && <Delta view={view} delta={delta} locale={locale} />}
          {view.freshness === 'stale' ? <StaleGlyph /> : <StatusGlyph status={status} />}
          <b>{statusWord(view, locale)}</b>
        </span>
        <span>{judgedBy(view, locale)}</span>
      </div>
    </div>
  )
}
