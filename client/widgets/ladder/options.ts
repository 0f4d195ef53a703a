import * as z from 'zod'

export const LadderOptions = z.strictObject({
  rows: z.int().min(1).max(6).default(4).meta({ title: 'Số dòng / Rows', description: 'Cao nhất đứng trước; phần còn lại được đếm. / The highest first; the others are counted.' }),
  names: z.record(z.string(), z.strictObject({ vi: z.string().min(1), en: z.string().min(1) })).default({}).meta({ title: 'Tên từng dòng / Names', description: 'Loại thiên tai theo chuỗi indicator@subject. / The hazard of a series.' }),
})
export type LadderOptions = z.infer<typeof LadderOptions>
