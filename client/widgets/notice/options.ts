import * as z from 'zod'

export const NoticeOptions = z.strictObject({
  text: z.strictObject({ vi: z.string().max(600), en: z.string().max(600) }).default({ vi: '', en: '' }).meta({ title: 'Nội dung / Text', description: 'Chữ thuần; dòng trống tách đoạn. / Plain text; an empty line begins a paragraph.' }),
  by: z.strictObject({ vi: z.string().max(120), en: z.string().max(120) }).optional().meta({ title: 'Của ai / By whom', description: 'Cơ quan ra thông báo. / Who says so.' }),
  on: z.iso.date().optional().meta({ title: 'Ngày / Date', description: 'Ngày của thông báo, 2026-11-24. / Its day.' }),
  size: z.enum(['label', 'title', 'large']).default('label').meta({ title: 'Cỡ chữ / Size' }),
})
export type NoticeOptions = z.infer<typeof NoticeOptions>
