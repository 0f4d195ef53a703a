import type { Limit, SeriesView } from '#contract'
import { clockUnitMs, isSpan } from '../../parts/index.ts'
import type { CountdownOptions } from './options.ts'

/** Where elapsed time begins to be marked, and where the deadline stands on the ruler (visual.md section 6). */
export const WATCH_FROM = 0.8
export const TICK_AT = 0.66

export interface Due {
  view: SeriesView
  /** Elapsed time over time allowed. */
  share: number
  /** Time left in the indicator's unit; below 0 it is overrun. */
  left: number
  status: 'bad' | 'watch' | 'good'
}

export interface Queue {
  /** The nearest to its deadline, or farthest beyond it, first. */
  due: Due[]
  /** Without a fresh figure: not judged, not in the queue, counted. */
  unknown: SeriesView[]
  /** Figures that are no lengths of time, or without a time allowed. */
  unfit: SeriesView[]
}

/** Who is near or beyond the deadline, by elapsed time that was reported. Pure. */
export function queueOf(views: readonly SeriesView[], options: Pick<CountdownOptions, 'only' | 'allowed' | 'runs'>, now: number): Queue {
  const queue: Queue = { due: [], unknown: [], unfit: [] }
  for (const view of views) {
    const allowed = options.allowed ?? allowedOf(view)
    if (!isSpan(view.indicator.unit) || allowed === undefined) queue.unfit.push(view)
    else if (typeof view.value !== 'number' || view.at === undefined || (view.freshness !== 'live' && view.freshness !== 'late')) queue.unknown.push(view)
    else {
      const elapsed = view.value + (options.runs ? Math.max(0, now - view.at) / (clockUnitMs(view.indicator.unit) ?? Infinity) : 0)
      const share = elapsed / allowed
      queue.due.push({ view, share, left: allowed - elapsed, status: share > 1 ? 'bad' : share >= WATCH_FROM ? 'watch' : 'good' })
    }
  }
  queue.due = queue.due.filter(({ share }) => options.only === 'all' || (options.only === 'over') === share > 1).toSorted((a, b) => b.share - a.share)
  return queue
}

const allowedOf = ({ target, indicator: { critical, warn } }: SeriesView): number | undefined => target?.value ?? plain(critical) ?? plain(warn)

const plain = (limit: Limit | undefined): number | undefined => (typeof limit === 'number' && limit > 0 ? limit : undefined)
