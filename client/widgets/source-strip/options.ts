import * as z from 'zod'

/** How many rows there is room for: 6 on five rows of a tile, 8 on six. */
export const SourceStripOptions = z.strictObject({ rows: z.int().min(1).max(8).default(6).meta({ title: 'Số dòng / Rows' }) })
export type SourceStripOptions = z.infer<typeof SourceStripOptions>
