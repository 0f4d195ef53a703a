/** The one place that touches ECharts; loaded when the first chart is drawn, so that the wall's first numbers do not wait for it. */
import { createElement, lazy } from 'react'
import type { ChartProps } from './Chart.tsx'

/** Where its code cannot be fetched (the line is cut just now) the place stays empty; the panel keeps its number. */
const NoChart = (_props: ChartProps) => createElement('div', { className: 'chart' })

export const Chart = lazy(async () => ({ default: await import('./Chart.tsx').then(({ Chart: loaded }) => loaded, () => NoChart) }))
export { PaperChart, usePaperPen } from './PaperChart.tsx'
export type { EChartsOption } from 'echarts'
