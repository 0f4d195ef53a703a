import type { Clock } from '../clock.ts'
import type { Bus } from './bus.ts'

/** Swept when it has doubled since the last sweep, so that notes nobody asks for again do not pile up. */
const SWEEP_FROM = 1_000

export function createMemoryNotes(clock: Clock): Pick<Bus, 'setNote' | 'note' | 'dropNote'> {
  const notes = new Map<string, { value: string; until: number }>()
  let sweepAt = SWEEP_FROM
  const untilOf = (ttlMs: number) => clock.now() + Math.max(1, Math.ceil(ttlMs))

  function sweep(): void {
    for (const [key, { until }] of notes) if (until <= clock.now()) notes.delete(key)
    sweepAt = Math.max(SWEEP_FROM, notes.size * 2)
  }

  return {
    setNote: async (key, value, ttlMs) => {
      notes.set(key, { value, until: untilOf(ttlMs) })
      if (notes.size > sweepAt) sweep()
    },
    note: async (key, keepMs) => {
      const found = notes.get(key)
      if (found === undefined || found.until <= clock.now()) return undefined
      if (keepMs !== undefined) found.until = untilOf(keepMs)
      return found.value
    },
    dropNote: async (key) => void notes.delete(key),
  }
}
