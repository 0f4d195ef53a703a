import type { Panel } from '#contract'

/** One tile: margin 48, 12 columns of 130, 6 rows of 144, gutters 24 (visual.md section 5). */
const MARGIN = 48
const GUTTER = 24
const COLUMN = 130 + GUTTER
const ROW = 144 + GUTTER
const ROWS = 6
/** What a panel over both halves of a tall tile crosses besides a gutter: two margins meet there. */
const SEAM = 2 * MARGIN - GUTTER
/** All rows of a tile without its header. */
const BODY = { top: MARGIN + ROW, height: 5 * ROW }

export interface Box {
  left: number
  top: number
  width: number
  height: number
}

type Cells = Pick<Panel, 'column' | 'columns' | 'row' | 'rows'>

/** Pixels of a panel inside its tile; row 7 of a tile two high begins in its lower half. */
export function placePanel({ row, rows, ...across }: Cells): Box {
  const last = row + rows - 1
  const top = MARGIN + (row - 1) * ROW + (row > ROWS ? SEAM : 0)
  const bottom = MARGIN + last * ROW - GUTTER + (last > ROWS ? SEAM : 0)
  return { ...placeAcross(across), top, height: bottom - top }
}

/** The same panel when all rows of its tile, from `first` to `last`, must share the five below a header that was put there. */
export function placeBelowHeader({ row, rows, ...across }: Cells, { first, last }: { first: number; last: number } = { first: 1, last: ROWS }): Box {
  const height = BODY.height / (last - first + 1)
  return { ...placeAcross(across), top: BODY.top + (row - first) * height, height: rows * height - GUTTER }
}

const placeAcross = ({ column, columns }: Pick<Cells, 'column' | 'columns'>): Pick<Box, 'left' | 'width'> => ({ left: MARGIN + (column - 1) * COLUMN, width: columns * COLUMN - GUTTER })
