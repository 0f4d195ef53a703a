import { EVENT, type WallState } from '#contract'
import type { Emit, Line } from './line.ts'

/** Tells the windows of a wall what it shows: at once when they ask, and all of them in the beat in which it changes. */
export interface WallWords {
  join(line: Line, wall: string | undefined): void
  leave(line: Line): void
  beat(): void
}

export function createWallWords({ emit, stateOf }: { emit: Emit; stateOf(wall: string): WallState | undefined }): WallWords {
  const watched = new Map<string, { lines: Set<string>; told: string }>()

  function leave(line: Line): void {
    for (const [wall, { lines }] of watched) if (lines.delete(line.id) && lines.size === 0) watched.delete(wall)
  }

  return {
    join(line, wall) {
      leave(line)
      const state = wall === undefined ? undefined : stateOf(wall)
      if (wall === undefined || state === undefined) return
      const known = watched.get(wall)
      if (known === undefined) watched.set(wall, { lines: new Set([line.id]), told: wordsOf(state) })
      else known.lines.add(line.id)
      emit([line.id], EVENT.wall, state)
    },
    leave,
    beat() {
      for (const [wall, known] of watched) {
        const state = stateOf(wall)
        if (state === undefined || wordsOf(state) === known.told) continue
        known.told = wordsOf(state)
        emit([...known.lines], EVENT.wall, state)
      }
    },
  }
}

/** When it was said is no news. */
const wordsOf = (state: WallState): string => JSON.stringify({ ...state, at: 0 })
