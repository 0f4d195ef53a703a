import { judgeStatus, type Point, type SeriesView } from '#contract'

/** A stretch of time of one kind; times in epoch ms. */
export interface Spell {
  from: number
  to: number
  /** `gap`: nothing is known of it. */
  kind: 'bad' | 'watch' | 'gap'
}

/** A point speaks for the time until the next; for this long at most, unless its trail is thinner by itself. */
const LEAST_REACH_MS = 600_000

/** When a series was out of its limits of today, or silent. Each value holds until the next one; nothing is carried over a hole. Pure. */
export function spellsOf(view: SeriesView, from: number, to: number): Spell[] {
  const points = trailOf(view)
  const reach = Math.max(LEAST_REACH_MS, 3 * usualStep(points))
  const spells: Spell[] = []
  const add = (spell: Spell) => {
    const [start, end] = [Math.max(from, spell.from), Math.min(to, spell.to)]
    if (end <= start) return
    const last = spells.at(-1)
    if (last?.kind === spell.kind && start - last.to < 1_000) last.to = end
    else spells.push({ ...spell, from: start, to: end })
  }
  const first = points[0]
  if (first === undefined) return [{ from, to, kind: 'gap' }]
  add({ from, to: first[0], kind: 'gap' })
  points.forEach(([at, value], i) => {
    const next = points[i + 1]?.[0] ?? Math.max(at, to)
    const isLast = i === points.length - 1
    const until = Math.min(next, isLast && (view.freshness === 'live' || view.freshness === 'late') ? next : at + reach)
    const status = value === null ? 'gap' : judgeStatus(value, view.indicator, view.target?.value)
    if (status === 'bad' || status === 'watch' || status === 'gap') add({ from: at, to: until, kind: status })
    if (next > until) add({ from: until, to: next, kind: 'gap' })
  })
  return spells
}

/** The trail with the newest value at its end. */
function trailOf({ trail = [], at, value }: SeriesView): Point[] {
  const points = [...trail]
  const last = points.at(-1)
  if (at !== undefined && typeof value === 'number' && (last === undefined || last[0] < at)) points.push([at, value])
  return points
}

/** The middle one of the steps between points. */
function usualStep(points: readonly Point[]): number {
  const steps = points.slice(1).map(([at], i) => at - (points[i]?.[0] ?? at)).toSorted((a, b) => a - b)
  return steps[Math.floor(steps.length / 2)] ?? 0
}

/** How long it was out of limits, bad weighing more. */
export const troubleMs = (spells: readonly Spell[]): number => spells.reduce((sum, { from, to, kind }) => sum + (kind === 'bad' ? 3 : kind === 'watch' ? 1 : 0) * (to - from), 0)
