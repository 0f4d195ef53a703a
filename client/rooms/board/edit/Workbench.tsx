import { useMemo, useState } from 'react'
import type { Wall } from '#contract'
import { removePanel } from '../../../boards/index.ts'
import { useSay } from '../../../locale/index.ts'
import { BoardCheck } from './BoardCheck.tsx'
import { Canvas } from './Canvas.tsx'
import { useEditing } from './editing.ts'
import { KindDialog } from './KindDialog.tsx'
import { PanelList } from './PanelList.tsx'
import { PlaceChoice, type Zoom } from './PlaceChoice.tsx'
import { Properties } from './Properties.tsx'
import { layStage, placesOf } from './stage.ts'
import { useShortcuts } from './use-shortcuts.ts'

/** What panels there are, the wall with them on it, and the one that is worked on. */
export function Workbench({ walls }: { walls: readonly Wall[] }) {
  const say = useSay()
  const { editor, scene, selected, select } = useEditing()
  const places = useMemo(() => placesOf(walls), [walls])
  const [placeId, choosePlace] = useState(places[0]?.id ?? 'desk')
  const [zoom, setZoom] = useState<Zoom>('fit')
  const [looked, look] = useState<readonly string[]>([])
  const [isAdding, add] = useState(false)
  const place = places.find(({ id }) => id === placeId) ?? places[0]
  const stage = useMemo(() => place && layStage(scene, place, looked), [scene, place, looked])
  const panel = scene.panels.find(({ id }) => id === selected)
  useShortcuts({ undo: editor.undo, redo: editor.redo, leave: () => select(undefined) })
  if (place === undefined || stage === undefined) return null
  // The newest wish first: its tile is the one shown where several share a place.
  const lookAt = (tile: string) => look([tile, ...looked.filter((one) => one !== tile)])
  const open = (id: string) => {
    const tile = scene.panels.find((one) => one.id === id)?.tile
    if (tile !== undefined) lookAt(tile)
    select(id)
  }
  const remove = (id: string) => {
    editor.act(removePanel(scene, id))
    select(undefined)
  }
  return (
    <div className="bench">
      <PanelList stage={stage} open={open} add={() => add(true)} />
      <main className="bench-wall">
        <PlaceChoice places={places} place={place} choose={choosePlace} zoom={zoom} setZoom={setZoom} stage={stage} lookAt={lookAt} />
        <Canvas stage={stage} place={place} zoom={zoom} remove={remove} lookAt={lookAt} />
        <p className="desk-note">{say('board.keys')}</p>
        <BoardCheck stage={stage} place={place} open={open} />
      </main>
      <Properties key={panel?.id ?? ''} panel={panel} place={place} remove={remove} lookAt={lookAt} />
      {isAdding && <KindDialog tile={panel?.tile ?? looked[0] ?? stage.tiles[0]?.name ?? 'a'} close={() => add(false)} added={open} />}
    </div>
  )
}
