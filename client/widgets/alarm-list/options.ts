import * as z from 'zod'

/** How many lines have room. */
export const AlarmListOptions = z.strictObject({ rows: z.int().min(1).max(9).default(5).meta({ title: 'Số dòng / Rows' }) })
export type AlarmListOptions = z.infer<typeof AlarmListOptions>
