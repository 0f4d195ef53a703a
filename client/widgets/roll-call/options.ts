import * as z from 'zod'

const Words = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) })

export const RollCallOptions = z.strictObject({
  readyFrom: z.number().default(100).meta({ title: 'Sẵn sàng từ / Ready from', description: 'Giá trị từ mức này là sẵn sàng. / A value from here on is ready.' }),
  offAt: z.number().default(0).meta({ title: 'Không thông đến / Off up to', description: 'Giá trị đến mức này là không thông; ở giữa là nét đứt. / A value up to here is off; between the two it is dashed.' }),
  ready: Words.default({ vi: 'sẵn sàng', en: 'ready' }).meta({ title: 'Chữ: đặc / Filled' }),
  between: Words.default({ vi: 'thông, chưa có người', en: 'connected, unattended' }).meta({ title: 'Chữ: nét đứt / Dashed' }),
  off: Words.default({ vi: 'không thông', en: 'off' }).meta({ title: 'Chữ: gạch chéo / Crossed' }),
  columns: z.int().min(4).max(32).optional().meta({ title: 'Số cột / Columns', description: 'Để trống: chọn sao cho hàng cuối đầy nhất. / Empty: so that the last row is fullest.' }),
})
export type RollCallOptions = z.infer<typeof RollCallOptions>
