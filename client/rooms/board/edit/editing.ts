import { createContext, useContext } from 'react'
import type { Catalogue, Panel, Scene } from '#contract'
import { changePanel, changeScene, missingFeeds } from '../../../boards/index.ts'
import type { Editor } from './use-editor.ts'

/** Why the board cannot be published, at its panel where it has one. */
export interface PublishFault {
  panel: string | undefined
  message: string
}

/** What every part of the bench works on. */
export interface Editing {
  editor: Editor
  scene: Scene
  catalogue: Catalogue
  /** Id of the panel that is worked on. */
  selected: string | undefined
  select(id: string | undefined): void
  faults: readonly PublishFault[]
  setFaults(faults: readonly PublishFault[]): void
}

export const EditContext = createContext<Editing | undefined>(undefined)

export function useEditing(): Editing {
  const editing = useContext(EditContext)
  if (editing === undefined) throw new Error('no EditContext above this component')
  return editing
}

/** Changes one panel. The scene watches what the panel asks for: that goes back with the panel's own step. */
export function changeIn({ editor, scene, catalogue }: Pick<Editing, 'editor' | 'scene' | 'catalogue'>, id: string, change: (panel: Panel) => Panel, field?: string): void {
  const edit = changePanel(scene, id, change)
  if (edit === undefined || edit.do !== 'change-panel') return
  const missing = missingFeeds(scene, edit.to, catalogue)
  if (missing.length > 0) editor.act(changeScene(scene, { feeds: [...scene.feeds, ...missing] }))
  editor.act(edit, missing.length > 0 ? undefined : field)
}
