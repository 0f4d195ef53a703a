import type L from 'leaflet'
import { type ReactNode, type RefObject, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { LocalityMap as Shapes } from '#contract'
import { Discs, Outlines } from './Discs.tsx'
import { type Fitted, fitOutline, placeIn } from './fit-outline.ts'
import { createPlacer } from './place-again.ts'
import type { Box, Placement } from './place-labels.ts'
import { PointCanvas } from './PointCanvas.tsx'
import { type Overlay, type PlacedOverlay, useOverlay } from './use-overlay.ts'
import { type Drawing, moveTo, project, useLeaflet } from './use-leaflet.ts'
import './maps.css'

/** How one locality is filled. */
export interface Shade {
  subject: string
  /** 1 to 5, light on a wall is high; undefined is hatched: no fresh figure. */
  step: number | undefined
  /** Seen over a cut line: the colour stays, dimmed. */
  isDimmed?: boolean
  mark: 'bad' | 'best' | undefined
  /** Series, value, time and freshness, as every drawn figure carries them. */
  data: Readonly<Record<string, string>>
}

export interface MapLabel {
  subject: string
  width: number
  height: number
  content: ReactNode
  className: string
  /** In one line, for all of them where not every one finds a place in full. */
  compact?: { width: number; height: number; content: ReactNode }
}

export interface LocalityMapProps {
  /** For other shapes the component is mounted anew: give it their version as its key. */
  shapes: Shapes
  shades: readonly Shade[]
  /** The most important first: they choose their places first. */
  labels: readonly MapLabel[]
  size: { width: number; height: number }
  /** Legends: neither the province nor a text may come under them. */
  keepClear: readonly Box[]
  seams: readonly number[]
  /** Points, counts and other lines over the areas. */
  over?: Overlay
  /** What the picture shows, for those who cannot see it. */
  label: string
  /** Labels that found no place, to be told in words. */
  onDropped(subjects: readonly string[]): void
}

const MARGIN = 16
const SEEN_PX = 14

/** Localities coloured by a figure, exceptions outlined and named. */
export function LocalityMap({ shapes, shades, labels, size, keepClear, seams, over, label, onDropped }: LocalityMapProps) {
  const holder = useRef<HTMLDivElement>(null)
  const hatch = useId()
  const drawing = useLeaflet(holder, shapes)
  const fitted = useMemo(() => fitOutline(shapes.outline.map((ring) => ring.map(project)), { ...size, margin: MARGIN }, keepClear), [shapes, size, keepClear])
  const points = useMemo(() => pointsOf(shapes, fitted), [shapes, fitted])
  useLayoutEffect(() => {
    if (drawing.current !== undefined && size.width > 0 && size.height > 0) moveTo(drawing.current, fitted, size)
  }, [drawing, fitted, size])
  useShades(drawing, shades, hatch)
  const laid = useOverlay(over, { points, fitted, size, keepClear, seams, margin: MARGIN })
  const [placeAgain] = useState(rememberPlaces)
  const { placed, dropped, shown } = useMemo(() => placeAgain({ shades, labels, points, size, keepClear, seams, laid }), [placeAgain, shades, labels, points, size, keepClear, seams, laid])
  const droppedKey = dropped.join('\n')
  useEffect(() => onDropped(droppedKey === '' ? [] : droppedKey.split('\n')), [droppedKey, onDropped])
  const byKey = new Map(shown.map((one) => [one.subject, one]))
  return (
    <div className={shapes.tiles === undefined ? 'lm' : 'lm has-tiles'} role="img" aria-label={label}>
      <div className="lm-holder" ref={holder} style={size} />
      {shapes.tiles !== undefined && <p className="lm-attribution">{shapes.tiles.attribution}</p>}
      {laid !== undefined && over?.outlines !== undefined && <Outlines shapes={over.outlines} fitted={fitted} size={size} />}
      {laid !== undefined && <PointCanvas spots={laid.spots} size={size} fitted={fitted} scale={laid.scale} />}
      <svg className="lm-leaders" width={size.width} height={size.height} aria-hidden="true">
        <defs>
          <pattern id={hatch} width="20" height="20" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect className="lm-land" width="20" height="20" />
            <rect className="lm-stripe" width="5" height="20" />
          </pattern>
        </defs>
        {placed.map(({ key, leader, rim }) => {
          const mark = laid?.marks.get(key)
          const [x, y] = mark === undefined ? (points.get(key) ?? [0, 0]) : [mark.x, mark.y]
          return (
            <g key={key}>
              {leader && <line x1={rim?.x ?? x} y1={rim?.y ?? y} x2={leader.x} y2={leader.y} />}
              {mark === undefined && <circle cx={x} cy={y} r="8" />}
            </g>
          )
        })}
      </svg>
      {/* Above the lines, which may run behind a disc but not through its number. */}
      {laid !== undefined && <Discs discs={laid.discs} size={size} />}
      {placed.map(({ key, box }) => (
        <div key={key} className={`lm-label ${byKey.get(key)?.className ?? ''}`} style={{ left: box.left, top: box.top, width: box.right - box.left, height: box.bottom - box.top }}>
          {byKey.get(key)?.content}
        </div>
      ))}
    </div>
  )
}

/** Where the anchors of the localities lie in the panel. */
export type Points = ReadonlyMap<string, readonly [x: number, y: number]>

/** Where the anchors lie in the panel. */
function pointsOf({ features }: Shapes, fitted: Fitted): Points {
  return new Map(features.map(({ properties: { subject, anchor } }) => {
    const { x, y } = placeIn(fitted, project(anchor))
    return [subject, [x, y] as const]
  }))
}

/** Recolours what is there. In the layout phase, so that attributes and the page's cursor are from one and the same drawing. */
function useShades(drawing: RefObject<Drawing | undefined>, shades: readonly Shade[], hatch: string): void {
  useLayoutEffect(() => {
    const raised: { subject: string; cell: L.Polygon }[] = []
    for (const { subject, step, isDimmed = false, mark, data } of shades) {
      const cell = drawing.current?.cells.get(subject)
      const path = cell?.getElement()
      if (cell === undefined || !(path instanceof SVGElement)) continue
      path.setAttribute('class', `lm-cell${step === undefined ? '' : ` is-step-${step}`}${isDimmed ? ' is-dimmed' : ''}${mark === undefined ? '' : ` is-${mark}`}`)
      path.style.fill = step === undefined ? `url(#${CSS_ESCAPE(hatch)})` : ''
      for (const name of DATA) {
        const value = data[name]
        if (value === undefined) path.removeAttribute(name)
        else if (path.getAttribute(name) !== value) path.setAttribute(name, value)
      }
      if (mark === 'bad') raised.push({ subject, cell })
      else if (mark === 'best') raised.unshift({ subject, cell })
    }
    raise(drawing.current, raised)
  }, [drawing, shades, hatch])
}

/** Their outline would be covered by a neighbour drawn later. Where nothing has changed in that the picture is left alone. */
function raise(drawing: Drawing | undefined, raised: readonly { subject: string; cell: L.Polygon }[]): void {
  const order = raised.map(({ subject }) => subject).join()
  if (drawing === undefined || drawing.raised === order) return
  drawing.raised = order
  for (const { cell } of raised) cell.bringToFront()
}

const DATA = ['data-series', 'data-value', 'data-at', 'data-freshness']

/** React's ids may hold characters an address inside CSS must not. */
const CSS_ESCAPE = (id: string): string => id.replaceAll(/[^\w-]/g, (letter) => `\\${letter}`)

interface PlaceInput extends Pick<LocalityMapProps, 'shades' | 'labels' | 'size' | 'keepClear' | 'seams'> {
  points: Points
  laid: PlacedOverlay | undefined
  placer: ReturnType<typeof createPlacer>
  /** Where texts stand now. */
  before: ReadonlyMap<string, Box>
}

/** Knows where texts stood last. */
function rememberPlaces(): (input: Omit<PlaceInput, 'before' | 'placer'>) => ReturnType<typeof placeSmaller> {
  const placer = createPlacer()
  let before: ReadonlyMap<string, Box> = new Map()
  return (input) => {
    const found = placeSmaller({ ...input, placer, before })
    before = new Map(found.placed.map(({ key, box }) => [key, box]))
    return found
  }
}

/** In full where all find a place, else in one line each. */
function placeSmaller(input: PlaceInput): Placement & { shown: readonly MapLabel[] } {
  const full = place(input)
  if (full.dropped.length === 0) return { ...full, shown: input.labels }
  const smaller = input.labels.map(({ compact, ...label }) => ({ ...label, ...(compact && { ...compact, className: `${label.className} is-compact` }) }))
  const found = place({ ...input, labels: smaller }, true)
  return found.dropped.length < full.dropped.length ? { ...found, shown: smaller } : { ...full, shown: input.labels }
}

function place({ placer, shades, labels, points, size, keepClear, seams, laid, before }: PlaceInput, isHard = false): Placement {
  if (points.size === 0) return { placed: [], dropped: [] }
  const all = [...points.values()]
  const middle = [all.reduce((sum, [x]) => sum + x, 0) / all.length, all.reduce((sum, [, y]) => sum + y, 0) / all.length] as const
  const wishes = labels.flatMap(({ subject, width, height }) => {
    const mark = laid?.marks.get(subject)
    const at = mark === undefined ? points.get(subject) : ([mark.x, mark.y] as const)
    return at === undefined ? [] : [{ key: subject, x: at[0], y: at[1], width, height, towards: Math.atan2(middle[1] - at[1], at[0] - middle[0]), ...(mark && { radius: mark.r }) }]
  })
  const named = new Set(labels.map(({ subject }) => subject))
  const unnamed = shades.flatMap(({ subject, mark }): Box[] => {
    const [x, y] = points.get(subject) ?? []
    // A bad one that is not named must still be seen.
    return mark !== 'bad' || named.has(subject) || x === undefined || y === undefined ? [] : [{ left: x - SEEN_PX, top: y - SEEN_PX, right: x + SEEN_PX, bottom: y + SEEN_PX }]
  })
  return placer(wishes, { ...size, margin: MARGIN, blocked: [...keepClear, ...unnamed, ...(laid?.blocked ?? [])], seams }, { isHard, before })
}
