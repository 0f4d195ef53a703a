import type { SubmissionPreview } from '#contract'
import type { Locale } from '../../locale/index.ts'

/** One thing a person should look at before the figures count. */
export interface Issue {
  row: number | undefined
  field: string | undefined
  /** The heading in the file. */
  column: string | undefined
  reason: string
  /** What stood there. */
  text: string | undefined
  /** `error`: no figure comes of it. `note`: it was read, and should be known. */
  weight: 'error' | 'note'
}

/**
 * Cells that could not be read, then records that could not be used. A bad cell mostly leads to a rejected record, too: that is
 * the same thing told twice, and the cell's own words say it better.
 */
export function listIssues({ rows, rejects, columns }: SubmissionPreview, locale: Locale): Issue[] {
  const headingOf = (field: string | undefined) => columns.find((column) => field !== undefined && column.field === field)?.heading
  const cells = rows.flatMap(({ row, problems, notes }): Issue[] => [
    ...problems.map((one): Issue => ({ row, field: one.field, column: one.column ?? headingOf(one.field), reason: one.reason[locale], text: one.text, weight: 'error' })),
    ...notes.map((one): Issue => ({ row, field: one.field, column: one.column ?? headingOf(one.field), reason: one.reason[locale], text: one.text, weight: 'note' })),
  ])
  const told = new Set(cells.filter(({ weight }) => weight === 'error').flatMap(({ row, field }) => (field === undefined ? [placeKey(row, undefined)] : [placeKey(row, field)])))
  const records = rejects.flatMap((one): Issue[] => {
    const field = fieldOf(one.pointer)
    if (told.has(placeKey(one.row, field)) || (one.row !== undefined && told.has(placeKey(one.row, undefined)))) return []
    return [{ row: one.row, field, column: headingOf(field), reason: one.reason[locale], text: one.raw, weight: 'error' }]
  })
  return [...cells, ...records].sort((a, b) => rank(a) - rank(b) || (a.row ?? Infinity) - (b.row ?? Infinity))
}

/** Lists are cut where they are long; then the server's own count is the better one. */
export function countErrors(preview: SubmissionPreview, issues: readonly Issue[]): number {
  const listed = issues.filter(({ weight }) => weight === 'error').length
  const isCut = preview.rowCount > preview.rows.length || preview.rejectCount > preview.rejects.length
  return isCut ? Math.max(listed, preview.rejectCount) : listed
}

const rank = ({ weight }: Issue): number => (weight === 'error' ? 0 : 1)
const placeKey = (row: number | undefined, field: string | undefined): string => `${row ?? ''}|${field ?? ''}`

/** `/ngayChot` -> `ngayChot`; a deeper place belongs to its first part. */
const fieldOf = (pointer: string | undefined): string | undefined => pointer?.split('/')[1]?.replaceAll('~1', '/').replaceAll('~0', '~')
