import type { Due, DueRule, KeptSample } from '#contract'

type DueOf = (rule: DueRule, at: number) => Due
type Rules = readonly (DueRule | undefined)[]

/**
 * Says of each input by its own rule whether it is too old to count. The later a value, the later it is due: so one answer serves for all that are
 * newer, or older, and a rule is asked once and not for each commune. A figure of a period does not fade: it is what it was in that period.
 */
export function staleness(rules: Rules, on: number, dueOf: DueOf): (sample: KeptSample, rule: number) => boolean {
  const isStale = staleAt(rules, on, dueOf)
  return ({ at, period }, index) => period === undefined && isStale(at, index)
}

/** Likewise of moments alone. */
export function staleAt(rules: Rules, on: number, dueOf: DueOf): (at: number, rule: number) => boolean {
  const freshFrom = rules.map(() => Infinity)
  const staleUntil = rules.map(() => -Infinity)
  return (at, index) => {
    if (at >= (freshFrom[index] ?? Infinity)) return false
    if (at <= (staleUntil[index] ?? -Infinity)) return true
    const rule = rules[index]
    const isStale = rule === undefined || on > dueOf(rule, at).lateUntil
    if (isStale) staleUntil[index] = at
    else freshFrom[index] = at
    return isStale
  }
}

/**
 * True when the input that falls due first was: so the figure is live, late or stale as its worst input; a plan made once a year does not age a
 * daily rate. The inputs follow the rules over and over.
 */
export function momentOf(inputs: readonly KeptSample[], rules: Rules, dueOf: DueOf): number {
  const oldest = rules.map(() => Infinity)
  let index = 0
  for (const { at } of inputs) {
    if (at < (oldest[index] ?? Infinity)) oldest[index] = at
    index = index + 1 === rules.length ? 0 : index + 1
  }
  return firstDueOf(oldest, rules, dueOf)
}

/** Of the oldest moment by each rule. */
export function firstDueOf(oldest: readonly number[], rules: Rules, dueOf: DueOf): number {
  let [moment, firstDue] = [Infinity, Infinity]
  for (const [place, at] of oldest.entries()) {
    const rule = rules[place]
    const due = rule === undefined || at === Infinity ? at : dueOf(rule, at).liveUntil
    if (due < firstDue || (due === firstDue && at < moment)) [moment, firstDue] = [at, due]
  }
  return moment
}
