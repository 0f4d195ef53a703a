import type { Panel } from '#contract'

/** One tile: margin 48, 12 columns of 130, 6 rows of 144, gutters 24 (visual.md section 5). */
const MARGIN = 48
const GUTTER = 24
const COLUMN = 130 + GUTTER
const ROW = 144 + GUTTER
/** Below a header the six rows of a headless tile share five. */
const ROW_BELOW_HEADER = (ROW * 5) / 6

export interface Box {
  left: number
  top: number
  width: number
  height: number
}

type Cells = Pick<Panel, 'column' | 'columns' | 'row' | 'rows'>

/** Pixels of a panel inside its tile. */
export function placePanel(cells: Cells): Box {
  return box(cells, MARGIN, ROW)
}

/** The same panel when a header was put above a tile that has none of its own. */
export function placeBelowHeader(cells: Cells): Box {
  return box(cells, MARGIN + ROW, ROW_BELOW_HEADER)
}

function box({ column, columns, row, rows }: Cells, top: number, rowHeight: number): Box {
  return {
    left: MARGIN + (column - 1) * COLUMN,
    top: top + (row - 1) * rowHeight,
    width: columns * COLUMN - GUTTER,
    height: rows * rowHeight - GUTTER,
  }
}
