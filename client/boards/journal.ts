import { addEdit, applyEdit, type BoardDraft, invertEdit, type Scene, type SceneEdit } from '#contract'

/** Where the work began, every step since, and how many of them are in force. */
export interface Journal {
  base: Scene
  edits: readonly SceneEdit[]
  position: number
  /** `base` with the steps in force: carried along, so that a step costs one step. */
  scene: Scene
}

export const openJournal = ({ base, edits, position }: Omit<Journal, 'scene'>): Journal =>
  ({ base, edits, position, scene: edits.slice(0, position).reduce(after, base) })

/** A step that does not fit was made from another scene: it is left out, as the server leaves it out. */
const after = (scene: Scene, edit: SceneEdit): Scene => applyEdit(scene, edit) ?? scene

/** One step more. What was taken back before is gone then; of more steps than are kept the oldest become part of the base. */
export function step(journal: Journal, edit: SceneEdit): Journal {
  const scene = applyEdit(journal.scene, edit)
  return scene === undefined ? journal : { ...addEdit(journal as Journal & Pick<BoardDraft, 'base' | 'edits'>, edit), scene } // a board's own scene keeps its id
}

/** Goes on with the last step: letter by letter a title is one change, not twenty. */
export function amend(journal: Journal, edit: SceneEdit): Journal {
  const last = journal.edits[journal.position - 1]
  const joined = last && journal.position === journal.edits.length ? join(last, edit) : undefined
  if (joined === undefined) return step(journal, edit)
  return { ...journal, edits: [...journal.edits.slice(0, -1), joined], scene: after(journal.scene, edit) }
}

function join(last: SceneEdit, edit: SceneEdit): SceneEdit | undefined {
  if (last.do === 'change-panel' && edit.do === 'change-panel' && last.to.id === edit.from.id) return { ...last, to: edit.to }
  return last.do === 'change-scene' && edit.do === 'change-scene' ? { ...last, to: edit.to } : undefined
}

export const canUndo = ({ position }: Journal): boolean => position > 0
export const canRedo = ({ position, edits }: Journal): boolean => position < edits.length

/** One act back. Feeds are put in by us for the panel that needs them: that step goes with its panel's. */
export function undo(journal: Journal): Journal {
  let next = back(journal)
  while (isQuiet(next.edits[next.position - 1])) next = back(next)
  return next
}

export function redo(journal: Journal): Journal {
  let next = forth(journal)
  while (isQuiet(next.edits[next.position - 1]) && canRedo(next)) next = forth(next)
  return next
}

function back(journal: Journal): Journal {
  const edit = journal.edits[journal.position - 1]
  return edit === undefined ? journal : { ...journal, position: journal.position - 1, scene: after(journal.scene, invertEdit(edit)) }
}

function forth(journal: Journal): Journal {
  const edit = journal.edits[journal.position]
  return edit === undefined ? journal : { ...journal, position: journal.position + 1, scene: after(journal.scene, edit) }
}

function isQuiet(edit: SceneEdit | undefined): boolean {
  return edit?.do === 'change-scene' && JSON.stringify({ ...edit.from, feeds: [] }) === JSON.stringify({ ...edit.to, feeds: [] })
}
