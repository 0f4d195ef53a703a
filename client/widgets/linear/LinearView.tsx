import type { SeriesView } from '#contract'
import { Figure, Freshness, shortName, statusOf } from '../../parts/index.ts'
import { oldClass } from '../old.ts'
import type { WidgetProps } from '../widget.ts'
import type { LinearOptions } from './options.ts'
import './linear.css'

/** A value on a straight scale with its limits: what elsewhere is a dial. */
export function LinearView({ views, options, title, now, wall, locale, place }: WidgetProps<LinearOptions>) {
  const view = views[0]
  if (view === undefined) return <article className="p" />
  const scale = scaleOf(view, options)
  const at = (value: number) => `${(100 * Math.min(1, Math.max(0, (value - scale.low) / (scale.high - scale.low)))).toFixed(2)}%`
  const status = statusOf(view)
  const color = status === 'bad' ? 'var(--p2)' : status === 'watch' ? 'var(--p3)' : 'var(--t1)'
  return (
    <article className={`p linear${wall ? '' : ' is-near'}${oldClass(view)}`}>
      <header>
        <h3>{title ?? shortName(view.indicator, locale)}</h3>
        <Figure view={view} locale={locale} className="num s" />
      </header>
      <div className="linear-track" aria-hidden="true">
        {limitsOf(view).map((limit) => <i key={limit} style={{ left: at(limit) }} />)}
        {typeof view.value === 'number' && <b style={{ left: at(view.value), borderTopColor: color }} />}
      </div>
      <Freshness view={view} now={now} timeZone={place.timeZone} locale={locale} />
    </article>
  )
}

function limitsOf({ indicator, target }: SeriesView): number[] {
  const all = [indicator.warn, indicator.critical].flatMap((limit) => (limit === undefined ? [] : typeof limit === 'number' ? [limit] : [limit.low, limit.high]))
  return target === undefined ? all : [...all, target.value]
}

function scaleOf(view: SeriesView, { low, high }: LinearOptions): { low: number; high: number } {
  const marks = [...limitsOf(view), ...(typeof view.value === 'number' ? [view.value] : [])]
  const top = view.indicator.unit === '%' ? 100 : Math.max(100, ...marks)
  return { low: low ?? Math.min(0, ...marks), high: high ?? top }
}
