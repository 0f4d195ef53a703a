import type { SeriesView, Status } from '#contract'
import { inkOf } from '../../parts/index.ts'

interface Props {
  view: SeriesView
  status: Status
  marks: {
    /** The value at the right end. */
    full: number
    /** Where the plan ends, when more than it was done. */
    plan?: number
    /** Main target, or the pace needed. */
    heavy?: number | undefined
    /** Further targets. */
    thin?: readonly number[]
    /** The same period of last year. */
    dashed?: number | undefined
  }
  data: Record<string, string>
}

/** A bar from 0 on its track, with ticks. */
export function Track({ view, status, marks: { full, plan, heavy, thin = [], dashed }, data }: Props) {
  const at = (value: number) => `${(100 * Math.min(1, Math.max(0, value / full))).toFixed(2)}%`
  const isOld = view.freshness === 'stale' || view.freshness === 'lost'
  const value = typeof view.value === 'number' ? view.value : undefined
  return (
    <div className="bullet-track" aria-hidden="true">
      <s style={{ width: at(plan ?? full) }} />
      {value !== undefined && <b style={{ width: at(value), background: isOld ? 'var(--ink-3)' : status === 'bad' || status === 'watch' ? inkOf(status) : 'var(--ink-2)' }} {...data} />}
      {dashed !== undefined && <i className="is-dashed" style={{ left: at(dashed) }} />}
      {thin.map((one) => <i key={one} className="is-thin" style={{ left: at(one) }} />)}
      {heavy !== undefined && <i style={{ left: at(heavy) }} />}
    </div>
  )
}
