import { cellsOf, type Scene, type Wall } from '#contract'
import type { Days } from './days.ts'
import { lightAt, slotAt } from './timetable.ts'

export interface BurnInFacts {
  wall: Wall
  scenes: readonly Scene[]
  days: Days
  /** Where the 24 hours begin. */
  from: number
}

/** What 24 hours of a wall's schedule do to its glass. An hour at full brightness counts as one, at 40 % as 0,4. */
export interface BurnIn {
  wall: string
  /** Hours of light the same panel throws on the same place, headers apart, and the panel. */
  worstHours: number
  worstPanel: string
  /** The longest an unchanged scene stands in one piece by day, in minutes, and which. */
  longestMinutes: number
  longestScene: string
  faults: string[]
}

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
/**
 * House figures, not a maker's: two scenes a minute each by day and 40 % at night come to about 10 hours; a scene that stands all
 * day comes to 19 and is what leaves ghosts. With the orbit of 4 px edges are spread, large fills are not.
 */
const MOST_HOURS = 12
const MOST_MINUTES = 60

/** Walks 24 hours of the schedule. Pure. */
export function burnInOf({ wall, scenes, days, from }: BurnInFacts): BurnIn {
  const hours = new Map<string, number>()
  let longest = { scene: '', ms: 0 }
  let standing = { scene: '', from }
  for (let at = from; at < from + DAY_MS;) {
    const slot = slotAt(wall, at, days)
    const { brightness, brightUntil = Infinity } = lightAt(wall, at, days)
    const until = Math.min(slot.until, brightUntil, from + DAY_MS)
    hours.set(slot.scene, (hours.get(slot.scene) ?? 0) + ((until - at) / HOUR_MS) * brightness)
    if (slot.scene !== standing.scene) standing = { scene: slot.scene, from: at }
    // By night the glass is spared already.
    if (brightness < 1) standing = { ...standing, from: until }
    else if (until - standing.from > longest.ms) longest = { scene: slot.scene, ms: until - standing.from }
    at = until
  }
  const [worstPanel, worstHours] = worstOf(wall, scenes, hours)
  const longestMinutes = longest.ms / MINUTE_MS
  return {
    wall: wall.id, worstHours, worstPanel, longestMinutes, longestScene: longest.scene,
    faults: [
      ...(worstHours > MOST_HOURS ? [`${worstPanel}: ${worstHours.toFixed(1)} giờ sáng mỗi ngày tại một chỗ, nên không quá ${MOST_HOURS} / h of light a day on one place`] : []),
      ...(longestMinutes > MOST_MINUTES ? [`${longest.scene}: đứng yên ${Math.round(longestMinutes)} phút ban ngày, nên không quá ${MOST_MINUTES} / minutes in one piece by day`] : []),
    ],
  }
}

/** The same widget with the same figures in the same rectangle of the wall throws the same light, whichever scenes it stands in. */
function worstOf(wall: Wall, scenes: readonly Scene[], hours: ReadonlyMap<string, number>): [panel: string, hours: number] {
  const light = new Map<string, { name: string; hours: number }>()
  for (const [id, lit] of hours) {
    const scene = scenes.find((one) => one.id === id)
    if (scene === undefined) continue
    for (const { key, name } of placesOf(scene, wall.profile?.grid ?? '3x2')) {
      const before = light.get(key)
      light.set(key, { name: before?.name ?? `${id}/${name}`, hours: (before?.hours ?? 0) + lit })
    }
  }
  const worst = [...light.values()].toSorted((a, b) => b.hours - a.hours)[0]
  return worst === undefined ? ['', 0] : [worst.name, worst.hours]
}

/** Headers stand in every scene by the law of the look; their clock changes each minute and they are drawn at 85 % white. */
function placesOf(scene: Scene, grid: string): { key: string; name: string }[] {
  const rows = scene.layouts[grid] ?? scene.layouts['3x2'] ?? []
  return cellsOf(rows).flatMap((cell) => scene.panels
    .filter(({ tile, widget }) => cell.names.includes(tile) && !widget.startsWith('header-'))
    .map(({ id, widget, query, column, columns, row, rows: high }) => ({ key: JSON.stringify([widget, query, cell.column, cell.row, column, columns, row, high]), name: id })))
}
