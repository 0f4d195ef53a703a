import * as z from 'zod'

/** Settings of a source that sends our own JSON. */
export const PushConfig = z.strictObject({
  maxRecords: z.int().min(1).max(200_000).default(50_000).meta({ title: 'Số bản ghi tối đa', description: 'Largest delivery, in records; a larger one is refused as a whole' }),
  maxBytes: z.int().min(1_024).max(100 * 1024 * 1024).default(20 * 1024 * 1024).meta({ title: 'Cỡ tối đa', description: 'Largest delivery, in bytes' }),
})
export type PushConfig = z.infer<typeof PushConfig>
