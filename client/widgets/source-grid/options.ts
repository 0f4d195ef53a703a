import * as z from 'zod'

/** How the names stand: three columns of four lines fill two rows of a tile. */
export const SourceGridOptions = z.strictObject({ columns: z.int().min(1).max(4).default(3).meta({ title: 'Số cột / Columns' }), rows: z.int().min(1).max(9).default(4).meta({ title: 'Số dòng / Rows' }) })
export type SourceGridOptions = z.infer<typeof SourceGridOptions>
