import { durationMs, type RotationScene, type Wall, type WallState } from '#contract'
import { covers, type Days, type Span, spanOf, weekdayOf } from './days.ts'

/** One scene standing. */
export interface Slot extends Span {
  scene: string
}

/** Beyond so many stretches of one and the same scene nobody is told what comes then: a stretch is a day at most. */
const MOST_STRETCHES = 8
const MINUTE_MS = 60_000

/** What a wall shows by its schedule. Pure: every process with the same file and a right clock says the same. */
export function stateAt(wall: Wall, at: number, days: Days): WallState {
  const now = slotAt(wall, at, days)
  let next = slotAt(wall, now.until, days)
  for (let stretches = 0; next.scene === now.scene && stretches < MOST_STRETCHES; stretches++) next = slotAt(wall, next.until, days)
  return { wall: wall.id, at, scene: now.scene, ...(next.scene !== now.scene && { next: { scene: next.scene, at: next.from } }), ...lightAt(wall, at, days) }
}

/** Which scene stands at a moment, and from when until when: not beyond the end of its stretch. */
export function slotAt(wall: Wall, at: number, days: Days): Slot {
  const { rotation, from, until } = stretchAt(wall, at, days)
  const [only] = rotation
  if (only !== undefined && rotation.every(({ scene }) => scene === only.scene)) return { scene: only.scene, from, until }
  const cycleMs = rotation.reduce((sum, { dwell }) => sum + durationMs(dwell), 0)
  let start = from + Math.floor((at - from) / cycleMs) * cycleMs
  let standing: Slot | undefined
  // Twice round at most: the turn at hand, and the one after it, which says whether there is room for it.
  for (let i = 0; i < 2 * rotation.length; i++) {
    const one = rotation[i % rotation.length]
    if (one === undefined) break
    const dwellMs = durationMs(one.dwell)
    const isWorthIt = until - start >= dwellMs / 2 || start === from
    // A scene that would be gone before it is read is not begun: the one before it stands until the end.
    if (!isWorthIt) return { scene: standing?.scene ?? before(rotation, i), from: standing?.from ?? start, until }
    if (standing !== undefined) return standing
    const slot = { scene: one.scene, from: start, until: Math.min(until, start + dwellMs) }
    if (covers(slot, at)) {
      if (slot.until === until) return slot
      standing = slot
    }
    start += dwellMs
  }
  return standing ?? { scene: wall.scene, from, until }
}

const before = (rotation: readonly RotationScene[], i: number): string => rotation[(i + rotation.length - 1) % rotation.length]?.scene ?? ''

/** The programme at a moment and the stretch it plays in: it begins anew at midnight and wherever a row of the schedule begins or ends. */
function stretchAt(wall: Wall, at: number, days: Days): Span & { rotation: readonly RotationScene[] } {
  const today = days.dayOf(at)
  const rows = [today - 1, today, today + 1].flatMap((day) => wall.schedule.filter((row) => days.isOneOf(day, row.days)).map((row) => ({ row, span: spanOf(days, day, row) })))
  const borders = [days.momentOf(today, '00:00'), days.momentOf(today + 1, '00:00'), ...rows.flatMap(({ span }) => [span.from, span.until])]
  const running = rows.filter(({ span }) => covers(span, at)).map(({ row }) => row)
  // By the order of the file, whichever day a row began on.
  const winner = wall.schedule.find((row) => running.includes(row))
  return {
    rotation: winner?.rotation ?? wall.rotation ?? standingStill(wall.scene),
    from: Math.max(...borders.filter((border) => border <= at)),
    until: Math.min(...borders.filter((border) => border > at)),
  }
}

const standingStill = (scene: string): RotationScene[] => [{ scene, dwell: '1d' as RotationScene['dwell'] }] // a length the schema knows

/** How bright the glass is, and until when. */
export function lightAt({ night, blackField }: Pick<Wall, 'night' | 'blackField'>, at: number, days: Days): Pick<WallState, 'brightness' | 'brightUntil'> {
  const today = days.dayOf(at)
  const near = [today - 1, today, today + 1]
  const nights = night === undefined ? [] : near.map((day) => spanOf(days, day, night))
  const blacks = blackField === undefined ? [] : near.filter((day) => weekdayOf(day) === blackField.day).map((day): Span => {
    const from = days.momentOf(day, blackField.from)
    return { from, until: from + blackField.minutes * MINUTE_MS }
  })
  const isNight = nights.some((span) => covers(span, at))
  const isBlack = blacks.some((span) => covers(span, at))
  const borders = [...nights, ...blacks].flatMap(({ from, until }) => [from, until]).filter((border) => border > at)
  return { brightness: isBlack ? 0 : isNight ? (night?.brightness ?? 1) : 1, ...(borders.length > 0 && { brightUntil: Math.min(...borders) }) }
}
