import * as z from 'zod'
import { Day } from '#contract'

const Words = z.strictObject({ vi: z.string(), en: z.string() })

/** How points of one kind are drawn while nothing is wrong with them. */
export const PointKind = z.strictObject({
  kind: z.string().meta({ title: 'Loại điểm / Kind', description: 'Cột kind của sites.csv. / The column kind of sites.csv.' }),
  shape: z.enum(['circle', 'square', 'gate', 'camera']).meta({ title: 'Hình / Shape', description: 'Hình khi bình thường. / Its shape while all is well.' }),
  title: Words.meta({ title: 'Tên / Name', description: 'Chữ trong chú giải. / The word in the legend.' }),
})

export const PointMapOptions = z.strictObject({
  points: z.boolean().default(true).meta({ title: 'Lớp điểm / Points', description: 'Vẽ các điểm đo trong query. / Draws the sites of the query.' }),
  kinds: z.array(PointKind).max(8).default([]).meta({ title: 'Loại điểm / Kinds', description: 'Hình và tên của từng loại. / Shape and name of each kind.' }),
  fill: z.string().optional().meta({ title: 'Màu nền / Fill', description: 'Chỉ số tô màu từng xã; phải có trong query. / The indicator that colours the communes; must be in the query.' }),
  breaks: z.array(z.number()).min(1).max(4).refine((all) => all.every((one, i) => i === 0 || one > (all[i - 1] ?? one)), 'expected numbers that rise').optional()
    .meta({ title: 'Mốc màu / Breaks', description: 'Nơi màu đổi; để trống thì tự chọn. / Where the colour changes; chosen where absent.' }),
  counts: z.strictObject({
    of: z.string().meta({ title: 'Số đếm / Count', description: 'Chỉ số đếm theo xã. / The indicator that counts by commune.' }),
    overdue: z.string().optional().meta({ title: 'Quá hạn / Overdue', description: 'Chỉ số đếm phần quá hạn. / The indicator that counts what is overdue.' }),
  }).optional().meta({ title: 'Lớp cụm / Clusters', description: 'Mỗi xã một đĩa, gộp theo mã xã. / A disc per commune, grouped by its code.' }),
  numberFrom: z.int().min(1).default(1).meta({ title: 'Ghi số từ / Number from', description: 'Xã có ít hơn chừng này chỉ là một chấm. / Communes with fewer are but a dot.' }),
  nameFrom: z.int().min(1).default(2).meta({ title: 'Ghi tên từ / Named from', description: 'Xã có từ chừng này quá hạn được ghi tên. / Communes with so many overdue are named.' }),
  outlines: z.strictObject({ day: Day, level: z.enum(['commune', 'district']) }).optional()
    .meta({ title: 'Ranh giới thời kỳ / Outlines of an era', description: 'Nét của địa bàn vào một ngày. / Lines of the areas of a day.' }),
  most: z.int().min(0).max(20).default(12).meta({ title: 'Nhiều nhất / At most', description: 'Số nơi bất thường được ghi tên. / How many abnormal ones are named.' }),
  seams: z.array(z.number()).default([]).meta({ title: 'Mép tấm / Seams', description: 'Độ cao trong ô nơi hai tấm gặp nhau. / Heights in the panel at which two screens meet.' }),
})
export type PointMapOptions = z.infer<typeof PointMapOptions>
