import * as z from 'zod'

/**
 * What a source's answers are checked for; at most twelve words. Đúng: `unit`, `range`, `repeat` (an old answer again), `zone`. Đủ:
 * `places` that report, `rows` at all, `zeros` that stand for nothing. Sạch: `readable` figures, `fields` where they were, `unique`
 * records. Sống: `answered` when asked, `on-time`.
 */
export const Check = z.enum(['unit', 'range', 'repeat', 'zone', 'places', 'rows', 'zeros', 'readable', 'fields', 'unique', 'answered', 'on-time'])
export type Check = z.infer<typeof Check>

/** What one pass adds to the scores: how much there was to check, and what each check lost. */
export const Tally = z.object({
  /** Figures and refused figures by indicator; under '' what belongs to no single one. */
  figures: z.record(z.string(), z.int().min(0)),
  /** The answer was compared with what is usual. */
  isJudged: z.boolean().optional(),
  /** Places that usually report. */
  places: z.int().min(0).optional(),
  /** The rhythm that was promised, ms. */
  everyMs: z.number().optional(),
  /** [check, indicator or '', how many]; absent where nothing was lost. */
  lost: z.array(z.tuple([Check, z.string(), z.int().min(1)])).optional(),
})
export type Tally = z.infer<typeof Tally>
