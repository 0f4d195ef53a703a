import * as z from 'zod'

export const SPAN_MS = { '1h': 3_600_000, '6h': 6 * 3_600_000, '24h': 86_400_000, '48h': 2 * 86_400_000, '13m': 396 * 86_400_000, '3y': 1_096 * 86_400_000 } as const

export const TrendOptions = z.strictObject({
  span: z.enum(['1h', '6h', '24h', '48h', '13m', '3y']).default('48h').meta({ title: 'Khoảng thời gian / Span', description: 'Đường vẽ lùi lại bao xa. / How far back the line goes.' }),
  outlook: z.boolean().default(false).meta({ title: 'Mức thường và dự báo / Usual and forecast', description: 'Dải mức thường từ số đã qua; nét đứt dự báo đến hết kỳ với số lũy kế. / A band of what past values say is usual; dashed, where a figure that grows over its period leads.' }),
})
export type TrendOptions = z.infer<typeof TrendOptions>
