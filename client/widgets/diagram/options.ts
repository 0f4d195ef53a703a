import * as z from 'zod'

/** One named part of the drawing and what it shows. */
export const DiagramPart = z.strictObject({
  part: z.string().min(1).meta({ title: 'Phần / Part', description: 'id của phần trong tệp SVG. / The id in the SVG.' }),
  series: z.string().min(3).meta({ title: 'Chuỗi số liệu / Series', description: 'indicator@subject, phải có trong query của ô. / Must be in the query of the panel.' }),
  show: z.enum(['state', 'value', 'level']).meta({
    title: 'Cách hiện / How', description: 'state: nét và dấu theo trạng thái; value: chữ của <text>; level: mức đầy từ dưới lên. / state: stroke and sign; value: the text; level: filled from below.',
  }),
  low: z.number().optional().meta({ title: 'Rỗng / Empty at', description: 'Với level: giá trị ở đáy. / For level: the value at the bottom.' }),
  high: z.number().optional().meta({ title: 'Đầy / Full at', description: 'Với level: giá trị ở đỉnh. / For level: the value at the top.' }),
  unit: z.boolean().default(true).meta({ title: 'Kèm đơn vị / With unit', description: 'false: đơn vị đã viết trong bản vẽ. / The drawing says the unit itself.' }),
  states: z.record(z.string(), z.enum(['good', 'watch', 'bad'])).default({}).meta({ title: 'Nghĩa của chữ / Meaning of words', description: 'Với giá trị là chữ: mỗi chữ là tốt, cần chú ý hay xấu. / For values that are words.' }),
  words: z.record(z.string(), z.strictObject({ vi: z.string(), en: z.string() })).default({}).meta({ title: 'Cách đọc / Words', description: 'Chữ cho người xem thay cho giá trị gốc. / What is written in place of the value.' }),
  label: z.strictObject({ vi: z.string(), en: z.string() }).optional().meta({ title: 'Tên / Name', description: 'Tên của phần khi có sự cố; mặc định là tên chỉ số. / Its name where something is wrong.' }),
})
export type DiagramPart = z.infer<typeof DiagramPart>

export const DiagramOptions = z.strictObject({
  drawing: z.string().default('').meta({ title: 'Bản vẽ / Drawing', description: 'Tên tệp trong diagrams/, không có .svg. / File name in diagrams/ without .svg.' }),
  parts: z.array(DiagramPart).max(80).default([]).meta({ title: 'Các phần / Parts', description: 'Phần nào hiện số nào. / Which part shows which figure.' }),
})
export type DiagramOptions = z.infer<typeof DiagramOptions>
