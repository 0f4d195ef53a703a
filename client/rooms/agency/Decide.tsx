import { useId, useState } from 'react'
import type { Decision, Finding, Submission } from '#contract'
import { pageApi } from '../../app/api.ts'
import { formatNumber, useLocale, useSay } from '../../locale/index.ts'
import type { NamedViewer } from '../NamedOnly.tsx'
import { ProblemNote } from './ProblemNote.tsx'
import { StateMark } from './StateMark.tsx'

const SHORTEST_ANSWER = 3

/** Sign off, send back with a reason, or take back: only what this person may do. */
export function Decide({ submission, viewer, findings = [], again }: { submission: Submission; viewer: NamedViewer; findings?: readonly Finding[] | undefined; again(): Promise<void> }) {
  const say = useSay()
  const locale = useLocale()
  const id = useId()
  const [answer, setAnswer] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [thrown, setThrown] = useState<unknown>()
  const may = new Set(submission.may)
  const warnings = [...new Set(findings.filter(({ severity }) => severity !== 'note').map(({ rule }) => rule))]
  const [hasSeen, setSeen] = useState(false)
  const decide = async (decision: Decision) => {
    setBusy(true)
    setThrown(undefined)
    try {
      await pageApi.decide(submission.id, decision)
    } catch (failure) {
      setThrown(failure)
    }
    // Refused as well: somebody else may have decided meanwhile.
    await again()
    setBusy(false)
  }
  return (
    <section className="card decide" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{say('agency.decision')}</h2>
      <p role="status" className="decide-state"><StateMark submission={submission} /></p>
      {may.has('approve') && (
        <>
          {warnings.length > 0 && <label className="has-seen"><input type="checkbox" checked={hasSeen} onChange={({ target }) => setSeen(target.checked)} /><span>{say('agency.hasSeen')}</span></label>}
          <button type="button" className="is-primary" disabled={isBusy || (warnings.length > 0 && !hasSeen)} onClick={() => void decide(warnings.length > 0 ? { decision: 'approve', seen: warnings } : { decision: 'approve' })}>{say('agency.approve')}</button>
          <p className="desk-note">{say('agency.approveNote', { n: formatNumber(submission.figures, 0, locale) })}</p>
        </>
      )}
      {may.has('refuse') && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void decide({ decision: 'refuse', answer: answer.trim() })
          }}
        >
          <label htmlFor={`${id}-answer`}>{say('agency.answer')}</label>
          <textarea id={`${id}-answer`} rows={3} maxLength={500} value={answer} onChange={({ target }) => setAnswer(target.value)} aria-describedby={`${id}-hint`} />
          <p id={`${id}-hint`} className="desk-note">{say('agency.answerHint')}</p>
          <button type="submit" disabled={isBusy || answer.trim().length < SHORTEST_ANSWER}>{say('agency.refuse')}</button>
        </form>
      )}
      {may.has('withdraw') && <button type="button" disabled={isBusy} onClick={() => void decide({ decision: 'withdraw' })}>{say('agency.withdraw')}</button>}
      {submission.state === 'waiting' && !may.has('approve') && <p className="desk-note">{say(submission.sentBy === viewer.name ? 'agency.notOwn' : 'agency.notYours')}</p>}
      {thrown !== undefined && <ProblemNote title={say('agency.decideFailed')} thrown={thrown} />}
    </section>
  )
}
