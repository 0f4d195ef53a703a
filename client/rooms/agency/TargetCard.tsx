import { useId, useState } from 'react'
import type { TargetRegistration } from '#contract'
import type { TargetDecision } from '../../api/index.ts'
import { useSay } from '../../locale/index.ts'
import type { Names } from './names.ts'
import { ProblemNote } from './ProblemNote.tsx'
import { amountText, daysText, factsText, spanText } from './target-words.ts'
import { TargetMark } from './TargetMark.tsx'
import { targetsApi } from './targets-api.ts'

const SHORTEST_ANSWER = 3

/** One registration that waits: what is asked for, what holds now, on which paper, and what this person may do with it. */
export function TargetCard({ registration, names, again }: { registration: TargetRegistration; names: Names; again(): Promise<void> }) {
  const say = useSay()
  const id = useId()
  const { indicator, subject, values, reason, sentBy, sentRoles, sentAt, steps } = registration
  const info = names.indicator(indicator)
  const before = steps[0]?.before
  return (
    <article className="card target-card" data-target={registration.id} aria-labelledby={id}>
      <header className="card-head"><h3 id={id}>{info?.name[names.locale] ?? indicator}<small>{names.subject(subject)}</small></h3><TargetMark standing="waiting" /></header>
      <dl>
        <div className="is-values">
          <dt>{say('targets.asked')}</dt>
          <dd><ul>{values.map(({ value, main, paper }) => (
            <li key={`${value} ${main}`}><b>{amountText(value, info, names.locale)}</b>{values.length > 1 && main && <span> {say('targets.isMain')}</span>}<small>{say('targets.paper', { number: paper.number, day: names.day(`${paper.day}T05:00:00Z`), about: paper.about })}</small></li>
          ))}</ul></dd>
        </div>
        <div><dt>{say('targets.days')}</dt><dd>{spanText(registration, say)}{registration.period !== undefined && <small>{daysText(registration, say)}</small>}</dd></div>
        <div><dt>{say('targets.heldNow')}</dt><dd>{before === undefined ? say('targets.nothingHeld') : <>{factsText(before, info, { say, locale: names.locale })}<small>{daysText(before, say)}</small></>}</dd></div>
        <div><dt>{say('targets.sentBy')}</dt><dd>{sentBy}<small>{[sentRoles.map((role) => say(`role.${role}`)).join(', '), names.moment(sentAt)].join(' · ')}</small></dd></div>
        <div className="is-reason"><dt>{say('targets.reason')}</dt><dd className="is-words">{reason}</dd></div>
      </dl>
      <Deciding registration={registration} again={again} />
    </article>
  )
}

function Deciding({ registration: { id, may }, again }: { registration: TargetRegistration; again(): Promise<void> }) {
  const say = useSay()
  const field = useId()
  const [answer, setAnswer] = useState('')
  const [isReturning, setReturning] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [thrown, setThrown] = useState<unknown>()
  const decide = async (decision: TargetDecision) => {
    setBusy(true)
    setThrown(undefined)
    try {
      await targetsApi.decide(id, decision)
    } catch (failure) {
      setThrown(failure)
    }
    // Refused as well: somebody else may have decided meanwhile.
    await again()
    setBusy(false)
  }
  return (
    <div className="card-foot target-decide">
      {may.length === 0 && <p className="desk-note">{say('targets.waitsForOther')}</p>}
      {may.includes('withdraw') && <><p className="desk-note">{say('targets.waitsForSecond')}</p><button type="button" disabled={isBusy} onClick={() => void decide({ decision: 'withdraw' })}>{say('targets.withdraw')}</button></>}
      {may.includes('approve') && (
        <p className="actions">
          <button type="button" className="is-primary" disabled={isBusy} onClick={() => void decide({ decision: 'approve' })}>{say('targets.approve')}</button>
          {!isReturning && <button type="button" disabled={isBusy} onClick={() => setReturning(true)}>{say('targets.return')}</button>}
          <span className="desk-note">{say('targets.approveNote')}</span>
        </p>
      )}
      {isReturning && (
        <form className="target-return" onSubmit={(event) => { event.preventDefault(); void decide({ decision: 'return', answer: answer.trim() }) }}>
          <div className="field"><label htmlFor={field}>{say('targets.returnWhy')}</label><textarea id={field} rows={2} maxLength={500} value={answer} onChange={({ target }) => setAnswer(target.value)} /></div>
          <button type="submit" disabled={isBusy || answer.trim().length < SHORTEST_ANSWER}>{say('targets.returnNow')}</button>
        </form>
      )}
      {thrown !== undefined && <ProblemNote title={say('targets.decideFailed')} thrown={thrown} />}
    </div>
  )
}
