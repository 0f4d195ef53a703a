import type { ReactNode } from 'react'
import type { Panel, Scene } from '#contract'
import { PanelSlot } from './PanelSlot.tsx'
import { type Box, placeBelowHeader, placePanel } from './place-panel.ts'

interface Props {
  scene: Scene
  name: string
  wall: boolean
  /** Nothing is known yet: still blocks in the final geometry. */
  isWaiting: boolean
  notice?: ReactNode
}

/** One tile of the wall as the scene describes it. */
export function Tile({ scene, name, wall, isWaiting, notice }: Props) {
  const panels = scene.panels.filter(({ tile }) => tile === name)
  return (
    <section className="tile" data-tile={name}>
      {panels.map((panel) => draw({ panel, box: placePanel(panel), wall, isWaiting }))}
      {notice}
    </section>
  )
}

/** A tile whose turn it is on a single screen: who and when it is stay above it, whatever the tile is. */
export function TurnTile({ scene, name, isWaiting, notice }: Omit<Props, 'wall'>) {
  const own = scene.panels.filter(({ tile, widget }) => tile === name && !isHeader(widget))
  const hasHeaderRow = own.every(({ row }) => row >= 2)
  const identity = scene.panels.find(({ widget }) => widget === 'header-identity')
  const clock = scene.panels.find(({ widget }) => widget === 'header-clock')
  return (
    <section className="tile is-turn" data-tile={name}>
      {identity && draw({ panel: identity, box: IDENTITY_BOX, wall: true, isWaiting })}
      {clock && draw({ panel: clock, box: CLOCK_BOX, wall: true, isWaiting })}
      {own.map((panel) => draw({ panel, box: hasHeaderRow ? placePanel(panel) : placeBelowHeader(panel), wall: true, isWaiting }))}
      {notice}
    </section>
  )
}

const IDENTITY_BOX = placePanel({ column: 1, columns: 5, row: 1, rows: 1 })
const CLOCK_BOX = placePanel({ column: 6, columns: 7, row: 1, rows: 1 })

const isHeader = (widget: string): boolean => widget.startsWith('header-')

function draw({ panel, box, wall, isWaiting }: { panel: Panel; box: Box; wall: boolean; isWaiting: boolean }): ReactNode {
  if (!isWaiting) return <PanelSlot key={panel.id} panel={panel} box={box} wall={wall} />
  return isHeader(panel.widget) ? null : <div key={panel.id} className="panel-slot panel-wait" style={box} />
}
