import type { SeriesView } from '#contract'
import { statusOf } from '../../parts/index.ts'
import { limitsOf, normalBand, type Range } from './scale.ts'

/** The scale with its normal band, a tick at each limit, and the value above it. */
export function Track({ view, scale }: { view: SeriesView; scale: Range }) {
  const at = (value: number) => `${(100 * Math.min(1, Math.max(0, (value - scale.low) / (scale.high - scale.low)))).toFixed(2)}%`
  const band = normalBand(view, scale)
  const status = statusOf(view)
  const color = status === 'bad' ? 'var(--p2)' : status === 'watch' ? 'var(--p3)' : 'var(--t1)'
  return (
    <div className="linear-track" aria-hidden="true">
      {band !== undefined && <u style={{ left: at(band.low), right: `calc(100% - ${at(band.high)})` }} />}
      {limitsOf(view).filter((limit) => limit >= scale.low && limit <= scale.high).map((limit) => <i key={limit} style={{ left: at(limit) }} />)}
      {view.pace !== undefined && <em style={{ left: at(view.pace.expected) }} />}
      {typeof view.value === 'number' && <b style={{ left: at(view.value), borderTopColor: color }} />}
    </div>
  )
}
