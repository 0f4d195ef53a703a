import * as z from 'zod'

export const RulerOptions = z.strictObject({
  order: z.enum(['worst', 'given']).default('worst').meta({ title: 'Thứ tự dòng / order', description: 'worst: xa mục tiêu nhất ở trên, tính theo thang của dòng; given: như trong câu hỏi. / worst: furthest from its mark on top, on its own scale; given: as asked for.' }),
  reach: z.record(z.string(), z.number().positive()).default({}).meta({ title: 'Độ dài nửa trái / reach', description: 'Theo mã chỉ số: thiếu bao nhiêu thì chấm ở đầu trái, theo đơn vị tính. Không ghi: hai lần khoảng cách từ mục tiêu đến ngưỡng xấu, không có ngưỡng thì theo số liệu. / By indicator: how much short of its mark stands at the left end. Absent: twice the way to the critical limit, else by the figures.' }),
})
export type RulerOptions = z.infer<typeof RulerOptions>
