import L from 'leaflet'
import { type RefObject, useLayoutEffect, useRef } from 'react'
import type { LocalityMap as Shapes } from '#contract'
import type { Fitted } from './fit-outline.ts'

export interface Drawing {
  map: L.Map
  /** The drawn path of each locality, by subject. */
  cells: ReadonlyMap<string, L.Polygon>
  /** Which of them lie above the others, in order. */
  raised?: string
}

/** A still picture: nothing of Leaflet that moves, listens or asks for pictures. Vectors as SVG, so that each cell says what it shows. */
const STILL: L.MapOptions = {
  zoomControl: false, attributionControl: false, zoomSnap: 0, zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false,
  dragging: false, scrollWheelZoom: false, doubleClickZoom: false, boxZoom: false, touchZoom: false, keyboard: false, trackResize: false,
}

/** Places are reckoned at this zoom; at 12 a province is some 4,000 px. */
const ZOOM = 12

export function project([lon, lat]: readonly [number, number]): readonly [x: number, y: number] {
  const { x, y } = L.CRS.EPSG3857.latLngToPoint(L.latLng(lat, lon), ZOOM)
  return [x, y]
}

/** One map for as long as the shapes stay: it is recoloured and moved, never rebuilt. */
export function useLeaflet(holder: RefObject<HTMLDivElement | null>, shapes: Shapes): RefObject<Drawing | undefined> {
  const drawing = useRef<Drawing>(undefined)
  useLayoutEffect(() => {
    if (holder.current === null) return undefined
    const map = L.map(holder.current, { ...STILL, renderer: new L.SVG({ padding: 0 }) })
    map.setView([0, 0], 1)
    drawing.current = draw(map, shapes)
    return () => {
      drawing.current = undefined
      map.remove()
    }
  }, [holder, shapes])
  return drawing
}

function draw(map: L.Map, shapes: Shapes): Drawing {
  const cells = new Map<string, L.Polygon>()
  // Only where the deployment names a server of them.
  if (shapes.tiles !== undefined) L.tileLayer(shapes.tiles.url, { maxNativeZoom: shapes.tiles.maxZoom, maxZoom: 24, keepBuffer: 0, updateWhenZooming: false }).addTo(map)
  for (const { properties, geometry } of shapes.features) {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
    const cell = L.polygon(polygons.map((rings) => rings.map((ring) => ring.map(turn))), { interactive: false, className: 'lm-cell', fillOpacity: 1, smoothFactor: 0 })
    cells.set(properties.subject, cell.addTo(map))
  }
  for (const [lines, className] of [[shapes.outline, 'lm-outline'], [shapes.border, 'lm-border']] as const) {
    if (lines.length > 0) L.polyline(lines.map((line) => line.map(turn)), { interactive: false, className, smoothFactor: 0 }).addTo(map)
  }
  return { map, cells }
}

/** Leaflet writes lat first. */
const turn = ([lon, lat]: readonly [number, number]): L.LatLngTuple => [lat, lon]

/** Brings the map to where `fitted` says, to the pixel. */
export function moveTo({ map }: Drawing, { left, top, west, north, scale }: Fitted, size: { width: number; height: number }): void {
  map.invalidateSize({ pan: false, animate: false })
  const middle = L.point(west + (size.width / 2 - left) / scale, north + (size.height / 2 - top) / scale)
  map.setView(L.CRS.EPSG3857.pointToLatLng(middle, ZOOM), ZOOM + Math.log2(scale), { animate: false })
}
