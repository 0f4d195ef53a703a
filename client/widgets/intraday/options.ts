import * as z from 'zod'

/** How many days before today make the usual. */
export const IntradayOptions = z.strictObject({ days: z.int().min(3).max(28).default(7).meta({ title: 'Ngày làm mốc / Days', description: 'Bao nhiêu ngày trước làm thành ngày thường. / How many days before today make the usual.' }) })
export type IntradayOptions = z.infer<typeof IntradayOptions>
