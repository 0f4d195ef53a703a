import type { SeriesView } from '#contract'
import { Figure, Freshness, judgedBy, shortName, StatusGlyph, statusOf } from '../../parts/index.ts'
import { oldClass } from '../old.ts'
import type { WidgetProps } from '../widget.ts'
import type { LinearOptions } from './options.ts'
import { limitsOf, normalBand, scaleOf } from './scale.ts'
import './linear.css'

/** A value on a straight scale with its normal band and limits: what elsewhere is a dial. */
export function LinearView({ views, options, title, now, wall, locale, place }: WidgetProps<LinearOptions>) {
  const view = views[0]
  if (view === undefined) return <article className="p"><h3>{title}</h3></article>
  const status = statusOf(view)
  const isOff = status === 'bad' || status === 'watch'
  return (
    <article className={`p linear${wall ? '' : ' is-near'}${status === 'bad' ? ' is-bad' : ''}${oldClass(view)}`}>
      <header>
        <h3>{title ?? shortName(view.indicator, locale)}</h3>
        <span>
          {isOff && <StatusGlyph status={status} />}
          <Figure view={view} locale={locale} className="num s" />
        </span>
      </header>
      <Track view={view} options={options} color={status === 'bad' ? 'var(--p2)' : status === 'watch' ? 'var(--p3)' : 'var(--t1)'} />
      <Freshness view={view} now={now} timeZone={place.timeZone} locale={locale}>{view.pace === undefined ? undefined : judgedBy(view, locale)}</Freshness>
    </article>
  )
}

function Track({ view, options, color }: { view: SeriesView; options: LinearOptions; color: string }) {
  const scale = scaleOf(view, options)
  const at = (value: number) => `${(100 * Math.min(1, Math.max(0, (value - scale.low) / (scale.high - scale.low)))).toFixed(2)}%`
  const band = normalBand(view, scale)
  return (
    <div className="linear-track" aria-hidden="true">
      {band !== undefined && <u style={{ left: at(band.low), right: `calc(100% - ${at(band.high)})` }} />}
      {limitsOf(view).map((limit) => <i key={limit} style={{ left: at(limit) }} />)}
      {view.pace !== undefined && <em style={{ left: at(view.pace.expected) }} />}
      {typeof view.value === 'number' && <b style={{ left: at(view.value), borderTopColor: color }} />}
    </div>
  )
}
