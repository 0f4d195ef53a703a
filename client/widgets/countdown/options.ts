import * as z from 'zod'

export const CountdownOptions = z.strictObject({
  rows: z.int().min(1).max(9).default(5).meta({ title: 'Số dòng / Rows', description: 'Số nơi được nêu; phần còn lại được đếm. / How many are named; the others are counted.' }),
  only: z.enum(['all', 'ahead', 'over']).default('all').meta({ title: 'Chọn / Which', description: 'all: tất cả; ahead: còn hạn; over: đã quá hạn. / All, those with time left, those beyond.' }),
  allowed: z.number().positive().optional().meta({ title: 'Thời hạn / Time allowed', description: 'Theo đơn vị của chỉ số; mặc định là mục tiêu, rồi ngưỡng xấu. / In the unit of the indicator; the target, then the bad limit where absent.' }),
  runs: z.boolean().default(false).meta({ title: 'Tự chạy / Runs on', description: 'Giá trị là thời gian đã qua của một việc đang mở, nên tăng thêm giữa hai lần nhận. / The value is the time an open matter has taken, so it grows between two reports.' }),
})
export type CountdownOptions = z.infer<typeof CountdownOptions>
