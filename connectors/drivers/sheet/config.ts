import * as z from 'zod'

const base = {
  heading: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).meta({ title: 'Tiêu đề cột', description: 'The heading in the file, or several that mean the same; capitals and blanks do not matter' }),
  optionalColumn: z.boolean().default(false).meta({ title: 'Cột có thể vắng', description: 'The file may lack this column' }),
  allowEmpty: z.boolean().default(false).meta({ title: 'Ô có thể trống', description: 'An empty cell is no reading (true) or an error to show (false)' }),
}

export const NumberColumn = z.strictObject({
  ...base,
  kind: z.literal('number'),
  numbers: z.enum(['vi', 'json']).optional().meta({ title: 'Kiểu viết số', description: '`vi` 1.234,5 or `json` 1234.5. Without it, typed numbers with any separator are refused; true number cells of XLSX need none' }),
  percent: z.boolean().default(false).meta({ title: 'Tỷ lệ phần trăm', description: 'The figure is in per cent: "12%", 12 and a cell shown as 12% are all 12' }),
  whole: z.boolean().default(false).meta({ title: 'Số nguyên', description: 'Only whole numbers: 1,814 meant as 1814 does not pass as a little under two' }),
})
export type NumberColumn = z.infer<typeof NumberColumn>

export const DateColumn = z.strictObject({
  ...base,
  kind: z.literal('date'),
  dates: z.array(z.enum(['dd/MM/yyyy', 'dd-MM-yyyy', 'yyyy-MM-dd', 'serial'])).min(1).default(['dd/MM/yyyy']).meta({ title: 'Kiểu viết ngày', description: 'Ways a typed date may be written, with or without HH:mm[:ss]; `serial` also takes bare day numbers. Date cells of XLSX need none' }),
})
export type DateColumn = z.infer<typeof DateColumn>

export const PeriodColumn = z.strictObject({
  ...base,
  kind: z.literal('period'),
  period: z.enum(['year', 'quarter', 'month', 'any']).default('any').meta({ title: 'Loại kỳ', description: '2026, Quý III/2026, 09/2026; `any` takes all three' }),
})
export type PeriodColumn = z.infer<typeof PeriodColumn>

export const TextColumn = z.strictObject({ ...base, kind: z.literal('text') })
export type TextColumn = z.infer<typeof TextColumn>

export const Column = z.discriminatedUnion('kind', [NumberColumn, DateColumn, PeriodColumn, TextColumn])
export type Column = z.infer<typeof Column>

/** Settings of a source that sends a table as CSV or XLSX. */
export const SheetConfig = z.strictObject({
  columns: z.record(z.string().regex(/^[a-zA-Z][a-zA-Z0-9-]*$/), Column).refine((columns) => Object.keys(columns).length > 0, 'expected at least one column')
    .meta({ title: 'Các cột', description: 'Field -> column; a system points at /field' }),
  sheet: z.string().min(1).optional().meta({ title: 'Trang tính', description: 'Name of the sheet; the first visible one when absent' }),
  headerRow: z.int().min(1).max(1_000).optional().meta({ title: 'Dòng tiêu đề', description: 'Counted from 1; searched among the first 40 rows when absent' }),
  encoding: z.enum(['auto', 'utf-8', 'windows-1258']).default('auto').meta({ title: 'Bảng mã', description: 'Of CSV' }),
  delimiter: z.enum(['auto', ',', ';', '\t']).default('auto').meta({ title: 'Dấu phân cách', description: 'Of CSV' }),
  formulas: z.enum(['cached', 'refuse']).default('cached').meta({ title: 'Công thức', description: 'A formula is never computed: take the result saved with it, and say so, or refuse it' }),
  maxBytes: z.int().min(1_024).max(20 * 1024 * 1024).default(10 * 1024 * 1024).meta({ title: 'Cỡ tối đa', description: 'In bytes' }),
  maxRows: z.int().min(1).max(50_000).default(10_000).meta({ title: 'Số dòng tối đa', description: 'The last row that may hold anything' }),
})
export type SheetConfig = z.infer<typeof SheetConfig>
