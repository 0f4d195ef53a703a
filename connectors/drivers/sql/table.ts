/** What a column holds, whichever database names it how. `local`: a date and time without a zone. */
export type Kind = 'whole' | 'number' | 'truth' | 'instant' | 'local' | 'day' | 'text'

export interface Column {
  name: string
  kind: Kind
}

/** An answer as the database wrote it: texts, because a number that went through a double may have lost its end. */
export interface Table {
  columns: Column[]
  rows: (string | null)[][]
}

/** What asking needs beyond the settings. */
export interface Question {
  /** One SELECT, complete. */
  text: string
  statementTimeoutMs: number
  timeZone: string
  /** The zone's distance from UTC now, `+07:00`: MySQL often knows no zone by name. */
  offset: string
  maxRows: number
}
