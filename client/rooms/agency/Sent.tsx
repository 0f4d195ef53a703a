import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { Submission } from '#contract'
import { formatNumber, useSay } from '../../locale/index.ts'
import { StatusGlyph } from '../../parts/index.ts'
import type { Names } from './names.ts'

/** It is handed in, and what comes next. */
export function Sent({ submission: { id, figures, rejected, sentAt }, names, reset }: { submission: Submission; names: Names; reset(): void }) {
  const say = useSay()
  const heading = useRef<HTMLHeadingElement>(null)
  // The button that was pressed is gone: the keyboard goes on from here.
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="card sent" role="status">
      <h2 ref={heading} tabIndex={-1}><StatusGlyph status="good" />{say('agency.isSent')}</h2>
      <p>{say('agency.isSentText', { n: formatNumber(figures, 0, names.locale), at: names.moment(sentAt) })} {rejected > 0 && say('agency.isSentRejected', { n: rejected })}</p>
      <div className="actions">
        <Link href={`/agency?part=waiting&open=${id}`} className="button">{say('agency.openSent')}</Link>
        <button type="button" onClick={reset}>{say('agency.sendMore')}</button>
      </div>
    </section>
  )
}
