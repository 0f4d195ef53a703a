import * as z from 'zod'
import { Text } from '#contract'

export const LocalityMapOptions = z.strictObject({
  /** Where the colour changes; chosen from the values, around the target, where absent. */
  breaks: z.array(z.number()).min(1).max(4).refine((all) => all.every((one, i) => i === 0 || one > (all[i - 1] ?? one)), 'expected numbers that rise').optional().meta({ title: 'Mốc màu / Breaks', description: 'Nơi màu đổi; để trống thì tự chọn. / Where the colour changes; chosen where absent.' }),
  /** For a figure that is yes or no at heart: a word for each class, lowest first, written in place of the number. */
  words: z.array(Text).min(2).max(5).optional().meta({ title: 'Chữ thay số / Words', description: 'Mỗi khoảng màu một chữ, từ thấp đến cao; thay cho trị số. / One for each class of colour, lowest first, in place of the value.' }),
  /** How many of those below target are named where exceptions and silent ones are more than fifteen; up to fifteen each has its name, with 0 none. All are outlined. */
  worst: z.int().min(0).max(15).default(5).meta({ title: 'Nêu tên xã kém / Worst named', description: 'Khi có quá 15 xã chưa đạt hoặc im lặng; đến 15 thì nêu đủ, 0 thì không nêu. / Where more than 15 are below target or silent; up to 15 all are named, with 0 none.' }),
  best: z.int().min(0).max(5).default(3).meta({ title: 'Nêu tên xã tốt / Best named' }),
  /** Heights in the panel, px, at which two screens meet: no text stands there. */
  seams: z.array(z.number()).default([]).meta({ title: 'Mép tấm / Seams', description: 'Độ cao trong ô nơi hai tấm gặp nhau. / Heights in the panel at which two screens meet.' }),
}).refine(({ breaks, words }) => words === undefined || words.length === (breaks?.length ?? 0) + 1, { path: ['words'], message: 'expected one word more than breaks' })
export type LocalityMapOptions = z.infer<typeof LocalityMapOptions>
