import * as z from 'zod'

export const TextValueOptions = z.strictObject({
  size: z.enum(['medium', 'large']).default('medium').meta({ title: 'Cỡ số / Size', description: 'large: con số lớn giữa ô cao. / A hero figure in a tall panel.' }),
})
export type TextValueOptions = z.infer<typeof TextValueOptions>
