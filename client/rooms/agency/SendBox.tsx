import { useId, useState } from 'react'
import { Link } from 'wouter'
import type { SubmissionPreview } from '#contract'
import { formatNumber, useLocale, useSay } from '../../locale/index.ts'
import { ProblemNote } from './ProblemNote.tsx'

interface Props {
  preview: SubmissionPreview
  isSending: boolean
  /** Why the last attempt failed. */
  thrown: unknown
  send(remark: string): Promise<void>
}

/** A remark, and the button; where it cannot be pressed its reason stands beside it. */
export function SendBox({ preview: { figureCount, rejectCount, before }, isSending, thrown, send }: Props) {
  const say = useSay()
  const locale = useLocale()
  const id = useId()
  const [remark, setRemark] = useState('')
  const stop = figureCount === 0 ? say('agency.nothingToSend') : before === undefined ? undefined : say('agency.sentBefore')
  return (
    <form
      className="card send-box"
      onSubmit={(event) => {
        event.preventDefault()
        void send(remark.trim())
      }}
    >
      <label htmlFor={`${id}-remark`}>{say('agency.remark')}</label>
      <textarea id={`${id}-remark`} rows={3} maxLength={500} value={remark} onChange={({ target }) => setRemark(target.value)} aria-describedby={`${id}-hint`} />
      <p id={`${id}-hint`} className="desk-note">{say('agency.remarkHint')}</p>
      <button type="submit" className="is-primary" disabled={stop !== undefined || isSending} aria-describedby={`${id}-why`}>{say(isSending ? 'agency.sending' : 'agency.sendNow')}</button>
      <p id={`${id}-why`} className="desk-note">
        {stop ?? say(rejectCount > 0 ? 'agency.willSend' : 'agency.willSendAll', { n: formatNumber(figureCount, 0, locale) })} {before !== undefined && <Link href={`/agency?part=sent&open=${before}`}>{say('agency.openBefore')}</Link>}
      </p>
      {thrown !== undefined && <ProblemNote title={say('agency.sendFailed')} thrown={thrown} />}
    </form>
  )
}
