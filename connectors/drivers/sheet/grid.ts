/** One cell with something in it, before anyone knows what its column means. */
export interface Cell {
  /** From 0. */
  column: number
  /**
   * `number` is written by a machine (12.5, 1E-3), `date` likewise but is a serial day, `text` by a person, `error` is
   * `#DIV/0!` and its like, `unclear` a number whose cell shows another one than it holds.
   */
  kind: 'text' | 'number' | 'date' | 'bool' | 'error' | 'unclear'
  text: string
  /** A number shown as a percentage: 0.12 is shown as 12 %. */
  percent?: true
  /** `cached`: the value is a formula's result when the file was saved; `unknown`: there is none to rely on. */
  formula?: 'cached' | 'unknown'
}

/** Only rows and cells that hold something; a far cell costs nothing. */
export interface Grid {
  sheet?: string
  /** Serial days are counted from 1904 (old Excel for Mac) instead of 1900. */
  date1904: boolean
  rows: GridRow[]
}

export interface GridRow {
  /** From 1, as the sender's program numbers it. */
  row: number
  cells: Cell[]
  /** How many cells the row has, empty ones too; only of CSV, where a stray separator shifts all that follows. */
  width?: number
}
