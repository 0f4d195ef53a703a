import type { Finding } from '#contract'
import type { Found, Rule } from './found.ts'
import { judgeFields, judgeGroups } from './judge-fields.ts'
import { judgeDecimals, judgeFactor, judgeTexts } from './judge-numbers.ts'
import { judgeDuplicates, judgeEmpty, judgeMissing, judgeZeros } from './judge-rows.ts'
import { judgeMoments, judgeSame } from './judge-times.ts'
import { type Doubts, type Learnt, LEARNT_AFTER } from './learn.ts'
import { type Losses, lossesOf } from './losses.ts'
import type { Profile } from './profile.ts'

export interface Verdict {
  findings: Finding[]
  /** Nothing of the answer counts. */
  isHeld: boolean
  doubts: Doubts
  /** What it comes to for the scores; undefined where too little is known to judge. */
  losses?: Losses
}

/** Rules of the whole answer first: where one of them holds it, what the others would say follows from that. */
const WHOLE: readonly Rule[] = [judgeEmpty, judgeMoments, judgeFields, judgeSame]
const PARTS: readonly Rule[] = [judgeGroups, judgeFactor, judgeDecimals, judgeTexts, judgeZeros, judgeDuplicates, judgeMissing]

const MOST_FINDINGS = 40

/** What an answer shows, next to what is usual for its source. A source of which little is known is not judged. */
export function judge(now: Profile, usual: Learnt): Verdict {
  if (usual.passes < LEARNT_AFTER) return asVerdict([])
  const losses = (found: readonly Found[]) => lossesOf(found, now, usual)
  const whole = WHOLE.flatMap((rule) => rule(now, usual))
  const holding = whole.filter(({ finding }) => finding.severity === 'hold-answer')
  if (holding.length > 0) return { ...asVerdict(holding), losses: losses(holding) }
  const all = [...whole, ...PARTS.flatMap((rule) => rule(now, usual))]
  return { ...asVerdict(all), losses: losses(all) }
}

function asVerdict(found: readonly Found[]): Verdict {
  return {
    findings: found.slice(0, MOST_FINDINGS).map(({ finding, samples }) => ({ ...finding, held: samples?.size ?? 0 })),
    isHeld: found.some(({ finding }) => finding.severity === 'hold-answer'),
    doubts: {
      samples: new Set(found.flatMap(({ samples }) => [...(samples ?? [])])),
      groups: new Set(found.flatMap(({ groups = [] }) => groups)),
      subjects: new Set(found.flatMap(({ doubted }) => doubted ?? [])),
      isPartial: found.some(({ finding }) => finding.rule === 'missing-subjects'),
    },
  }
}
