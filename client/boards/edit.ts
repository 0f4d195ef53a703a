import type { Panel, Scene, SceneEdit, SceneFrame } from '#contract'

/** What of a scene is not its panels, as one step changes it. */
export const frameOf = ({ title, feeds, layouts, turns, turnSeconds }: Scene): SceneFrame => ({ title, feeds, layouts, turns, turnSeconds })

/** Puts a panel in, behind all others. */
export const addPanel = ({ panels }: Scene, panel: Panel): SceneEdit => ({ do: 'add-panel', panel, index: panels.length })

/** Takes a panel out; undefined where there is none of that id. */
export function removePanel({ panels }: Scene, id: string): SceneEdit | undefined {
  const index = panels.findIndex((panel) => panel.id === id)
  const panel = panels[index]
  return panel && { do: 'remove-panel', panel, index }
}

/** Moves, resizes, retitles or asks otherwise; undefined where nothing would be different. */
export function changePanel({ panels }: Scene, id: string, change: (panel: Panel) => Panel): SceneEdit | undefined {
  const from = panels.find((panel) => panel.id === id)
  if (from === undefined) return undefined
  const to = change(from)
  return isSame(from, to) ? undefined : { do: 'change-panel', id, from, to }
}

export function changeScene(scene: Scene, change: Partial<SceneFrame>): SceneEdit | undefined {
  const from = frameOf(scene)
  const to = { ...from, ...change }
  return isSame(from, to) ? undefined : { do: 'change-scene', from, to }
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** An id no panel has yet, `trend-2`. */
export function freeId({ panels }: Scene, wanted: string): string {
  const taken = new Set(panels.map(({ id }) => id))
  if (!taken.has(wanted)) return wanted
  let n = 2
  while (taken.has(`${wanted}-${n}`)) n += 1
  return `${wanted}-${n}`
}
