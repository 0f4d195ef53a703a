import * as z from 'zod'
import { Said } from './text.ts'

/** Under which of the four words a finding counts: đúng (correct), đủ (complete), sạch (clean), sống (alive). */
export const QualityWord = z.enum(['correct', 'complete', 'clean', 'alive'])
export type QualityWord = z.infer<typeof QualityWord>

/** How a source did over its last passes, 0 to 100, by the four words; absent where there is nothing to count. */
export const SourceScores = z.object({
  correct: z.number().min(0).max(100).optional(),
  complete: z.number().min(0).max(100).optional(),
  clean: z.number().min(0).max(100).optional(),
  alive: z.number().min(0).max(100).optional(),
  /** From when on the passes counted were made. */
  from: z.number().optional(),
  passes: z.int().min(0),
  /** What lost points, the most first, in plain words. */
  lost: z.array(z.object({ word: QualityWord, points: z.number(), text: Said })),
})
export type SourceScores = z.infer<typeof SourceScores>
