import type { Check } from '#contract'
import { type Basis, BASIS_OF, type Count } from './count-run.ts'

/** Counts of one source over a period, added up. */
export interface Sums {
  add(count: Count): void
  datasets(): string[]
  passes(): number
  /** How much a check was asked and what it lost: of the whole source, or of one of its datasets. */
  share(check: Check, dataset?: string): { good: number; all: number }
}

const PER_ANSWER: ReadonlySet<Basis> = new Set(['#answers'])
const PER_FIGURE: ReadonlySet<Basis> = new Set(['#figures', '#judged'])

/**
 * A dataset shares what befalls the whole answer: places, passes, time, and figures that could not be told apart. Of a source, an
 * answer in which several fields are gone is one answer lost, not several.
 */
export function createSums(): Sums {
  const sums = new Map<string, Map<string, number>>()
  const of = (what: Basis | Check, dataset: string) => sums.get(what)?.get(dataset) ?? 0
  const total = (what: Basis | Check) => [...(sums.get(what)?.values() ?? [])].reduce((sum, n) => sum + n, 0)
  const mostOfOne = (what: Check) => Math.max(0, ...[...(sums.get(what) ?? [])].filter(([dataset]) => dataset !== '').map(([, n]) => n))

  function lostOf(check: Check, dataset: string | undefined): number {
    if (dataset !== undefined) return of(check, '') + of(check, dataset)
    return PER_ANSWER.has(BASIS_OF[check]) ? of(check, '') + mostOfOne(check) : total(check)
  }

  return {
    add({ what, dataset, n }) {
      const by = sums.get(what) ?? new Map<string, number>()
      sums.set(what, by.set(dataset, (by.get(dataset) ?? 0) + n))
    },
    datasets: () => [...new Set([...sums.values()].flatMap((by) => [...by.keys()]))].filter((dataset) => dataset !== '').sort(),
    passes: () => of('#passes', ''),
    share(check, dataset) {
      const basis = BASIS_OF[check]
      const asked = !PER_FIGURE.has(basis) ? of(basis, '') : dataset === undefined ? total(basis) : of(basis, '') + of(basis, dataset)
      const lost = lostOf(check, dataset)
      // Refused before anything was learnt: of nothing compared, something is lost all the same.
      const all = Math.max(asked, lost)
      return { good: all - lost, all }
    },
  }
}
