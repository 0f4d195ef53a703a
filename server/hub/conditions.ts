import type { SystemState } from '#contract'
import type { Bus } from '../bus/bus.ts'
import type { Clock } from '../clock.ts'

/** Asks the bus from time to time how it is, so that every screen can say so. */
export interface Conditions {
  start(): Promise<void>
  stop(): void
  now(): Pick<SystemState, 'durability' | 'pressure'>
}

const ASK_EVERY_MS = 2_000

export function createConditions(deps: { bus: Bus; clock: Clock }): Conditions {
  let known: Pick<SystemState, 'durability' | 'pressure'> = { durability: 'unknown', pressure: 'none' }
  let isAsking = false
  let cancel = () => {}

  async function ask(): Promise<void> {
    if (isAsking) return
    isAsking = true
    try {
      const [pressure, durability] = await Promise.all([deps.bus.pressure(), deps.bus.durability()])
      known = { durability: durability.kind, pressure: pressure.kind }
    } catch {
      // Out of reach: the tail says so; what was known last stays.
    } finally {
      isAsking = false
    }
  }

  return {
    async start() {
      cancel = deps.clock.every(ASK_EVERY_MS, () => void ask())
      await ask()
    },
    stop: () => cancel(),
    now: () => known,
  }
}
