import type { Finding } from '#contract'
import type { Found, Rule } from './found.ts'
import { judgeFields, judgeGroups, judgeRenamed } from './judge-fields.ts'
import { judgeDecimals, judgeFactor, judgeTexts } from './judge-numbers.ts'
import { judgeDuplicates, judgeEmpty, judgeMissing, judgeZeros } from './judge-rows.ts'
import { judgeMoments, judgeSame, judgeZone } from './judge-times.ts'
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

/**
 * What an answer is of what its source tells. `whole`: all of it, as when it is asked. `batch`: as much as somebody sends at once; a late one,
 * an empty one or an old one is no fault. `few`: single messages, of which one need not be like another. `handed`: a table a person hands in;
 * all that is odd is told, nothing is left out.
 */
export type Extent = 'whole' | 'batch' | 'few' | 'handed'

/** Rules of the whole answer first: where one of them holds it, what the others would say follows from that. */
const RULES: Record<Extent, { whole: readonly Rule[]; parts: readonly Rule[] }> = {
  whole: { whole: [judgeEmpty, judgeMoments, judgeFields, judgeSame], parts: [judgeGroups, judgeFactor, judgeDecimals, judgeTexts, judgeZeros, judgeDuplicates, judgeMissing] },
  batch: { whole: [judgeZone, judgeFields, judgeSame], parts: [judgeGroups, judgeFactor, judgeDecimals, judgeTexts, judgeZeros, judgeDuplicates, judgeMissing] },
  few: { whole: [judgeZone, judgeRenamed], parts: [judgeFactor, judgeDecimals, judgeTexts, judgeZeros] },
  // Which columns there are the reader of tables has checked.
  handed: { whole: [judgeMoments, judgeSame], parts: [judgeFactor, judgeDecimals, judgeTexts, judgeZeros, judgeDuplicates, judgeMissing] },
}

const MOST_FINDINGS = 40

/** What an answer shows, next to what is usual for its source. A source of which little is known is not judged. */
export function judge(now: Profile, usual: Learnt, extent: Extent = 'whole'): Verdict {
  if (usual.passes < LEARNT_AFTER) return asVerdict([])
  const { whole: wholeRules, parts } = RULES[extent]
  const losses = (found: readonly Found[]) => lossesOf(found, now, parts.includes(judgeMissing) ? usual : undefined)
  const whole = wholeRules.flatMap((rule) => rule(now, usual))
  const holding = whole.filter(({ finding }) => finding.severity === 'hold-answer')
  if (holding.length > 0 && extent !== 'handed') return { ...asVerdict(holding), losses: losses(holding) }
  const all = [...whole, ...parts.flatMap((rule) => rule(now, usual))]
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
