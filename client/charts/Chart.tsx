import EChartsReactCore from 'echarts-for-react/esm/core'
import { LineChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent } from 'echarts/components'
import type { EChartsOption } from 'echarts'
import * as echarts from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { memo } from 'react'
import { useDeferredOption } from './use-deferred-option.ts'
import { chartTheme } from './theme.ts'

echarts.use([LineChart, GridComponent, MarkLineComponent, CanvasRenderer])
echarts.registerTheme('ioc-wall', chartTheme(true))
echarts.registerTheme('ioc-desk', chartTheme(false))

export interface ChartProps {
  option: EChartsOption
  wall: boolean
  /** What the picture shows, for those who cannot see it. */
  label: string
}

/** A chart on a canvas, without animation, painted at most once a second (5 ms a chart at wall size, measured). */
export const Chart = memo(function Chart({ option, wall, label }: ChartProps) {
  const shown = useDeferredOption(option, 1_000)
  return (
    <div className="chart" role="img" aria-label={label}>
      <EChartsReactCore echarts={echarts} option={shown} theme={wall ? 'ioc-wall' : 'ioc-desk'} lazyUpdate style={{ width: '100%', height: '100%' }} />
    </div>
  )
})
