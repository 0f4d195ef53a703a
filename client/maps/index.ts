/** The one place that touches Leaflet; loaded when the first map is drawn, so that the wall's first numbers do not wait for it. */
import { createElement, lazy } from 'react'
import type { LocalityMapProps } from './LocalityMap.tsx'
import './maps.css'

/** Where its code cannot be fetched (the line is cut just now) the place says so; the panel keeps its legend and its age. */
const NoMap = ({ label }: LocalityMapProps) => createElement('div', { className: 'lm', role: 'img', 'aria-label': label })

export const LocalityMap = lazy(async () => ({ default: await import('./LocalityMap.tsx').then(({ LocalityMap: loaded }) => loaded, () => NoMap) }))
export { chooseBreaks, stepOf } from './steps.ts'
export { labelWidth } from './label-width.ts'
export type { MapLabel, Shade } from './LocalityMap.tsx'
export type { Box } from './place-labels.ts'
export type { PointShape, PointState } from './point-painter.ts'
export type { MapDisc, MapPoint, Overlay } from './use-overlay.ts'
