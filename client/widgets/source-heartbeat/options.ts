import * as z from 'zod'

export const SourceHeartbeatOptions = z.strictObject({
  sources: z.array(z.string()).max(6).default([]).meta({ title: 'Nguồn / Sources', description: 'Mã các nguồn theo thứ tự; để trống là các nguồn có nhiều nhịp hụt nhất. / Ids in order; empty: those that missed the most.' }),
  rows: z.int().min(1).max(6).default(4).meta({ title: 'Số dòng / Rows' }),
})
export type SourceHeartbeatOptions = z.infer<typeof SourceHeartbeatOptions>
