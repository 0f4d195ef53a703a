import * as z from 'zod'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** How far the course goes back, and what the change is against. */
export const SPANS = { '6h': { trailMs: 6 * HOUR_MS, backMs: HOUR_MS }, '13m': { trailMs: 411 * DAY_MS, backMs: 365 * DAY_MS } } as const

export const DomainRowsOptions = z.strictObject({
  span: z.enum(['6h', '13m']).default('6h').meta({ title: 'Khoảng thời gian / span', description: '6h: sáu giờ, so một giờ trước; 13m: mười ba tháng, so cùng kỳ. / Six hours against an hour ago, thirteen months against a year ago.' }),
})
export type DomainRowsOptions = z.infer<typeof DomainRowsOptions>
