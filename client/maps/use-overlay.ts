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
  /** Size of the points against a wall's; 1 where absent. A desk is read from an arm's length. */
  scale?: number
}

interface Room {
  points: Points
  fitted: Fitted
  size: { width: number; height: number }
  keepClear: readonly Box[]
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
  scale: number
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
  const { points, fitted, size, keepClear, seams, margin } = room
  const mapPoints = over?.points
  const scale = over?.scale ?? 1
  const spotFor = useMemo(() => rememberSpots(fitted, scale), [fitted, scale])
  const spots = useMemo(() => new Map((mapPoints ?? []).map((point) => [point.key, spotFor(point)])), [mapPoints, spotFor])
  const wished = over?.discs
  const discs = useMemo(() => layDiscs(wished ?? [], { points, size, keepClear, seams, margin, scale }), [wished, points, size, keepClear, seams, margin, scale])
  const isWanted = over !== undefined
  return useMemo(() => (isWanted ? { spots, scale, discs, ...marksOf(mapPoints ?? [], { spots, scale, discs }) } : undefined), [isWanted, mapPoints, spots, scale, discs])
}

function rememberSpots(fitted: Fitted, scale: number): (point: MapPoint) => Spot {
  const known = new WeakMap<MapPoint, Spot>()
  return (point) => {
    const spot = known.get(point) ?? spotOf(point, fitted, scale)
    known.set(point, spot)
    return spot
  }
}

/** In the units of a mark: the canvas is painted `scale` times as large. */
function spotOf({ at, nudge, shape, state }: MapPoint, fitted: Fitted, scale: number): Spot {
  const { x, y } = placeIn(fitted, project(at))
  return { x: x / scale + (nudge?.x ?? 0), y: y / scale + (nudge?.y ?? 0), look: `${shape} ${state}` }
}

function layDiscs(wished: readonly MapDisc[], { points, size, keepClear, seams, margin, scale }: Omit<Room, 'fitted'> & { scale: number }): (MapDisc & Mark)[] {
  const known = wished.filter(({ subject }) => points.has(subject))
  // The large ones first: what is drawn last lies above.
  const placed = placeDiscs(known.map(({ subject, r }) => ({ key: subject, x: points.get(subject)?.[0] ?? 0, y: points.get(subject)?.[1] ?? 0, r })), { ...size, margin, blocked: keepClear, seams, scale })
  return known.map((disc, i) => ({ ...disc, x: placed[i]?.x ?? 0, y: placed[i]?.y ?? 0 }))
}

function marksOf(points: readonly MapPoint[], { spots, scale, discs }: Pick<PlacedOverlay, 'spots' | 'scale' | 'discs'>): Pick<PlacedOverlay, 'marks' | 'blocked'> {
  const odd = points.filter(({ state }) => state !== 'good' && state !== 'never').slice(0, MOST_BLOCKING)
  const marks = new Map([
    ...discs.map(({ subject, x, y, r }) => [subject, { x, y, r }] as const),
    ...odd.flatMap(({ key }) => {
      const spot = spots.get(key)
      return spot === undefined ? [] : [[key, { x: spot.x * scale, y: spot.y * scale, r: SPOT_RADIUS * scale }] as const]
    }),
  ])
  const well = points.length > MOST_SPARED ? [] : points.flatMap(({ key }) => {
    const spot = marks.has(key) ? undefined : spots.get(key)
    return spot === undefined ? [] : [{ key, ...boxOf({ x: spot.x * scale, y: spot.y * scale, r: WELL_RADIUS * scale }) }]
  })
  return { marks, blocked: [...[...marks].map(([key, mark]) => ({ key, ...boxOf(mark) })), ...well] }
}
