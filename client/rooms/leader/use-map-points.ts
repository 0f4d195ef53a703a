import { useMemo, useState } from 'react'
import { layerIndicators, type LocalityMap, type MapPoints, type SeriesQuery, type SeriesView } from '#contract'
import { useViews } from '../../live/index.ts'
import { useLocale } from '../../locale/index.ts'
import type { MapDisc } from '../../maps/index.ts'
import { createMemory, describeClusters, describePoints, type PointMapOptions, type Points } from '../../widgets/point-map/index.ts'
import { useSheet } from './sheet.ts'

/** Marks are made for a wall that is read at some metres. */
export const DESK_SCALE = 0.42
/** Ninety counts have to find room on a phone. */
const DISC_SCALE = 0.22

const NAMED_FROM = 2

export interface DrawnPoints {
  options: PointMapOptions
  points: Points
  discs: readonly MapDisc[]
  views: readonly SeriesView[]
}

/** The chosen sites and counts, as the map of a wall would draw them. */
export function useMapPoints(chosen: readonly MapPoints[], of: string, shapes: LocalityMap | undefined): DrawnPoints {
  const locale = useLocale()
  const { indicator } = useSheet()
  const [memory] = useState(createMemory)
  const query = useMemo((): SeriesQuery | undefined => queryOf(chosen, of), [chosen, of])
  const views = useViews(query)
  const options = useMemo((): PointMapOptions => {
    const kinds = chosen.flatMap((layer) => ('sites' in layer ? layer.sites.flatMap((id) => indicator(id)?.siteKind ?? []).map((kind) => ({ kind, shape: layer.shape, title: layer.title })) : []))
    const [counts] = countsOf(chosen)
    return { points: kinds.length > 0, kinds: [...new Map(kinds.map((one) => [one.kind, one])).values()], nameFrom: NAMED_FROM, numberFrom: 1, most: 0, seams: [], ...(counts && { counts }) }
  }, [chosen, indicator])
  const points = useMemo(() => describePoints(views.filter(({ subject }) => subject.level === 'site'), { shapes, options, memory }), [views, shapes, options, memory])
  const discs = useMemo(() => countsOf(chosen).flatMap((counts) => describeClusters(views, { counts, nameFrom: NAMED_FROM, numberFrom: 1 }, locale).discs.map((disc) => ({ ...disc, r: disc.r * DISC_SCALE }))), [chosen, views, locale])
  return useMemo(() => ({ options, points, discs, views }), [options, points, discs, views])
}

const countsOf = (chosen: readonly MapPoints[]) => chosen.flatMap((layer) => ('counts' in layer ? [layer.counts] : []))

function queryOf(chosen: readonly MapPoints[], of: string): SeriesQuery | undefined {
  const together = chosen.flatMap((layer) => layerIndicators(layer).map((indicator) => ({ indicator, level: 'sites' in layer ? ('site' as const) : ('commune' as const), of })))
  return together.length === 0 ? undefined : { together }
}
