import { useState } from 'react'
import type { Panel } from '#contract'
import { addPanel, findRoom, freeId } from '../../../boards/index.ts'
import { useLocale, useSay } from '../../../locale/index.ts'
import { kindName } from '../../kind-name.ts'
import { useEditing } from './editing.ts'
import { KindDialog } from './KindDialog.tsx'
import { Legibility } from './Legibility.tsx'
import { panelName } from './names-of.ts'
import { OptionsForm } from './OptionsForm.tsx'
import { PanelFaults } from './PanelFaults.tsx'
import { PlaceFields } from './PlaceFields.tsx'
import { QueryFields } from './QueryFields.tsx'
import { SceneFields } from './SceneFields.tsx'
import type { Place } from './stage.ts'
import { TitleFields } from './TitleFields.tsx'

interface Props {
  panel: Panel | undefined
  place: Place
  remove(id: string): void
  lookAt(tile: string): void
}

/** The panel that is worked on: what it is, what it shows, how, and where. Without one, the board as a whole. */
export function Properties({ panel, place, remove, lookAt }: Props) {
  const say = useSay()
  return (
    <aside className="properties" aria-label={say('board.properties')}>
      {panel === undefined ? <SceneFields /> : <PanelFields panel={panel} place={place} remove={remove} lookAt={lookAt} />}
    </aside>
  )
}

function PanelFields({ panel, place, remove, lookAt }: Props & { panel: Panel }) {
  const say = useSay()
  const locale = useLocale()
  const { editor, scene, catalogue, select } = useEditing()
  const [isChoosing, choose] = useState(false)
  const copy = () => {
    const twin = { ...panel, id: freeId(scene, panel.id), ...findRoom(scene, panel.tile, panel) }
    editor.act(addPanel(scene, twin))
    select(twin.id)
  }
  return (
    <>
      <header>
        <h2>{panelName(panel, catalogue, { locale, say })}</h2>
        <p>{kindName(panel.widget, say)} · {say('board.tile', { tile: panel.tile.toUpperCase() })}</p>
        <PanelFaults panel={panel} />
        <Legibility panel={panel} place={place} />
        <div className="actions">
          <button type="button" onClick={() => choose(true)}>{say('board.otherKind')}</button>
          <button type="button" onClick={copy}>{say('board.twin')}</button>
          <button type="button" onClick={() => remove(panel.id)}>{say('board.remove')}</button>
        </div>
      </header>
      <TitleFields panel={panel} />
      <QueryFields panel={panel} />
      <OptionsForm panel={panel} />
      <PlaceFields panel={panel} lookAt={lookAt} />
      {isChoosing && <KindDialog panel={panel} tile={panel.tile} close={() => choose(false)} added={select} />}
    </>
  )
}
