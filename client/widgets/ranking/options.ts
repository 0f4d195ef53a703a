import * as z from 'zod'

/** How many of each end are shown. */
export const RankingOptions = z.strictObject({ worst: z.int().min(1).max(9).default(5), best: z.int().min(0).max(4).default(3) })
export type RankingOptions = z.infer<typeof RankingOptions>
