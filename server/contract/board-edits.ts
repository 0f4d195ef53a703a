import { type BoardDraft, MOST_EDITS, type SceneEdit } from './board.ts'
import type { Panel, Scene } from './scene.ts'

/** The scene after one step, or undefined where the step does not fit it: it was made from another scene. */
export function applyEdit(scene: Scene, edit: SceneEdit): Scene | undefined {
  const { panels } = scene
  switch (edit.do) {
    case 'add-panel':
      return edit.index > panels.length || has(panels, edit.panel.id) ? undefined : { ...scene, panels: panels.toSpliced(edit.index, 0, edit.panel) }
    case 'remove-panel':
      return panels[edit.index]?.id === edit.panel.id ? { ...scene, panels: panels.toSpliced(edit.index, 1) } : undefined
    case 'change-panel': {
      const at = panels.findIndex(({ id }) => id === edit.id)
      const isFree = edit.to.id === edit.id || !has(panels, edit.to.id)
      return at === -1 || !isFree ? undefined : { ...scene, panels: panels.with(at, edit.to) }
    }
    case 'reorder-panels': {
      const ordered = edit.to.flatMap((id) => panels.find((panel) => panel.id === id) ?? [])
      return ordered.length === panels.length && new Set(edit.to).size === panels.length ? { ...scene, panels: ordered } : undefined
    }
    case 'change-scene':
      return { ...scene, ...edit.to }
    case 'replace-scene':
      return { ...edit.to, id: scene.id }
    default:
      return undefined
  }
}

const has = (panels: readonly Panel[], id: string): boolean => panels.some((panel) => panel.id === id)

/** The step that takes this one back. */
export function invertEdit(edit: SceneEdit): SceneEdit {
  switch (edit.do) {
    case 'add-panel': return { ...edit, do: 'remove-panel' }
    case 'remove-panel': return { ...edit, do: 'add-panel' }
    case 'change-panel': return { ...edit, id: edit.to.id, from: edit.to, to: edit.from }
    case 'reorder-panels': return { ...edit, from: edit.to, to: edit.from }
    case 'change-scene': return { ...edit, from: edit.to, to: edit.from }
    case 'replace-scene': return { ...edit, from: edit.to, to: edit.from }
    default: return edit
  }
}

/** The scene a draft stands for now, or undefined where its steps do not fit together. */
export function sceneOfDraft({ base, edits, position }: Pick<BoardDraft, 'base' | 'edits' | 'position'>): Scene | undefined {
  if (position > edits.length) return undefined
  return edits.slice(0, position).reduce<Scene | undefined>((scene, edit) => (scene === undefined ? undefined : applyEdit(scene, edit)), base)
}

/**
 * The draft after one more step: what was taken back before it is forgotten, and the oldest steps beyond the most kept go into `base`.
 * The same draft where the step does not fit it.
 */
export function addEdit<D extends Pick<BoardDraft, 'base' | 'edits' | 'position'>>(draft: D, edit: SceneEdit): D {
  const edits = [...draft.edits.slice(0, draft.position), edit]
  if (sceneOfDraft({ base: draft.base, edits, position: edits.length }) === undefined) return draft
  const old = Math.max(0, edits.length - MOST_EDITS)
  const base = sceneOfDraft({ base: draft.base, edits, position: old }) as D['base'] // a scene keeps its id over all steps, and each of them fits
  return { ...draft, base, edits: edits.slice(old), position: edits.length - old }
}
