import { useState } from 'react'
import { Link } from 'wouter'
import type { Submission } from '#contract'
import { finderOf, formatNumber, useSay } from '../../locale/index.ts'
import { ExportLinks, FindBox } from '../../parts/index.ts'
import type { Names } from './names.ts'
import { StateMark } from './StateMark.tsx'

const MOST_SEEN_AT_ONCE = 6

interface Props {
  submissions: readonly Submission[]
  /** Said where there are none. */
  empty: string
  names: Names
  hrefOf(submission: Submission): string
}

/** Who handed in what, when, and what became of it. */
export function SubmissionTable({ submissions, empty, names, hrefOf }: Props) {
  const say = useSay()
  const [wanted, want] = useState('')
  const isFound = finderOf(wanted)
  const shown = submissions.filter(({ source, fileName, sentBy }) => isFound(names.source(source), fileName, sentBy))
  if (submissions.length === 0) return <p className="card desk-empty">{empty}</p>
  return (
    <section className="card">
      <p className="table-export"><ExportLinks path="/api/v1/tables/submissions" of={say('agency.sent')} /></p>
      {submissions.length > MOST_SEEN_AT_ONCE && <FindBox label={say('find.submission')} wanted={wanted} want={want} found={shown.length} />}
      <table className="desk-table submissions">
        <thead>
          <tr>
            <th scope="col">{say('agency.what')}</th><th scope="col">{say('agency.sentBy')}</th><th scope="col" className="is-figure">{say('agency.figureCount')}</th>
            <th scope="col" className="is-figure">{say('agency.errorCount')}</th><th scope="col">{say('agency.outcome')}</th>
          </tr>
        </thead>
        <tbody>{shown.map((one) => <Line key={one.id} submission={one} names={names} href={hrefOf(one)} />)}</tbody>
      </table>
    </section>
  )
}

function Line({ submission, names, href }: { submission: Submission; names: Names; href: string }) {
  const say = useSay()
  const { source, fileName, way, sentBy, sentAt, figures, rejected, decidedBy, decidedAt, answer } = submission
  const name = `${names.source(source)}, ${names.moment(sentAt)}`
  return (
    <tr data-submission={submission.id}>
      <th scope="row"><Link href={href} aria-label={say('agency.open', { name })}>{names.source(source)}</Link><small>{fileName ?? say(`agency.by-${way}`)}</small></th>
      <td data-label={say('agency.sentBy')}>{sentBy ?? say('agency.nobody')}<small>{names.moment(sentAt)} · {say(`agency.by-${way}`)}</small></td>
      <td data-label={say('agency.figureCount')} className="is-figure">{formatNumber(figures, 0, names.locale)}</td>
      <td data-label={say('agency.errorCount')} className="is-figure">{formatNumber(rejected, 0, names.locale)}</td>
      <td data-label={say('agency.outcome')}>
        <StateMark submission={submission} />
        {decidedBy !== undefined && decidedAt !== undefined && <small>{decidedBy}, {names.moment(decidedAt)}</small>}
        {answer !== undefined && <small className="answer">{say('agency.reason', { answer })}</small>}
      </td>
    </tr>
  )
}
