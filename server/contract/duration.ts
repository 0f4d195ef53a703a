import * as z from 'zod'

const UNIT_MS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** A length of time as an official writes it in a definition: `500ms`, `30s`, `5m`, `2h`, `1d`. */
export const Duration = z
  .string()
  .regex(/^[1-9]\d{0,5}(?:ms|s|m|h|d)$/, 'expected a length of time such as 30s, 5m, 2h or 1d')
  .brand<'Duration'>()
export type Duration = z.infer<typeof Duration>

/** Milliseconds of a parsed `Duration`. */
export function durationMs(duration: Duration): number {
  const [, count = '0', unit = 'ms'] = /^(\d+)(\w+)$/.exec(duration) ?? []
  return Number(count) * (UNIT_MS[unit] ?? 0)
}
