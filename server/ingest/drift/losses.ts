import { type Check, CHECK_OF_RULE } from '#contract'
import type { Found } from './found.ts'
import { placesNow, usualPlaces } from './judge-rows.ts'
import type { Learnt } from './learn.ts'
import type { Profile } from './profile.ts'

/** What the findings of one answer take off its scores. A lost figure counts against one check only: the first that doubts it. */
export interface Losses {
  lost: [check: Check, dataset: string, count: number][]
  /** Undefined of an answer that is held: who did not report in it is not asked. */
  places?: number
}

/** Per answer, not per figure. */
const WHOLE: ReadonlySet<Check> = new Set(['fields', 'rows'])

/** `usual` is undefined where an answer is not expected to hold every place: of single messages nobody is missing. */
export function lossesOf(found: readonly Found[], now: Profile, usual: Learnt | undefined): Losses {
  const [holding] = found.filter(({ finding }) => finding.severity === 'hold-answer')
  if (holding !== undefined) return { lost: ofWhole(CHECK_OF_RULE[holding.finding.rule], now) }
  if (usual === undefined) return { lost: ofParts(found, now) }
  const places = usualPlaces(usual)
  const missing = Math.max(0, places - placesNow(now))
  return {
    lost: [...ofParts(found, now), ...(missing > 0 ? [['places', '', missing] satisfies Losses['lost'][number]] : [])],
    ...(places > 0 && Number.isFinite(places) ? { places } : {}),
  }
}

function ofWhole(check: Check, { answer: { samples } }: Profile): Losses['lost'] {
  if (WHOLE.has(check) || samples.length === 0) return [[check, '', 1]]
  return [...countBy(samples.map(({ series }) => datasetOf(series)))].map(([dataset, count]) => [check, dataset, count])
}

function ofParts(found: readonly Found[], { answer: { samples } }: Profile): Losses['lost'] {
  const claimed = new Set<number>()
  return found.flatMap(({ finding: { rule, indicator }, samples: doubted = new Set<number>(), count = 0 }): Losses['lost'] => {
    const check = CHECK_OF_RULE[rule]
    // Counted by place, and by the figures that could not be read.
    if (check === 'places' || check === 'readable') return []
    if (WHOLE.has(check)) return [[check, indicator ?? '', 1]]
    const fresh = [...doubted].filter((i) => !claimed.has(i))
    for (const i of fresh) claimed.add(i)
    if (doubted.size === 0) return count > 0 ? [[check, '', count]] : []
    return [...countBy(fresh.map((i) => datasetOf(samples[i]?.series ?? '@')))].map(([dataset, n]) => [check, dataset, n])
  })
}

const datasetOf = (series: string): string => series.slice(0, series.indexOf('@'))

function countBy(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}
