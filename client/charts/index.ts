/** The one place that touches ECharts. */
export { Chart, type EChartsOption } from './Chart.tsx'
