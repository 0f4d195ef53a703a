import * as z from 'zod'

/** How many days before today make the usual. */
export const IntradayOptions = z.strictObject({ days: z.int().min(3).max(28).default(7) })
export type IntradayOptions = z.infer<typeof IntradayOptions>
