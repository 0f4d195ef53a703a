import { useMemo } from 'react'
import { type SeriesName, type SeriesView, splitSeries } from '#contract'
import { useLive, useViews } from '../../live/index.ts'
import { spanOf } from './span.ts'

/** Figures by name, in their order, without their past. */
export function useFigures(series: readonly SeriesName[]): readonly SeriesView[] {
  return useViews(useMemo(() => (series.length === 0 ? undefined : { series: [...series] }), [series]))
}

/** One figure with as much of its past as its rhythm asks for. */
export function useFigure(series: SeriesName): SeriesView | undefined {
  const { catalogue } = useLive()
  const indicator = useMemo(() => catalogue.indicators.find(({ id }) => id === splitSeries(series).indicator), [catalogue, series])
  const query = useMemo(() => ({ series: [series] }), [series])
  const [view] = useViews(query, indicator && spanOf(indicator).trailMs)
  return view
}
