import type { RegistrationStanding } from '#contract'
import { useSay } from '../../locale/index.ts'
import { Glyph, StatusGlyph } from '../../parts/index.ts'
import { Hourglass } from './StateMark.tsx'

/** Shape first, then the word: it must survive without colour. */
export function TargetMark({ standing }: { standing: RegistrationStanding | 'none' }) {
  const say = useSay()
  return <span className="state-mark" data-standing={standing}><Shape standing={standing} />{say(`targets.standing-${standing}`)}</span>
}

function Shape({ standing }: { standing: RegistrationStanding | 'none' }) {
  if (standing === 'waiting' || standing === 'coming') return <Hourglass />
  if (standing === 'returned') return <Glyph priority={2} />
  return <StatusGlyph status={standing === 'inForce' ? 'good' : 'unknown'} />
}
