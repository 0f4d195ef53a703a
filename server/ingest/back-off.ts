/** The longest wait between tries of a source that fails: a department that is back should be seen within a minute. */
const LONGEST_MS = 60_000

/**
 * How long to leave a failing source alone: its own rhythm, doubled with each failure up to a minute (or its rhythm, if slower),
 * or what the department itself asked for. `random` in 0..1 spreads sources that failed together by up to a tenth.
 */
export function backOffMs(failures: number, everyMs: number, retryAfterMs: number | undefined, random: number): number {
  const doubled = everyMs * 2 ** Math.min(failures - 1, 16)
  const wait = Math.min(doubled, Math.max(LONGEST_MS, everyMs))
  return Math.max(retryAfterMs ?? 0, wait) * (1 + random / 10)
}
