import { useRef } from 'react'
import type { SeriesView } from '#contract'
import { type Locale, useSay } from '../../locale/index.ts'
import { Figure, hasSecondLine, MissingLine, PanelAge, partsWord, reportedText, RowName, shortName, statusOf, type ToldAbove, toldAbove, useSize, ViewGlyph } from '../../parts/index.ts'
import { oldClass } from '../old.ts'
import type { Place, WidgetProps } from '../widget.ts'
import type { LinearOptions } from './options.ts'
import { scaleFor } from './scale.ts'
import { Track } from './Track.tsx'

/** A tile of its own, less title and note. */
const USUAL = { width: 1_752, height: 850 }
/** Below this the marks of Vietnamese letters stand in the next row. */
const LEAST_ROW_PX = 78
/** A row that tells its own age and source has two lines. */
const LEAST_TALL_ROW_PX = 114

/** Several values, each on its own straight scale, in the order they were asked for: gauges, stations, a machine room. */
export function LinearRows({ views, options, title, now, locale, place }: WidgetProps<LinearOptions>) {
  const say = useSay()
  const list = useRef<HTMLDivElement>(null)
  const { height } = useSize(list, USUAL)
  const above = toldAbove(views)
  const fits = Math.max(1, Math.floor(height / (views.some((view) => hasSecondLine(view, above)) ? LEAST_TALL_ROW_PX : LEAST_ROW_PX)))
  const named = (view: SeriesView) => options.names[view.series]?.[locale] ?? nameOf(view, views, { locale, place })
  const shown = chooseRows(views, fits)
  const rest = views.filter((view) => !shown.includes(view))
  const reported = rest.filter(({ value }) => value !== undefined)
  const off = reported.filter((view) => ['bad', 'watch'].includes(statusOf(view))).length
  const parts = partsWord(views, locale)
  return (
    <article className="p linear-rows">
      <header className="pt wraps">
        <h2>{title}</h2>
        <PanelAge views={views} now={now} timeZone={place.timeZone} locale={locale}>{reportedText(views, locale)}</PanelAge>
      </header>
      <div className="note">{say('linear.note')}</div>
      <div className="lines" ref={list}>
        {shown.map((view) => <Row key={view.series} view={view} name={named(view)} options={options} above={above} now={now} timeZone={place.timeZone} locale={locale} />)}
      </div>
      <div className="foot">
        {reported.length > 0 && <div className="note rest-line">{say(off > 0 ? 'parts.restOff' : 'parts.rest', { n: reported.length, parts, off })}</div>}
        <MissingLine names={rest.filter(({ value }) => value === undefined).map(named)} parts={parts} locale={locale} />
      </div>
    </article>
  )
}

const SEVERITY: Partial<Record<ReturnType<typeof statusOf>, number>> = { bad: 0, watch: 1 }

/** Where not all have room, what is beyond its limit keeps its row; the order stays as asked for. */
export function chooseRows(views: readonly SeriesView[], fits: number): SeriesView[] {
  const first = new Set(views.toSorted((a, b) => (SEVERITY[statusOf(a)] ?? 2) - (SEVERITY[statusOf(b)] ?? 2)).slice(0, fits))
  return views.filter((view) => first.has(view))
}

/** Rows of one indicator are told apart by whose they are; of several, the province goes without saying. */
function nameOf({ indicator, subject }: SeriesView, views: readonly SeriesView[], { locale, place }: { locale: Locale; place: Place }): string {
  if (views.every((view) => view.indicator.id === indicator.id)) return subject.short
  return subject.id === place.subject || views.every((view) => view.subject.id === subject.id) ? shortName(indicator, locale) : `${shortName(indicator, locale)}, ${subject.short}`
}

interface RowProps { view: SeriesView; name: string; options: LinearOptions; above: ToldAbove; now: number; timeZone: string; locale: Locale }

function Row({ view, name, options, above, now, timeZone, locale }: RowProps) {
  const say = useSay()
  const status = statusOf(view)
  const isOff = view.value !== undefined && status !== 'good' && status !== 'unknown'
  return (
    <div className={`line is-${status}${oldClass(view)}`}>
      <RowName view={view} name={name} above={above} now={now} timeZone={timeZone} locale={locale} />
      {view.value === undefined ? <span className="ruler-none">{say('figure.noFigure')}</span> : <Track view={view} scale={scaleFor(view, options)} />}
      <span className="row-mark">{(isOff || (oldClass(view) !== '' && view.value !== undefined)) && <ViewGlyph freshness={view.freshness} status={status} />}</span>
      <Figure view={view} locale={locale} className="row-value" />
    </div>
  )
}
