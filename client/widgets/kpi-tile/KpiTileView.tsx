import { formatTime, formatValue, useSay } from '../../locale/index.ts'
import { changeOf, coverageText, Delta, Figure, Freshness, isBesideName, shortName, Sparkline, statusOf, verdictOf, ViewGlyph } from '../../parts/index.ts'
import { oldClass } from '../old.ts'
import type { WidgetProps } from '../widget.ts'
import { type KpiTileOptions, SPAN_MS } from './options.ts'
import './kpi-tile.css'

const LONG_NAME = 26

/** One figure that leads: value, course, target, change, age and source. */
export function KpiTileView({ views, options, title, now, locale, place }: WidgetProps<KpiTileOptions>) {
  const say = useSay()
  const view = views[0]
  if (view === undefined) return <article className="p kpi"><h3>{title}</h3><p className="p-empty">{say('figure.noFigure')}</p></article>
  const status = statusOf(view)
  const isOld = view.freshness === 'stale' || view.freshness === 'lost'
  const change = isOld ? { why: 'none' as const } : changeOf(view, SPAN_MS[options.since])
  const isWide = typeof view.value === 'number' && Math.abs(view.value) >= 10_000
  const name = title ?? shortName(view.indicator, locale)
  const coverage = coverageText(view, locale)
  const isAbove = isBesideName(name)
  const { word, rest } = verdictOf(view, locale)
  const spark = sparkWidth(formatValue(view.value, view.indicator, locale), view.indicator.unit, isWide)
  const base = view.value === undefined || view.at === undefined ? '' : isOld
    ? say('figure.lastAt', { time: formatTime(view.at, place.timeZone, locale, { hour: '2-digit', minute: '2-digit' }) })
    : say('by' in change ? `figure.since-${options.since}` : `figure.noBase-${change.why}`)
  return (
    <article className={`p kpi${oldClass(view)}`}>
      <header>
        <h3 className={name.length > LONG_NAME ? 'is-long' : undefined}>{name}</h3>
        <span className="kpi-marks">
          {isAbove && coverage !== undefined && <span className="note">{coverage}</span>}
          {(isOld || status === 'bad' || status === 'watch') && <ViewGlyph freshness={view.freshness} status={status} />}
        </span>
      </header>
      <div className="kv">
        <Figure view={view} locale={locale} className={isWide ? 'num m' : 'num l'} />
        {spark > 0 && <Sparkline points={view.trail ?? []} target={view.target?.value} expected={view.pace?.expected} status={status} isStale={view.freshness === 'stale'} width={spark} height={150} />}
      </div>
      <div className="km">
        <span><b>{word}</b> {rest}</span>
        {/* The figure above names its unit; only points differ from it, and the line has no room for both. */}
        {'by' in change && <Delta view={view} delta={change.by} locale={locale} withUnit={view.indicator.unit === '%'} />}
      </div>
      <footer>
        <Freshness view={view} now={now} timeZone={place.timeZone} locale={locale}>{isAbove ? undefined : coverage}</Freshness>
        <span className="note" data-not-compared={'why' in change && change.why !== 'none' ? change.why : undefined}>{base}</span>
      </footer>
    </article>
  )
}

/** The sparkline takes what the figure leaves, or nothing: hero digits are about 93 px wide, medium ones 66, unit letters 40. */
function sparkWidth(text: string, unit: string, isWide: boolean): number {
  const figure = text.replaceAll(/[.,]/g, '').length * (isWide ? 66 : 93) + text.replaceAll(/\d/g, '').length * (isWide ? 30 : 42) + 16
  const unitWidth = unit === '' ? 0 : 30 + unit.length * (isWide ? 27 : 40)
  const left = 828 - 24 - figure - unitWidth
  return left < 120 ? 0 : Math.min(380, left)
}
