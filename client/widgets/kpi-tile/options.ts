import * as z from 'zod'

export const SPAN_MS = { '1h': 3_600_000, '24h': 86_400_000, '7d': 7 * 86_400_000, '1y': 365 * 86_400_000 } as const

/** `since`: what the value is compared with, and how far back the sparkline goes. */
export const KpiTileOptions = z.strictObject({ since: z.enum(['1h', '24h', '7d', '1y']).default('24h').meta({ title: 'So với / Against', description: 'Trị số được so với chừng ấy trước; đường nhỏ lùi lại bấy nhiêu. / What the value is compared with, and how far back its line goes.' }) })
export type KpiTileOptions = z.infer<typeof KpiTileOptions>
