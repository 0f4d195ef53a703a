import { type Cell, type Panel, type Scene, tilesHigh } from '#contract'

/** What of a panel says where it is. */
export type Spot = Pick<Panel, 'tile' | 'column' | 'columns' | 'row' | 'rows'>

export const COLUMNS = 12
const ROWS = 6
/** A row may be halved. */
export const ROW_STEP = 0.5
/** Below this no kind of panel has room for a value and its age. */
const LEAST = { columns: 1, rows: 0.5 }

/** How many rows a tile of this scene has. */
export const rowsOf = (scene: Pick<Scene, 'layouts'>, tile: string): number => ROWS * tilesHigh(scene, tile)

const within = (least: number, value: number, most: number): number => Math.min(Math.max(value, least), most)
const snapRow = (row: number): number => Math.round(row / ROW_STEP) * ROW_STEP

/** The nearest place inside of the tile, on the grid, with the panel's own size. */
export function moveTo<P extends Spot>(panel: P, { tile = panel.tile, column, row }: { tile?: string; column: number; row: number }, rows: number): P {
  const height = Math.min(panel.rows, rows)
  return { ...panel, tile, column: within(1, Math.round(column), COLUMNS - panel.columns + 1), row: within(1, snapRow(row), rows - height + 1), rows: height }
}

export const moveBy = <P extends Spot>(panel: P, by: { columns?: number; rows?: number }, rows: number): P =>
  moveTo(panel, { column: panel.column + (by.columns ?? 0), row: panel.row + (by.rows ?? 0) }, rows)

/** One of the eight places to take hold of: which edges go along. */
export interface Handle {
  x: -1 | 0 | 1
  y: -1 | 0 | 1
}

export const HANDLES: readonly Handle[] = [{ x: -1, y: -1 }, { x: 0, y: -1 }, { x: 1, y: -1 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0, y: 1 }, { x: -1, y: 1 }, { x: -1, y: 0 }]

/** Moves the edges that were taken hold of; the others stay, and no edge leaves the tile or passes the one across. */
export function resizeBy<P extends Spot>(panel: P, { x, y }: Handle, by: { columns: number; rows: number }, rows: number): P {
  const right = panel.column + panel.columns
  const bottom = panel.row + panel.rows
  const columns = Math.round(by.columns)
  const down = snapRow(by.rows)
  const column = x === -1 ? within(1, panel.column + columns, right - LEAST.columns) : panel.column
  const row = y === -1 ? within(1, panel.row + down, bottom - LEAST.rows) : panel.row
  const newRight = x === 1 ? within(panel.column + LEAST.columns, right + columns, COLUMNS + 1) : right
  const newBottom = y === 1 ? within(panel.row + LEAST.rows, bottom + down, rows + 1) : bottom
  return { ...panel, column, row, columns: newRight - column, rows: newBottom - row }
}

/** Numbers somebody typed, made into a place that exists. */
export function fit<P extends Spot>(panel: P, rows: number): P {
  const columns = within(1, Math.round(panel.columns), COLUMNS)
  const height = within(LEAST.rows, snapRow(panel.rows), rows)
  return moveTo({ ...panel, columns, rows: height }, panel, rows)
}

export const isOver = (a: Spot, b: Spot): boolean =>
  a.tile === b.tile && a.column < b.column + b.columns && b.column < a.column + a.columns && a.row < b.row + b.rows && b.row < a.row + a.rows

/** Which panels lie on which: they are told, never hidden. */
export function overlapsOf({ panels }: Pick<Scene, 'panels'>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const panel of panels) {
    const under = panels.filter((other) => other.id !== panel.id && isOver(panel, other)).map(({ id }) => id)
    if (under.length > 0) found.set(panel.id, under)
  }
  return found
}

/** Room of a wanted size in a tile: the first that is free from the top, else the top left corner. */
export function findRoom({ panels, layouts }: Scene, tile: string, size: Pick<Spot, 'columns' | 'rows'>): Spot {
  const rows = rowsOf({ layouts }, tile)
  for (let row = 1; row + size.rows <= rows + 1; row += ROW_STEP) {
    for (let column = 1; column + size.columns <= COLUMNS + 1; column += 1) {
      const spot = { tile, column, row, ...size }
      if (!panels.some((panel) => isOver(panel, spot))) return spot
    }
  }
  return fit({ tile, column: 1, row: 1, ...size }, rows)
}

/** All tiles a scene has, those of its largest layout first, in reading order. */
export function tilesOf({ layouts, panels }: Scene, cells: readonly Cell[]): string[] {
  const named = [...cells.flatMap(({ names }) => names), ...Object.values(layouts).flat(2).flatMap((text) => text.split('/')), ...panels.map(({ tile }) => tile)]
  return [...new Set(named)].filter((name) => name !== '.')
}
