import type { Submission } from '#contract'
import { useSay } from '../../locale/index.ts'
import { Glyph, StatusGlyph } from '../../parts/index.ts'

/** Shape first, then the word: it must survive without colour. */
export function StateMark({ submission: { state, run } }: { submission: Pick<Submission, 'state' | 'run'> }) {
  const say = useSay()
  return (
    <span className="state-mark" data-state={state}>
      <Shape state={state} />
      {say(state === 'approved' && run !== undefined ? 'agency.state-onScreens' : `agency.state-${state}`)}
    </span>
  )
}

function Shape({ state }: { state: Submission['state'] }) {
  if (state === 'waiting') return <Hourglass />
  if (state === 'refused') return <Glyph priority={2} />
  return <StatusGlyph status={state === 'approved' ? 'good' : 'unknown'} />
}

export const Hourglass = () => (
  <svg className="glyph" viewBox="0 0 24 24" aria-hidden="true">
    <path d="M6 3H18M6 21H18M7.5 3C7.5 9 16.5 15 16.5 21M16.5 3C16.5 9 7.5 15 7.5 21" fill="none" stroke="var(--t1)" strokeWidth="2" strokeLinecap="round" />
  </svg>
)
