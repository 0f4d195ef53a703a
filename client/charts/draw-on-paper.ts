import { LineChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import type { EChartsOption } from 'echarts'
import { SVGRenderer } from 'echarts/renderers'
import { chartTheme } from './theme.ts'

echarts.use([LineChart, GridComponent, MarkLineComponent, SVGRenderer])
echarts.registerTheme('ioc-paper', chartTheme(false))

/** The width between the margins of an A4 sheet. */
const SIZE = { width: 688, height: 208 }

/** Draws at once, as lines and letters that are sharp at any scale: a sheet is made in one moment and waits for no frame. Answers how to take it away. */
export function drawOnPaper(place: HTMLElement, option: EChartsOption): () => void {
  const chart = echarts.init(place, 'ioc-paper', { renderer: 'svg', ...SIZE })
  chart.setOption(option)
  chart.getZr().flush()
  // With it a narrow screen and a wide sheet scale the picture instead of cutting it.
  place.querySelector('svg')?.setAttribute('viewBox', `0 0 ${SIZE.width} ${SIZE.height}`)
  return () => chart.dispose()
}
