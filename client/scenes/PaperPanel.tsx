import { useMemo } from 'react'
import type { Panel, SeriesView, SourceView } from '#contract'
import { useLive, useServerNow, useSources, useViews } from '../live/index.ts'
import { useLocale, useSay } from '../locale/index.ts'
import { ageWords, coverageText, Figure, Freshness, judgedBy, PaperTrail, Ring, shortName, statusOf, statusWord, usePaper, ViewGlyph } from '../parts/index.ts'
import { NoticeOptions } from '../widgets/notice/index.ts'
import { widgets } from '../widgets/index.ts'
import { COURSES, PaperCourse } from './PaperCourse.tsx'
import { useOutlook } from './use-outlook.ts'
import { usePicture } from './use-picture.ts'

/** One panel as a table: what, how much, against what, of when and from whom. */
export function PaperPanel({ panel }: { panel: Panel }) {
  const say = useSay()
  const locale = useLocale()
  const { place } = useLive()
  const needs = useMemo(() => needsOf(panel), [panel])
  const views = useViews(panel.query, needs.trailMs)
  const sources = useSources(needs.sources === true)
  const picture = usePicture(needs.picture)
  const outlook = useOutlook(views[0]?.series, needs.outlook)
  const [first] = views
  const isQuiet = panel.widget === 'alarm-list'
  const rows = isQuiet ? views.filter(({ value }) => value === undefined) : views
  const told = isQuiet ? sources.filter(({ freshness }) => freshness !== 'live') : sources
  const text = panel.widget === 'text' ? NoticeOptions.safeParse(panel.options).data : undefined
  const title = panel.title?.[locale] ?? (needs.sources === true ? say('paper.sources') : first === undefined ? panel.widget : shortName(first.indicator, locale))
  return (
    <section className="card paper-panel" data-panel={panel.id}>
      <h2>{title}</h2>
      {rows.length > 0 && <Rows views={rows} />}
      {views.length === 1 && first !== undefined && (COURSES.has(panel.widget)
        ? <PaperCourse view={first} spanMs={needs.trailMs ?? 0} isToday={panel.widget === 'intraday'} outlook={outlook} />
        : panel.widget === 'live-line' && <PaperTrail view={first} timeZone={place.timeZone} locale={locale} />)}
      {needs.sources === true && <Sources sources={told} />}
      {text !== undefined && text.text[locale].split(/\n\s*\n/).map((one) => <p key={one}>{one}</p>)}
      {picture !== undefined && <p>{say('paper.picture', { name: picture.title[locale] })}. {ageWords(picture.freshness, picture.takenAt, 0, place.timeZone, locale, true).age}</p>}
      {rows.length === 0 && needs.sources !== true && text === undefined && <p className="paper-note">{say(panel.query === undefined ? 'paper.onScreen' : 'paper.noRows')}</p>}
    </section>
  )
}

/** Options the widget does not know are its own panel's fault: here it is then a panel without a past. */
function needsOf({ widget: kind, options }: Panel) {
  const widget = widgets[kind]
  const parsed = widget?.options.safeParse(options)
  return widget !== undefined && parsed?.success === true ? widget.needs(parsed.data) : {}
}

function Rows({ views }: { views: readonly SeriesView[] }) {
  const say = useSay()
  const locale = useLocale()
  const { timeZone } = useLive().place
  const now = useServerNow(1_000) ?? 0
  const isOneIndicator = new Set(views.map(({ indicator }) => indicator.id)).size === 1 && views.length > 1
  const isOnePlace = new Set(views.map(({ subject }) => subject.id)).size === 1
  const nameOf = (view: SeriesView) => (isOneIndicator ? view.subject.name[locale] : shortName(view.indicator, locale))
  return (
    <table className="paper-table">
      <thead>
        <tr>
          <th scope="col">{say(isOneIndicator ? 'paper.place' : 'paper.name')}</th><th scope="col" className="is-figure">{say('paper.value')}</th>
          <th scope="col">{say('paper.verdict')}</th><th scope="col">{say('paper.ageSource')}</th>
        </tr>
      </thead>
      <tbody>
        {views.map((view) => (
          <tr key={view.series}>
            <th scope="row">{nameOf(view)}{!isOneIndicator && (views.length === 1 || !isOnePlace) && <small>{view.subject.name[locale]}</small>}</th>
            <td className="is-figure"><Figure view={view} locale={locale} /></td>
            <td><span className="paper-verdict"><ViewGlyph freshness={view.freshness} status={statusOf(view)} /><span>{statusWord(view, locale)}{statusOf(view) !== 'unknown' && <small>{judgedBy(view, locale)}</small>}</span></span></td>
            <td><Freshness view={view} now={now} timeZone={timeZone} locale={locale}>{coverageText(view, locale)}</Freshness></td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Sources({ sources }: { sources: readonly SourceView[] }) {
  const say = useSay()
  const locale = useLocale()
  const { timeZone } = useLive().place
  const now = useServerNow(1_000) ?? 0
  const isPaper = usePaper()
  if (sources.length === 0) return <p className="paper-note">{say('system.noneSlow')}</p>
  return (
    <table className="paper-table">
      <thead><tr><th scope="col">{say('paper.source')}</th><th scope="col">{say('paper.state')}</th><th scope="col">{say('paper.newest')}</th></tr></thead>
      <tbody>
        {sources.map(({ info, freshness, health }) => {
          const { word, age } = ageWords(freshness, health?.newestAt, now, timeZone, locale, isPaper)
          return (
            <tr key={info.id}>
              <th scope="row">{info.title[locale]}</th>
              <td><span className="paper-verdict"><Ring freshness={freshness} gone={0} /><span>{word ?? say('paper.onTime')}{health?.error !== undefined && <small>{say(`sources.error-${health.error.kind}`)}</small>}</span></span></td>
              <td>{age === '' ? '–' : age}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
