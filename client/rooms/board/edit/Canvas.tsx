import { memo, useMemo, useRef, useState } from 'react'
import type { Panel } from '#contract'
import { findGuides, overlapsOf } from '../../../boards/index.ts'
import { useSay } from '../../../locale/index.ts'
import { useSize } from '../../../parts/index.ts'
import type { Box } from '../../../scenes/place-panel.ts'
import { PanelSlot } from '../../../scenes/PanelSlot.tsx'
import { widgets } from '../../../widgets/index.ts'
import { changeIn, useEditing } from './editing.ts'
import { Hit } from './Hit.tsx'
import type { Zoom } from './PlaceChoice.tsx'
import { layStage, type Place, type Stage } from './stage.ts'
import { useDrag } from './use-drag.ts'
import { useKeys } from './use-keys.ts'
import '../../../scenes/scenes.css'

interface Props {
  stage: Stage
  place: Place
  zoom: Zoom
  remove(id: string): void
  lookAt(tile: string): void
}

const USUAL = { width: 800, height: 500 }

/** The wall in small, with the panels themselves on it as they are now, and above them what can be taken hold of. */
export function Canvas({ stage, place, zoom, remove, lookAt }: Props) {
  const say = useSay()
  const editing = useEditing()
  const { scene, selected, select } = editing
  const room = useRef<HTMLDivElement>(null)
  const size = useSize(room, USUAL)
  const [ghost, show] = useState<Panel>()
  const [moved, tellMoved] = useState<{ id: string; words: string }>()
  const scale = scaleOf(stage, size, zoom)
  const shown = useMemo(() => (ghost === undefined ? stage : layStage({ ...scene, panels: scene.panels.map((panel) => (panel.id === ghost.id ? ghost : panel)) }, place, stage.tiles.map(({ name }) => name))), [ghost, stage, scene, place])
  const overlaps = useMemo(() => overlapsOf({ panels: shown.panels.map(({ panel }) => panel) }), [shown])
  const drag = useDrag({ scene, stage, scale, show, done: (panel) => {
    changeIn(editing, panel.id, () => panel)
    lookAt(panel.tile)
  } })
  const onKey = useKeys({ remove, told: (id, words) => tellMoved({ id, words }) })
  const near = shown.panels.find(({ panel }) => panel.id === (ghost?.id ?? moved?.id))
  const guides = useMemo(() => (near === undefined ? [] : findGuides(near.box, shown.panels.filter((one) => one !== near).map(({ box }) => box))), [near, shown])
  const first = shown.panels.some(({ panel }) => panel.id === selected) ? selected : shown.panels[0]?.panel.id
  return (
    <div className={zoom === 'fit' ? 'canvas is-fit' : 'canvas'} ref={room} tabIndex={-1} onPointerDown={() => select(undefined)}>
      <div className="canvas-wall" style={{ width: shown.width * scale, height: shown.height * scale }}>
        <div className="canvas-glass" data-theme="wall" inert style={{ width: shown.width, height: shown.height, transform: `scale(${scale})` }}>
          {shown.tiles.map(({ name, left, top, width, height }) => <div key={name} className="canvas-tile" style={{ left, top, width, height }} />)}
          {shown.panels.map(({ panel, box }) => <Slot key={`${panel.id} ${panel.widget} ${isDrawn(panel)}`} panel={panel} {...box} />)}
        </div>
        {shown.tiles.map(({ name, left, top, width, height }) => <div key={name} className="canvas-seam" data-tile-seam={name} style={scaled({ left, top, width, height }, scale)} />)}
        {guides.map(({ axis, at, from, to }) => <div key={`${axis} ${at}`} className={`guide is-${axis}`} style={axis === 'x' ? { left: at * scale, top: from * scale, height: (to - from) * scale } : { top: at * scale, left: from * scale, width: (to - from) * scale }} />)}
        {shown.panels.map(({ panel, box }) => (
          <Hit
            key={panel.id} panel={panel} style={scaled(box, scale)} under={overlaps.get(panel.id) ?? []} isFirst={panel.id === first} isHeld={drag.isHeld && ghost?.id === panel.id}
            take={(event, handle) => {
              select(panel.id)
              tellMoved(undefined)
              drag.take(event, panel, handle)
            }}
            onKey={(event) => onKey(event, panel)} onLeave={() => tellMoved(undefined)}
          />
        ))}
        {scene.panels.length === 0 && <p className="canvas-empty">{say('board.empty')}</p>}
      </div>
      <p className="off-screen" role="status">{moved?.words}</p>
    </div>
  )
}

/** Drawn anew only where the panel or its place is another. */
const Slot = memo(function Slot({ panel, left, top, width, height }: Box & { panel: Panel }) {
  const box = useMemo(() => ({ left, top, width, height }), [left, top, width, height])
  return <PanelSlot panel={panel} box={box} wall />
})

/** A panel that could not be drawn is tried again as soon as its options are right. */
const isDrawn = ({ widget, options }: Panel): boolean => widgets[widget]?.options.safeParse(options).success === true

const scaled = ({ left, top, width, height }: Box, scale: number): Box => ({ left: left * scale, top: top * scale, width: width * scale, height: height * scale })

function scaleOf({ width, height, tiles }: Stage, room: { width: number; height: number }, zoom: Zoom): number {
  const fit = Math.min(room.width / width, room.height / height)
  if (zoom === 'tile') return Math.min(room.width / 1_920, room.height / Math.max(1_080, tiles[0]?.height ?? 0))
  return zoom === 'double' ? fit * 2 : fit
}
