import type { SeriesView } from '#contract'
import { figureData, statusOf } from '../../parts/index.ts'
import { wantedOf } from './weigh.ts'
import './figure-list.css'

const WIDTH = 96
const TICK = 0.64 * WIDTH
/** The left end is a fifth of the wanted value away; beyond it the dot stands at the end. */
const REACH = 0.2

/** How far a figure is from what is wanted: the tick stands at one place in all rows, left of it is always worse. */
export function Ruler({ view }: { view: SeriesView }) {
  const wanted = wantedOf(view)
  const status = statusOf(view)
  if (typeof view.value !== 'number' || wanted === undefined || status === 'unknown') return <svg className="figure-ruler" width={WIDTH} height="24" aria-hidden="true"><path d={`M0 12H${WIDTH}`} className="ruler-line" /></svg>
  const reach = Math.max(Math.abs(wanted) * REACH, Number.EPSILON)
  const beyond = ((view.value - wanted) / reach) * (view.indicator.direction === 'lower' ? -1 : 1)
  const x = Math.min(WIDTH - 7, Math.max(7, TICK + beyond * TICK))
  return (
    <svg className={`figure-ruler is-${status}`} width={WIDTH} height="24" aria-hidden="true" {...figureData(view)}>
      <path d={`M0 12H${WIDTH}`} className="ruler-line" />
      <path d={`M${TICK} 12H${x.toFixed(1)}`} className="ruler-stem" />
      <path d={`M${TICK} 4V20`} className="ruler-tick" />
      <circle cx={x.toFixed(1)} cy="12" r="6" className="ruler-dot" />
    </svg>
  )
}
