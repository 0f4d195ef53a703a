import { useId, useState } from 'react'
import type { Quarantined, QuarantineDecision, QuarantineOutcome, SourceId } from '#contract'
import { pageApi } from '../../app/api.ts'
import { formatNumber, useSay } from '../../locale/index.ts'
import { FindingList } from './FindingList.tsx'
import type { Names } from './names.ts'
import { ProblemNote } from './ProblemNote.tsx'

interface Props {
  source: SourceId
  held: Quarantined
  names: Names
  mayDecide: boolean
  /** Told before the lists are read again: a case that is settled leaves this place. */
  told(outcome: QuarantineOutcome | undefined): void
  again(): Promise<void>
}

const SHORTEST_REASON = 3

/** Answers in a row that wait for the same reason: why, and the three things a person can do. */
export function HeldCase({ source, held, names, mayDecide, told, again }: Props) {
  const say = useSay()
  const id = useId()
  const count = (n: number) => formatNumber(n, 0, names.locale)
  const moment = (at: number) => names.moment(new Date(at).toISOString())
  return (
    <section className="card held" aria-labelledby={`${id}-title`} data-case={held.run}>
      <header className="card-head">
        <h3 id={`${id}-title`}>{say(`agency.held-${held.scope}`, { n: count(held.count) })}</h3>
        <span className="desk-note">{held.count === 1 ? moment(held.firstAt) : say('agency.fromTo', { from: moment(held.firstAt), to: moment(held.lastAt) })}</span>
      </header>
      <p className="held-means">{say(`agency.means-${held.scope}`)}{held.kept < held.count && ` ${say('agency.keptOf', { kept: count(held.kept), all: count(held.count) })}`}</p>
      <FindingList findings={held.findings} names={names} />
      {mayDecide ? <Decision source={source} held={held} told={told} again={again} /> : <p className="card-foot desk-note">{say('agency.notDecide')}</p>}
    </section>
  )
}

function Decision({ source, held, told, again }: Omit<Props, 'mayDecide' | 'names'>) {
  const say = useSay()
  const id = useId()
  const [reason, setReason] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [thrown, setThrown] = useState<unknown>()
  const decide = async (decision: QuarantineDecision) => {
    setBusy(true)
    setThrown(undefined)
    told(undefined)
    try {
      told(await pageApi.decideHeld(source, held.run, decision))
    } catch (failure) {
      setThrown(failure)
    }
    // Refused as well: somebody else may have decided meanwhile.
    await again()
    setBusy(false)
  }
  const hasReason = reason.trim().length >= SHORTEST_REASON
  return (
    <div className="card-foot held-foot">
      <div className="held-again">
        <button type="button" className="is-primary" disabled={isBusy} onClick={() => void decide({ action: 'rerun' })}>{say(isBusy ? 'agency.reading' : 'agency.rerun')}</button>
        <p className="desk-note">{say('agency.rerunNote')}</p>
      </div>
      <div className="held-word">
        <label htmlFor={`${id}-reason`}>{say('agency.heldReason')}</label>
        <input id={`${id}-reason`} value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} aria-describedby={`${id}-hint`} />
        <div className="actions">
          <button type="button" disabled={isBusy || !hasReason} onClick={() => void decide({ action: 'accept', reason: reason.trim() })}>{say('agency.acceptHeld')}</button>
          <button type="button" disabled={isBusy || !hasReason} onClick={() => void decide({ action: 'discard', reason: reason.trim() })}>{say('agency.discardHeld')}</button>
        </div>
        <p id={`${id}-hint`} className="desk-note">{say('agency.heldHint')}</p>
      </div>
      {thrown !== undefined && <ProblemNote title={say('agency.decideFailed')} thrown={thrown} />}
    </div>
  )
}
