import * as z from 'zod'

export const LiveLineOptions = z.strictObject({ seconds: z.int().min(10).max(600).default(60).meta({ title: 'Số giây / Seconds' }) })
export type LiveLineOptions = z.infer<typeof LiveLineOptions>
