import * as z from 'zod'

export const PictureOptions = z.strictObject({
  picture: z.string().default('').meta({ title: 'Ảnh / Picture', description: 'Mã trong pictures.yaml. / Id in pictures.yaml.' }),
  distance: z.strictObject({ vi: z.string().max(60), en: z.string().max(60) }).optional().meta({ title: 'Ghi thêm / Remark', description: 'Ví dụ: cách hiện trường 0,2 km. / Such as the distance.' }),
  fit: z.enum(['cover', 'contain']).default('cover').meta({ title: 'Cách đặt / Fit', description: 'cover: kín ô, có thể mất mép; contain: trọn ảnh. / Fill the panel, or show all of it.' }),
})
export type PictureOptions = z.infer<typeof PictureOptions>
