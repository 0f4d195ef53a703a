import * as z from 'zod'

export const IndexBreakdownOptions = z.strictObject({
  total: z.string().optional().meta({ title: 'Chỉ số tổng / total', description: 'Mã chỉ số tổng điểm; các chỉ số còn lại là nhóm. / The indicator of the total; the others are its groups.' }),
  rank: z.string().optional().meta({ title: 'Chỉ số xếp hạng / rank', description: 'Mã chỉ số xếp hạng. / The indicator of the rank.' }),
  rankOf: z.int().min(2).optional().meta({ title: 'Trên bao nhiêu / out of', description: 'Số đơn vị được xếp hạng. / How many are ranked.' }),
  most: z.record(z.string(), z.number().positive()).default({}).meta({ title: 'Điểm tối đa / maximum', description: 'Theo mã chỉ số: điểm tối đa của nhóm và của tổng. Chiều dài nền là điểm tối đa; nhóm không ghi thì không vẽ nền. / By indicator: most points of each group and of the total. The track is as long as the maximum; without one there is no track.' }),
})
export type IndexBreakdownOptions = z.infer<typeof IndexBreakdownOptions>
