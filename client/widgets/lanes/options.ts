import * as z from 'zod'

export const LanesOptions = z.strictObject({
  hours: z.int().min(6).max(48).default(24).meta({ title: 'Số giờ / Hours', description: 'Nhìn lại bao xa. / How far back.' }),
  rows: z.int().min(1).max(8).default(5).meta({ title: 'Số dòng / Rows', description: 'Dòng có nhiều giờ ngoài ngưỡng nhất đứng trước khi không đủ chỗ. / Where not all have room, those longest out of limits come first.' }),
})
export type LanesOptions = z.infer<typeof LanesOptions>
