import { type ReactNode, useCallback } from 'react'
import { Link } from 'wouter'
import type { Submission, SubmissionPreview } from '#contract'
import { pageApi } from '../../app/api.ts'
import { useFetched } from '../../app/use-fetched.ts'
import { useSay } from '../../locale/index.ts'
import type { NamedViewer } from '../NamedOnly.tsx'
import { Decide } from './Decide.tsx'
import type { Names } from './names.ts'
import { PreviewView } from './PreviewView.tsx'
import { StateMark } from './StateMark.tsx'

interface Props {
  submission: Submission
  names: Names
  viewer: NamedViewer
  backHref: string
  back: string
  again(): Promise<void>
}

/** One submission with what the server reads in the bytes it kept, and what this person may do with it. */
export function OpenSubmission({ submission, names, viewer, backHref, back, again }: Props) {
  const say = useSay()
  const { id } = submission
  const load = useCallback(() => pageApi.previewSubmission(id), [id])
  const fetched = useFetched(load)
  const read = fetched.state === 'ready' ? fetched.value : undefined
  // Of one that was approved: what its approver had seen, not what it would be compared with today.
  const findings = submission.state === 'approved' ? (submission.findings ?? []) : submission.state === 'waiting' ? read?.findings : []
  const decide = <Decide submission={submission} viewer={viewer} findings={findings} again={again} />
  return (
    <>
      <section className="card opened">
        <Link href={backHref} className="back">← {back}</Link>
        <h2>{names.source(submission.source)}{submission.fileName !== undefined && <small>{submission.fileName}</small>}</h2>
        <dl>
          <Fact term={say('agency.outcome')}><StateMark submission={submission} /></Fact>
          <Fact term={say('agency.sentBy')}>{submission.sentBy ?? say('agency.nobody')}, {names.moment(submission.sentAt)}, {say(`agency.by-${submission.way}`)}</Fact>
          {submission.decidedBy !== undefined && submission.decidedAt !== undefined && <Fact term={say('agency.decidedBy')}>{submission.decidedBy}, {names.moment(submission.decidedAt)}</Fact>}
          {submission.remark !== undefined && <Fact term={say('agency.remark')}>{submission.remark}</Fact>}
          {submission.answer !== undefined && <Fact term={say('agency.answer')}>{submission.answer}</Fact>}
          <Fact term={say('agency.bytes')}>
            <a href={`/api/v1/submissions/${id}/file`} download>{say('agency.download')}</a> <span className="desk-note" title={submission.sha256}>SHA-256 {submission.sha256.slice(0, 12)}…</span>
          </Fact>
        </dl>
      </section>
      {read !== undefined
        ? <PreviewView preview={withFindings(read, findings)} names={names}>{decide}</PreviewView>
        : <NotReadYet words={fetched.state === 'waiting' ? say('agency.reading') : say('agency.previewFailed', { why: 'message' in fetched ? fetched.message : say('desk.sessionOver') })} />}
    </>
  )
}

function withFindings({ findings: _today, ...preview }: SubmissionPreview, findings: SubmissionPreview['findings']): SubmissionPreview {
  return findings === undefined ? preview : { ...preview, findings }
}

const NotReadYet = ({ words }: { words: string }) => <p className="card desk-empty" role="status">{words}</p>

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return <div><dt>{term}</dt><dd>{children}</dd></div>
}
