import * as z from 'zod'

const Ends = z.strictObject({ low: z.number().optional(), high: z.number().optional() })

export const LinearOptions = z.strictObject({
  low: z.number().optional().meta({ title: 'Đầu trái / Left end', description: 'Không ghi: 0, hoặc trị số, ngưỡng nhỏ nhất dưới 0. / Absent: 0, or the least value or limit below it.' }),
  high: z.number().optional().meta({ title: 'Đầu phải / Right end', description: 'Không ghi: 100 với %, nếu không thì theo ngưỡng và trị số. / Absent: 100 for %, else by limits and value.' }),
  scales: z.record(z.string(), Ends).default({}).meta({ title: 'Thang từng dòng / Scales', description: 'Theo mã chỉ số, khi một ô có nhiều chỉ số. / By indicator, where a panel has several.' }),
  names: z.record(z.string(), z.strictObject({ vi: z.string().min(1), en: z.string().min(1) })).default({}).meta({ title: 'Tên từng dòng / Names', description: 'Theo chuỗi indicator@subject; mặc định là tên ngắn. / By series; the short name where absent.' }),
})
export type LinearOptions = z.infer<typeof LinearOptions>
