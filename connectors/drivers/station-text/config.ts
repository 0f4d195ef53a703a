import * as z from 'zod'

const field = (title: string, description: string) => ({ title, description })

/** Settings of a source whose stations send text files of Thông tư 10/2021/TT-BTNMT. */
export const StationTextConfig = z.strictObject({
  station: z.string().min(1).max(64).optional().meta(field('Mã trạm', 'Only where the source is one station; else the station is read from the name of each file')),
  separator: z.enum(['tab', 'semicolon', 'comma', 'spaces']).default('tab').meta(field('Ngăn cách cột', 'What stands between two columns; the circular says tab')),
  decimal: z.enum(['dot', 'comma']).default('dot').meta(field('Dấu thập phân', 'As the data logger writes numbers; never guessed from the look of them')),
  averaging: z.string().regex(/^\d{1,3}(?:m|h|d)$/, 'expected a length of time such as 1h or 5m').optional().meta(field('Thời gian trung bình', 'What a value is the mean of where its parameter does not say; the files do not tell')),
  maxLines: z.int().min(1).max(100_000).default(2_000).meta(field('Số dòng tối đa', 'Of one file; a longer one is refused as a whole')),
  maxBytes: z.int().min(1_024).max(20 * 1024 * 1024).default(512 * 1024).meta(field('Cỡ tối đa', 'Of one file, in bytes')),
})
export type StationTextConfig = z.infer<typeof StationTextConfig>
