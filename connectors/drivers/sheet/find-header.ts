import type { GridRow } from './grid.ts'

/** A column asked for: any of these headings means this field. */
export interface WantedColumn {
  field: string
  headings: readonly string[]
  required: boolean
}

export interface Header {
  row: GridRow
  /** Field by column number. */
  fields: Map<number, string>
  missing: WantedColumn[]
  /** Headings that stand in two columns: which one counts is not for us to choose. */
  doubled: string[]
}

/** Titles, agencies and dates stand above a department's table, but not this many lines of them. */
const SEARCHED_ROWS = 40

/** The row with most of the wanted headings: the given one, or the best of the first rows. Undefined when none has any. */
export function findHeader(rows: readonly GridRow[], wanted: readonly WantedColumn[], headerRow?: number): Header | undefined {
  const among = headerRow === undefined ? rows.filter(({ row }) => row <= SEARCHED_ROWS) : rows.filter(({ row }) => row === headerRow)
  let best: Header | undefined
  for (const row of among) {
    const header = matchHeader(row, wanted)
    if (header.fields.size > (best?.fields.size ?? 0)) best = header
  }
  return best
}

function matchHeader(row: GridRow, wanted: readonly WantedColumn[]): Header {
  const byHeading = new Map(wanted.flatMap((column) => column.headings.map((heading) => [comparable(heading), column] as const)))
  const fields = new Map<number, string>()
  const doubled: string[] = []
  for (const { column, text } of row.cells) {
    const found = byHeading.get(comparable(text))
    if (found === undefined) continue
    if ([...fields.values()].includes(found.field)) doubled.push(text.trim())
    fields.set(column, found.field)
  }
  const found = new Set(fields.values())
  return { row, fields, doubled, missing: wanted.filter(({ field, required }) => required && !found.has(field)) }
}

/** Line breaks, double blanks, capitals and the way an accent is encoded are the typist's. */
export const comparable = (heading: string): string => heading.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()
