import * as z from 'zod'

export const UnitSquaresOptions = z.strictObject({
  rate: z.string().optional().meta({ title: 'Chỉ số tỷ lệ / rate', description: 'Mã chỉ số ghi ở cuối dòng, của cùng đối tượng; dòng được đánh giá theo nó. / An indicator of the same subject written at the end of the row, which is judged by it.' }),
  order: z.enum(['most', 'given']).default('most').meta({ title: 'Thứ tự dòng / order', description: 'most: nhiều nhất ở trên; given: như trong câu hỏi, cho các nhóm theo số ngày. / most: most on top; given: as asked for, for groups by age.' }),
  most: z.int().min(10).max(200).default(60).meta({ title: 'Nhiều ô nhất / most squares', description: 'Dòng dài nhất có đến bấy nhiêu ô; quá thì một ô đếm cho nhiều đơn vị, và panel nói rõ. / Squares of the longest row; beyond it a square counts for several, which the panel says.' }),
})
export type UnitSquaresOptions = z.infer<typeof UnitSquaresOptions>
