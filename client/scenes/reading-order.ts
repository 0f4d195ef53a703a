import { cellsOf, type Panel, type Scene } from '#contract'

/** The panels as one reads a wall: tile by tile from the top left, in each from the top left; headers say nothing on paper that its own head does not. */
export function readingOrder(scene: Scene): Panel[] {
  const [, rows = []] = Object.entries(scene.layouts).toSorted(([, a], [, b]) => b.flat().length - a.flat().length)[0] ?? []
  const tiles = [...new Set([...cellsOf(rows).flatMap(({ names }) => names), ...scene.turns, ...scene.panels.map(({ tile }) => tile)])]
  return scene.panels
    .filter(({ widget }) => !widget.startsWith('header-'))
    .toSorted((a, b) => tiles.indexOf(a.tile) - tiles.indexOf(b.tile) || a.row - b.row || a.column - b.column)
}
