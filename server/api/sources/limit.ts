import type { Clock } from '../../clock.ts'

/** A token bucket: `perSecond` on average, `burst` at once. */
export function createLimit(deps: { clock: Clock; perSecond: number; burst: number }): { take(): boolean } {
  let tokens = deps.burst
  let filledAt = deps.clock.now()
  return {
    take() {
      const now = deps.clock.now()
      tokens = Math.min(deps.burst, tokens + ((now - filledAt) / 1000) * deps.perSecond)
      filledAt = now
      if (tokens < 1) return false
      tokens -= 1
      return true
    },
  }
}
