import type { CSSProperties, ReactNode } from 'react'
import { type Panel, type Scene, tilesHigh } from '#contract'
import { PanelSlot } from './PanelSlot.tsx'
import { type Box, placeBelowHeader, placePanel } from './place-panel.ts'

interface Props {
  scene: Scene
  name: string
  wall: boolean
  /** Nothing is known yet: still blocks in the final geometry. */
  isWaiting: boolean
  notice?: ReactNode
  /** Where it stands on its wall. */
  style?: CSSProperties | undefined
}

/** One tile of the wall as the scene describes it. */
export function Tile({ scene, name, wall, isWaiting, notice, style }: Props) {
  const panels = scene.panels.filter(({ tile }) => tile === name)
  return (
    <section className="tile" data-tile={name} style={style}>
      {panels.map((panel) => draw({ panel, box: placePanel(panel), wall, isWaiting }))}
      {notice}
    </section>
  )
}

interface Headed {
  panel: Panel
  box: Box
}

/** A tile whose turn it is: the headers stay above it, whatever the tile is. On a single screen they say who and when it is. */
export function TurnTile({ scene, name, isWaiting, notice, wall = true, headers = screenHeaders(scene) }: Omit<Props, 'wall' | 'style'> & { wall?: boolean; headers?: readonly Headed[] }) {
  const own = scene.panels.filter(({ tile, widget }) => tile === name && !isHeader(widget))
  const first = own.every(({ row }) => row >= 2) ? 2 : 1
  const last = 6 * tilesHigh(scene, name)
  // Without headers nothing stands above it: it keeps the rows it was made for.
  const isAsMade = last === 6 && (first === 2 || headers.length === 0)
  const place = (panel: Panel) => (isAsMade ? placePanel(panel) : placeBelowHeader(panel, { first, last }))
  return (
    <section className="tile is-turn" data-tile={name}>
      {headers.map(({ panel, box }) => draw({ panel, box, wall, isWaiting }))}
      {own.map((panel) => draw({ panel, box: place(panel), wall, isWaiting }))}
      {notice}
    </section>
  )
}

/** Who and when it is, side by side. */
function screenHeaders(scene: Scene): Headed[] {
  const find = (widget: string, box: Box): Headed[] => scene.panels.filter((panel) => panel.widget === widget).slice(0, 1).map((panel) => ({ panel, box }))
  return [...find('header-identity', IDENTITY_BOX), ...find('header-clock', CLOCK_BOX)]
}

/** The header one tile has by itself. */
export const headersOf = (scene: Scene, name: string): Headed[] => scene.panels.filter(({ tile, widget }) => tile === name && isHeader(widget)).map((panel) => ({ panel, box: placePanel(panel) }))

const IDENTITY_BOX = placePanel({ column: 1, columns: 5, row: 1, rows: 1 })
const CLOCK_BOX = placePanel({ column: 6, columns: 7, row: 1, rows: 1 })

const isHeader = (widget: string): boolean => widget.startsWith('header-')

function draw({ panel, box, wall, isWaiting }: { panel: Panel; box: Box; wall: boolean; isWaiting: boolean }): ReactNode {
  if (!isWaiting) return <PanelSlot key={panel.id} panel={panel} box={box} wall={wall} />
  return isHeader(panel.widget) ? null : <div key={panel.id} className="panel-slot panel-wait" style={box} />
}
