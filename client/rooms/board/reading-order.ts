import { cellsOf, type Panel, type Scene } from '#contract'

/** The tiles of a scene as they are read: those of its largest layout, tiles that take turns one after another, then what stands in none. */
export function tilesInOrder({ layouts, panels }: Scene): string[] {
  const [largest = []] = Object.values(layouts).toSorted((a, b) => b.flat().length - a.flat().length)
  const named = [...cellsOf(largest).flatMap(({ names }) => names), ...panels.map(({ tile }) => tile)]
  return [...new Set(named)].filter((name) => name !== '.' && panels.some(({ tile }) => tile === name))
}

/** The panels one below another, row by row; whose wall it is, and the time, stand in the page's own head. */
export const panelsInOrder = (scene: Scene): Panel[] => tilesInOrder(scene).flatMap((name) =>
  scene.panels.filter(({ tile, widget }) => tile === name && !widget.startsWith('header-')).toSorted((a, b) => a.row - b.row || a.column - b.column))
