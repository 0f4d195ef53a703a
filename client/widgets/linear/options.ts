import * as z from 'zod'

/** Ends of the scale. Not given, it is 0 to 100 for shares and follows the limits otherwise. */
export const LinearOptions = z.strictObject({ low: z.number().optional(), high: z.number().optional() })
export type LinearOptions = z.infer<typeof LinearOptions>
