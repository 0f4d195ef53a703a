import { useId, useState } from 'react'
import type { SeriesName } from '#contract'
import { pageApi } from '../../app/api.ts'
import { useSay } from '../../locale/index.ts'
import { dayIn } from '../agency/period-of.ts'
import { ProblemNote } from '../agency/ProblemNote.tsx'
import { DayInput } from '../DayInput.tsx'

const SHORTEST = 10
const LONGEST = 1_000
const WEEK_MS = 7 * 86_400_000

interface Props {
  series: SeriesName
  timeZone: string
  /** Nobody has explained it yet: the form stands open. */
  isFirst: boolean
  again(): Promise<void>
}

/** Why, what is done, until when; signed with one's own name and never changed afterwards. */
export function ExplainForm({ series, timeZone, isFirst, again }: Props) {
  const say = useSay()
  const id = useId()
  const empty = () => ({ why: '', remedy: '', until: dayIn(timeZone, Date.now() + WEEK_MS) })
  const [isOpen, setOpen] = useState(isFirst)
  const [today] = useState(() => dayIn(timeZone, Date.now()))
  const [asked, setAsked] = useState(empty)
  const [isBusy, setBusy] = useState(false)
  const [isSent, setSent] = useState(false)
  const [thrown, setThrown] = useState<unknown>()
  const isWhole = asked.why.trim().length >= SHORTEST && asked.remedy.trim().length >= SHORTEST && asked.until !== ''
  const send = async () => {
    setBusy(true)
    setThrown(undefined)
    try {
      await pageApi.explain({ series, why: asked.why.trim(), remedy: asked.remedy.trim(), until: asked.until })
      setAsked(empty())
      setOpen(false)
      setSent(true)
    } catch (failure) {
      setThrown(failure)
    }
    await again()
    setBusy(false)
  }
  return (
    <div className="explain-form card-foot">
      {isSent && <p role="status" className="explain-sent">{say('explain.isSent')}</p>}
      {!isOpen && <button type="button" onClick={() => { setOpen(true); setSent(false) }}>{say('explain.writeNew')}</button>}
      {isOpen && (
        <form onSubmit={(event) => { event.preventDefault(); void send() }}>
          {(['why', 'remedy'] as const).map((field) => (
            <div key={field} className="field">
              <label htmlFor={`${id}-${field}`}>{say(`explain.${field}`)}</label>
              <textarea id={`${id}-${field}`} rows={3} maxLength={LONGEST} value={asked[field]} aria-describedby={`${id}-hint`} onChange={({ target }) => setAsked({ ...asked, [field]: target.value })} />
            </div>
          ))}
          <div className="field is-day">
            <label htmlFor={`${id}-until`}>{say('explain.until')}</label>
            <DayInput id={`${id}-until`} value={asked.until} min={today} change={(until) => setAsked({ ...asked, until })} />
          </div>
          <p id={`${id}-hint`} className="desk-note">{say('explain.hint')}</p>
          <button type="submit" className="is-primary" disabled={isBusy || !isWhole}>{say('explain.send')}</button>
          {thrown !== undefined && <ProblemNote title={say('explain.failed')} thrown={thrown} />}
        </form>
      )}
    </div>
  )
}
