import { cellsOf, COLUMNS, type Row } from './row.ts'

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`

export function printHead(): void {
  process.stdout.write(line(COLUMNS) + line(COLUMNS.map(() => '---')))
}

export function printRows(rows: readonly Row[]): void {
  for (const row of rows) process.stdout.write(line(cellsOf(row)))
}
