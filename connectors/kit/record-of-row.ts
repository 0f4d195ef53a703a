import type { PreviewRow, RawRecord, RowProblem } from './driver.ts'
import { UnreadableField } from './unreadable-field.ts'

/** The record of a row: what could be read, and in the place of the rest the reason, with row and column as the sender sees them. */
export function recordOfRow({ row, fields, problems }: PreviewRow): RawRecord {
  const unreadable = (problem: RowProblem) =>
    new UnreadableField(problem.code, { vi: `Dòng ${row}${problem.column === undefined ? '' : `, cột "${problem.column}"`}: ${problem.reason.vi}`, en: `Row ${row}${problem.column === undefined ? '' : `, column "${problem.column}"`}: ${problem.reason.en}` }, problem.text)
  const whole = problems.find(({ field }) => field === undefined)
  if (whole !== undefined) return unreadable(whole)
  return { ...fields, ...Object.fromEntries(problems.map((problem) => [problem.field, unreadable(problem)])) }
}
