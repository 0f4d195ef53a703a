/** The one place that touches ECharts; loaded when the first chart is drawn, so that the wall's first numbers do not wait for it. */
import { lazy } from 'react'

export const Chart = lazy(async () => ({ default: (await import('./Chart.tsx')).Chart }))
export type { EChartsOption } from 'echarts'
