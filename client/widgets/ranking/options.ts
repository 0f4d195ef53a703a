import * as z from 'zod'

/** How many of each end are shown. */
export const RankingOptions = z.strictObject({ 
  worst: z.int().min(1).max(9).default(5).meta({ title: 'Số dòng kém nhất / worst', description: 'Khi không đủ chỗ cho tất cả. / Where not all have room.' }),
  best: z.int().min(0).max(4).default(3).meta({ title: 'Số dòng tốt nhất / best', description: 'Khi không đủ chỗ cho tất cả. / Where not all have room.' }),
 })
export type RankingOptions = z.infer<typeof RankingOptions>
