import { useMemo } from 'react'
import type { LocalityMap as Shapes, Position } from '#contract'
import { type Fitted, placeIn } from './fit-outline.ts'
import type { Points } from './LocalityMap.tsx'
import { boxOf, placeDiscs } from './place-discs.ts'
import type { Box } from './place-labels.ts'
import type { PointShape, PointState, Spot } from './point-painter.ts'
import { project } from './use-leaflet.ts'

/** A mark on the map. An unchanged one stays the same object. */
export interface MapPoint {
  key: string
  at: Position
  /** Beside its place, px: several whose place is only known by their commune. */
  nudge?: { x: number; y: number }
  shape: PointShape
  state: PointState
}

/** A count that stands for a locality, with the share of it that is overdue. */
export interface MapDisc {
  subject: string
  text: string
  r: number
  /** 0 to 1; undefined where it is not known or not judged. */
  share: number | undefined
  isOld: boolean
  data: Readonly<Record<string, string>>
}

export interface Overlay {
  points: readonly MapPoint[]
  discs: readonly MapDisc[]
  /** Areas of another time, as lines alone. */
  outlines: Shapes | undefined
}

interface Room {
  points: Points
  fitted: Fitted
  size: { width: number; height: number }
  legend: Box
  seams: readonly number[]
  margin: number
}

export interface Mark {
  x: number
  y: number
  r: number
}

export interface PlacedOverlay {
  spots: ReadonlyMap<string, Spot>
  discs: readonly (MapDisc & Mark)[]
  /** What a label can belong to. */
  marks: ReadonlyMap<string, Mark>
  blocked: readonly (Box & { key: string })[]
}

/** More marks than this that no text may cover, and no text would find a place. */
const MOST_BLOCKING = 60
const SPOT_RADIUS = 22
/** As long as points are few, no text covers one of those that are well either. */
const MOST_SPARED = 100
const WELL_RADIUS = 12

/** Where all of it lies in the panel. A point that did not change keeps its spot, so that it costs nothing. */
export function useOverlay(over: Overlay | undefined, room: Room): PlacedOverlay | undefined {
  const { points, fitted, size, legend, seams, margin } = room
  const mapPoints = over?.points
  const spotFor = useMemo(() => rememberSpots(fitted), [fitted])
  const spots = useMemo(() => new Map((mapPoints ?? []).map((point) => [point.key, spotFor(point)])), [mapPoints, spotFor])
  const wished = over?.discs
  const discs = useMemo(() => layDiscs(wished ?? [], { points, size, legend, seams, margin }), [wished, points, size, legend, seams, margin])
  const isWanted = over !== undefined
  return useMemo(() => (isWanted ? { spots, discs, ...marksOf(mapPoints ?? [], spots, discs) } : undefined), [isWanted, mapPoints, spots, discs])
}

function rememberSpots(fitted: Fitted): (point: MapPoint) => Spot {
  const known = new WeakMap<MapPoint, Spot>()
  return (point) => {
    const spot = known.get(point) ?? spotOf(point, fitted)
    known.set(point, spot)
    return spot
  }
}

function spotOf({ at, nudge, shape, state }: MapPoint, fitted: Fitted): Spot {
  const { x, y } = placeIn(fitted, project(at))
  return { x: x + (nudge?.x ?? 0), y: y + (nudge?.y ?? 0), look: `${shape} ${state}` }
}

function layDiscs(wished: readonly MapDisc[], { points, size, legend, seams, margin }: Omit<Room, 'fitted'>): (MapDisc & Mark)[] {
  const known = wished.filter(({ subject }) => points.has(subject))
  // The large ones first: what is drawn last lies above.
  const placed = placeDiscs(known.map(({ subject, r }) => ({ key: subject, x: points.get(subject)?.[0] ?? 0, y: points.get(subject)?.[1] ?? 0, r })), { ...size, margin, blocked: [legend], seams })
  return known.map((disc, i) => ({ ...disc, x: placed[i]?.x ?? 0, y: placed[i]?.y ?? 0 }))
}

function marksOf(points: readonly MapPoint[], spots: ReadonlyMap<string, Spot>, discs: readonly (MapDisc & Mark)[]): Pick<PlacedOverlay, 'marks' | 'blocked'> {
  const odd = points.filter(({ state }) => state !== 'good' && state !== 'never').slice(0, MOST_BLOCKING)
  const marks = new Map([
    ...discs.map(({ subject, x, y, r }) => [subject, { x, y, r }] as const),
    ...odd.flatMap(({ key }) => {
      const spot = spots.get(key)
      return spot === undefined ? [] : [[key, { x: spot.x, y: spot.y, r: SPOT_RADIUS }] as const]
    }),
  ])
  const well = points.length > MOST_SPARED ? [] : points.flatMap(({ key }) => {
    const spot = marks.has(key) ? undefined : spots.get(key)
    return spot === undefined ? [] : [{ key, ...boxOf({ x: spot.x, y: spot.y, r: WELL_RADIUS }) }]
  })
  return { marks, blocked: [...[...marks].map(([key, mark]) => ({ key, ...boxOf(mark) })), ...well] }
}
