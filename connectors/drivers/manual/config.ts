import * as z from 'zod'

/** Settings of a source whose figures a person types into a form. */
export const ManualConfig = z.strictObject({
  whole: z.array(z.string()).default([]).meta({ title: 'Chỉ số nguyên', description: 'Indicators counted in whole numbers: 1,814 meant as 1814 does not pass as a little under two' }),
})
export type ManualConfig = z.infer<typeof ManualConfig>
