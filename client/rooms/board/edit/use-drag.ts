import { type PointerEvent as ReactPointerEvent, useEffect, useEffectEvent, useState } from 'react'
import type { Panel, Scene } from '#contract'
import { type Handle, moveTo, resizeBy, rowsOf } from '../../../boards/index.ts'
import { columnsIn, gridAt, placeOn, rowsIn, type Stage, type StageTile } from './stage.ts'

interface Held {
  panel: Panel
  /** Undefined: the whole panel is moved. */
  handle: Handle | undefined
  /** Where it was taken, in pixels of the window. */
  x: number
  y: number
}

interface Deps {
  scene: Scene
  stage: Stage
  scale: number
  /** The panel as it would be if it were let go now; undefined when it was let go or left. */
  show(ghost: Panel | undefined): void
  /** Once, when it is let go somewhere else. */
  done(panel: Panel): void
}

/** Less than this a hand trembles. */
const STILL_PX = 4

/** Moving and resizing by mouse, pen or finger; Escape leaves everything as it was. */
export function useDrag({ scene, stage, scale, show, done }: Deps): { take(event: ReactPointerEvent, panel: Panel, handle?: Handle): void; isHeld: boolean } {
  const [held, hold] = useState<Held>()
  const at = (event: PointerEvent): Panel | undefined => {
    if (held === undefined) return undefined
    const dx = (event.clientX - held.x) / scale
    const dy = (event.clientY - held.y) / scale
    if (Math.hypot(dx, dy) * scale < STILL_PX) return held.panel
    return held.handle === undefined ? moved(held.panel, { dx, dy }, { scene, stage }) : resizeBy(held.panel, held.handle, { columns: columnsIn(dx), rows: rowsIn(dy) }, rowsOf(scene, held.panel.tile))
  }
  const move = useEffectEvent((event: PointerEvent) => show(at(event)))
  const drop = useEffectEvent((event: PointerEvent) => {
    const panel = at(event)
    hold(undefined)
    show(undefined)
    if (panel !== undefined && panel !== held?.panel) done(panel)
  })
  const leave = useEffectEvent((event?: KeyboardEvent) => {
    if (event !== undefined && event.key !== 'Escape') return
    event?.stopImmediatePropagation()
    hold(undefined)
    show(undefined)
  })
  const isHeld = held !== undefined
  useEffect(() => {
    if (!isHeld) return undefined
    const ends = new AbortController()
    const { signal } = ends
    window.addEventListener('pointermove', (event) => move(event), { signal })
    window.addEventListener('pointerup', (event) => drop(event), { signal })
    window.addEventListener('pointercancel', () => leave(), { signal })
    window.addEventListener('keydown', (event) => leave(event), { signal, capture: true })
    return () => ends.abort()
  }, [isHeld])
  return {
    isHeld,
    take(event, panel, handle) {
      if (event.button !== 0) return
      event.stopPropagation()
      hold({ panel, handle, x: event.clientX, y: event.clientY })
    },
  }
}

/** Over another tile it stands in that one: by where the middle of its upper edge is. */
function moved(panel: Panel, { dx, dy }: { dx: number; dy: number }, { scene, stage }: Pick<Deps, 'scene' | 'stage'>): Panel {
  const from = stage.tiles.find(({ name }) => name === panel.tile)
  if (from === undefined) return panel
  const box = placeOn(from, panel)
  const [left, top] = [box.left + dx, box.top + dy]
  const middle = { x: left + box.width / 2, y: top + Math.min(box.height / 2, 84) }
  const tile = stage.tiles.find((one) => holds(one, middle)) ?? from
  return moveTo(panel, { tile: tile.name, ...gridAt({ left: left - tile.left, top: top - tile.top }) }, rowsOf(scene, tile.name))
}

const holds = ({ left, top, width, height }: StageTile, { x, y }: { x: number; y: number }): boolean => x >= left && x < left + width && y >= top && y < top + height
