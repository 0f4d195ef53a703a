import type { Point } from './compute.ts'
import type { Ledger } from './ledger.ts'
import type { Plan } from './plan-graph.ts'

/** One figure to be computed anew, for some moments or periods. */
export interface Task {
  plan: Plan
  ledger: Ledger
  points: Point[]
}

/** What must be computed, each once however many of its inputs changed, parts before wholes. */
export interface Dirty {
  mark(plan: Plan, ledger: Ledger, point: Point): void
  /** The next in order; what it changes may mark others, which then come after it. */
  take(): Task | undefined
}

/** `heights`: how many heights of areas there are; within a plan communes come before their district and their province. */
export function createDirty(plans: number, heights: number, heightOf: (subject: string) => number): Dirty {
  const slots: (Map<Ledger, { plan: Plan; points: Map<string, Point> }> | undefined)[] = Array.from({ length: plans * heights }, () => undefined)
  /** No slot before it holds anything. */
  let first = slots.length

  return {
    mark(plan, ledger, point) {
      const index = plan.order * heights + heightOf(ledger.subject)
      const slot = (slots[index] ??= new Map())
      const task = slot.get(ledger) ?? { plan, points: new Map<string, Point>() }
      slot.set(ledger, task)
      const key = `${point.asOf} ${point.period ?? ''}`
      const held = task.points.get(key)
      task.points.set(key, held === undefined || held.isBefore === true || point.isLive === true || (held.isLive !== true && point.isBefore !== true && held.on < point.on) ? point : held)
      first = Math.min(first, index)
    },
    take() {
      for (; first < slots.length; first += 1) {
        const slot = slots[first]
        const next = slot?.entries().next().value
        if (slot === undefined || next === undefined) continue
        const [ledger, { plan, points }] = next
        slot.delete(ledger)
        return { plan, ledger, points: [...points.values()].toSorted((a, b) => a.asOf - b.asOf) }
      }
      return undefined
    },
  }
}
