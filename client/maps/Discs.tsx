import { useMemo } from 'react'
import type { LocalityMap as Shapes } from '#contract'
import { type Fitted, placeIn } from './fit-outline.ts'
import { project } from './use-leaflet.ts'
import type { MapDisc, Mark } from './use-overlay.ts'

/** Counts of the localities, each with the share that is overdue as an arc. */
export function Discs({ discs, size }: { discs: readonly (MapDisc & Mark)[]; size: { width: number; height: number } }) {
  return (
    <svg className="lm-discs" width={size.width} height={size.height}>
      {discs.map(({ subject, text, r, share, isOld, data, x, y }) => (
        <g key={subject} {...data} transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
          <circle r={r} className={isOld ? 'lm-disc is-old' : 'lm-disc'} />
          {share !== undefined && share > 0 && <path className="lm-arc" d={arcOf(r, Math.min(share, 0.9999))} />}
          {text !== '' && <text textAnchor="middle" dominantBaseline="central">{text}</text>}
        </g>
      ))}
    </svg>
  )
}

/** From twelve o'clock, clockwise. */
function arcOf(r: number, share: number): string {
  const angle = 2 * Math.PI * share
  return `M0 ${-r}A${r} ${r} 0 ${share > 0.5 ? 1 : 0} 1 ${(r * Math.sin(angle)).toFixed(2)} ${(-r * Math.cos(angle)).toFixed(2)}`
}

/** Lines only: the areas below keep their colours. */
export function Outlines({ shapes, fitted, size }: { shapes: Shapes; fitted: Fitted; size: { width: number; height: number } }) {
  const path = useMemo(() => shapes.features.flatMap(({ geometry }) => (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).flat()).map((ring) => {
    const points = ring.map((at) => placeIn(fitted, project(at)))
    return `M${points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`
  }).join(''), [shapes, fitted])
  return <svg className="lm-eras" width={size.width} height={size.height} aria-hidden="true"><path d={path} /></svg>
}
