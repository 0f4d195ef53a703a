import * as z from 'zod'

export const LiveLineOptions = z.strictObject({ seconds: z.int().min(10).max(600).default(60) })
export type LiveLineOptions = z.infer<typeof LiveLineOptions>
