import type { KeptSample } from '#contract'
import { writeCsv } from '../csv.ts'
import { type ExportNames, exportRows, HEADINGS } from './export-table.ts'

/** One series as a table of the spreadsheet program. */
export const exportCsv = (samples: readonly KeptSample[], names: ExportNames): string => writeCsv(HEADINGS, exportRows(samples, names))
