import * as z from 'zod'

export const MatrixOptions = z.strictObject({
  order: z.enum(['worst', 'given']).default('worst').meta({ title: 'Thứ tự dòng / order', description: 'worst: nhiều ô chưa đạt nhất ở trên; given: như trong câu hỏi. / worst: most cells off target on top; given: as asked for.' }),
})
export type MatrixOptions = z.infer<typeof MatrixOptions>
