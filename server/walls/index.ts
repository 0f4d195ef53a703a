import type { Wall, WallState } from '#contract'
import type { Bus } from '../bus/bus.ts'
import type { Clock } from '../clock.ts'
import type { Days } from './days.ts'
import { type Hold, holdScene, readHold } from './holds.ts'
import { stateAt } from './timetable.ts'

export { type BurnIn, burnInOf, type BurnInFacts } from './burn-in.ts'
export { createDays, type Days } from './days.ts'

export interface WallsDeps {
  notes: Pick<Bus, 'setNote' | 'note' | 'dropNote'>
  clock: Clock
  /** Another object after an edit of the deployment. */
  walls(): readonly Wall[]
  /** Held scenes must exist. */
  hasScene(id: string): boolean
  days(): Days
}

/** Says what each wall shows now: by its schedule and the clock alone, so that all processes agree, unless a note on the bus holds a scene. */
export interface Walls {
  start(): Promise<void>
  stop(): void
  /** Undefined for a wall that does not exist. */
  state(wall: string): WallState | undefined
  /** Shows a scene until a moment, against the schedule, on all processes; with a moment that is past the schedule plays again. */
  hold(wall: string, hold: Hold): Promise<void>
}

const READ_HOLDS_MS = 1_000

export function createWalls({ notes, clock, walls, hasScene, days }: WallsDeps): Walls {
  const holds = new Map<string, Hold>()
  /** What was worked out last, good until its next change. */
  const made = new Map<string, { wall: Wall; days: Days; state: WallState; from: number; until: number }>()
  let isReading = false
  let cancel = () => {}

  async function readHolds(): Promise<void> {
    if (isReading) return
    isReading = true
    try {
      await Promise.all(walls().map(async ({ id }) => {
        const hold = await readHold(notes, id)
        if (hold === undefined) holds.delete(id)
        else holds.set(id, hold)
      }))
    } catch {
      // Out of reach: the hub says so on every screen; what was held stays held until its own end.
    } finally {
      isReading = false
    }
  }

  function scheduled(wall: Wall, at: number): WallState {
    const known = made.get(wall.id)
    const today = days()
    if (known !== undefined && known.wall === wall && known.days === today && known.from <= at && at < known.until) return { ...known.state, at }
    const state = stateAt(wall, at, today)
    made.set(wall.id, { wall, days: today, state, from: at, until: Math.min(state.next?.at ?? at + 3_600_000, state.brightUntil ?? Infinity) })
    return state
  }

  return {
    async start() {
      cancel = clock.every(READ_HOLDS_MS, () => void readHolds())
      await readHolds()
    },
    stop: () => cancel(),
    state(id) {
      const wall = walls().find((one) => one.id === id)
      if (wall === undefined) return undefined
      const at = clock.now()
      const state = scheduled(wall, at)
      const hold = holds.get(id)
      if (hold === undefined || hold.until <= at || !hasScene(hold.scene)) return state
      const after = stateAt(wall, hold.until, days())
      // Whoever holds a scene wants it seen: at night too.
      return { wall: id, at, scene: hold.scene, brightness: 1, heldUntil: hold.until, next: { scene: after.scene, at: hold.until } }
    },
    async hold(wall, hold) {
      await holdScene(notes, wall, hold, clock.now())
      await readHolds()
    },
  }
}
