import { paperText, type Target } from '#contract'
import { dayAfter, dayBefore, firstOf, lastOf, overlap } from './days.ts'
import { type Kept, heldDays } from './store.ts'

/** The province's own targets with those registered and approved laid over them: on its days a registration stands instead of all the file says of its indicator and subject. */
export function layOver(file: readonly Target[], approved: readonly Kept[]): Target[] {
  const over = new Map<string, Target[]>()
  for (const one of approved) {
    const targets = targetsOf(one)
    const key = keyOf(one)
    if (targets.length > 0) over.set(key, [...(over.get(key) ?? []), ...targets])
  }
  if (over.size === 0) return [...file]
  return [...file.flatMap((target) => (over.get(keyOf(target)) ?? []).reduce<Target[]>((pieces, one) => pieces.flatMap((piece) => without(piece, one)), [target])), ...[...over.values()].flat()]
}

const keyOf = ({ indicator, subject }: Pick<Target, 'indicator' | 'subject'>): string => `${indicator}@${subject}`

/** What is left of a target outside the days of another. */
function without(target: Target, other: Target): Target[] {
  if (!overlap(target, other)) return [target]
  return [
    ...(firstOf(target) < firstOf(other) ? [{ ...target, validTo: dayBefore(firstOf(other)) }] : []),
    ...(lastOf(other) < lastOf(target) ? [{ ...target, validFrom: dayAfter(lastOf(other)) }] : []),
  ]
}

function targetsOf(one: Kept): Target[] {
  const days = heldDays(one)
  if (days === undefined || one.decided === undefined) return []
  const { id, indicator, subject, decided } = one
  return one.values.map(({ value, main, paper }) => ({ indicator, subject, value, main, ...days, basis: paperText(paper), approved: { id, roles: decided.roles, day: decided.day } }))
}
