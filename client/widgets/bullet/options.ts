import * as z from 'zod'
import { Pace } from '#contract'

export const BulletOptions = z.strictObject({
  form: z.enum(['share', 'pace']).default('share').meta({ title: 'Dạng / form', description: 'share: tỷ lệ từ 0, vạch là mục tiêu; pace: lũy kế so kế hoạch năm, đánh giá theo nhịp. / share: a share from 0 with its target; pace: what has come together against the year’s plan, judged by its pace.' }),
  full: z.number().positive().optional().meta({ title: 'Đầu phải / full length', description: 'Dạng share: giá trị ở cuối nền. Không ghi: 100 với %, nếu không thì theo mục tiêu và số liệu. / Form share: the value at the end of the track. Absent: 100 for %, else by targets and figures.' }),
  pace: Pace.default({ warn: 5, critical: 15 }).meta({ title: 'Chậm nhịp / behind', description: 'Dạng pace: chậm bao nhiêu điểm phần trăm của kế hoạch thì cần chú ý, thì xấu. / Form pace: how many points of the plan behind are worth a watch, are bad.' }),
})
export type BulletOptions = z.infer<typeof BulletOptions>
