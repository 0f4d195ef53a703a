import { useMemo } from 'react'
import { useSearchParams } from 'wouter'
import type { Catalogue, Submission } from '#contract'
import { pageApi } from '../../app/api.ts'
import { WhenFetched } from '../../app/WhenFetched.tsx'
import { useLocale, useSay } from '../../locale/index.ts'
import { DeskFrame } from '../DeskFrame.tsx'
import { NamedOnly, type NamedViewer } from '../NamedOnly.tsx'
import { createNames } from './names.ts'
import { OpenSubmission } from './OpenSubmission.tsx'
import { ProblemNote } from './ProblemNote.tsx'
import { QualityPart } from './QualityPart.tsx'
import { SendPart } from './SendPart.tsx'
import { SubmissionTable } from './SubmissionTable.tsx'
import { useQuality } from './use-quality.ts'
import { type Submissions, useSubmissions } from './use-submissions.ts'
import './agency.css'
import './preview.css'
import './quality.css'

const PARTS = ['send', 'waiting', 'sent', 'quality'] as const
type Part = (typeof PARTS)[number]

/** `/agency`: figures are handed in by one person, looked at, and signed off by another. */
export function AgencyRoom() {
  return (
    <NamedOnly>
      {(viewer) => <WhenFetched load={pageApi.catalogue}>{(catalogue) => <Agency viewer={viewer} catalogue={catalogue} />}</WhenFetched>}
    </NamedOnly>
  )
}

function Agency({ viewer, catalogue }: { viewer: NamedViewer; catalogue: Catalogue }) {
  const say = useSay()
  const locale = useLocale()
  const [search] = useSearchParams()
  const submissions = useSubmissions()
  const quality = useQuality(catalogue, viewer)
  const names = useMemo(() => createNames(catalogue, locale), [catalogue, locale])
  const { sources = [], submissions: all = [] } = submissions.answer ?? {}
  const waiting = all.filter(({ state }) => state === 'waiting')
  const mine = waiting.filter(({ may }) => may.includes('approve'))
  const held = (quality.answer ?? []).flatMap(({ cases }) => cases.filter(({ state }) => state === 'held'))
  const waitingIn: Partial<Record<Part, number>> = { waiting: mine.length, quality: held.length }
  const part = partOf(search.get('part'), sources.some(({ may }) => may.includes('send')))
  const opened = all.find(({ id }) => id === search.get('open'))
  return (
    <DeskFrame
      catalogue={catalogue} title={say(`agency.${part}`)} lead={say(`agency.${part}Lead`)}
      parts={PARTS.map((one) => ({ href: hrefOf(one), title: say(`agency.${one}`), isOpen: one === part, waiting: waitingIn[one] ?? 0 }))}
    >
      {part === 'quality' ? <QualityPart quality={quality} names={names} catalogue={catalogue} /> : <Reading submissions={submissions} />}
      {submissions.answer !== undefined && (
        <>
          {/* Stays while another part is looked at: a file chosen, or rows typed, are not lost. */}
          <div hidden={part !== 'send'}>
            <SendPart sources={sources} names={names} catalogue={catalogue} viewer={viewer} again={submissions.again} />
          </div>
          {part !== 'send' && part !== 'quality' && (opened === undefined
            ? <SubmissionTable submissions={part === 'waiting' ? waiting : all} empty={say(`agency.${part}None`)} names={names} hrefOf={({ id }) => `${hrefOf(part)}&open=${id}`} />
            : <OpenSubmission key={opened.id} submission={opened} names={names} viewer={viewer} backHref={hrefOf(part)} back={say(`agency.${part}`)} again={submissions.again} />)}
        </>
      )}
    </DeskFrame>
  )
}

const hrefOf = (part: Part): string => `/agency?part=${part}`

/** Who may only sign off begins with what waits for them. */
function partOf(asked: string | null, maySend: boolean): Part {
  return PARTS.find((one) => one === asked) ?? (maySend ? 'send' : 'waiting')
}

function Reading({ submissions: { answer, thrown } }: { submissions: Submissions }) {
  const say = useSay()
  if (thrown !== undefined) return <ProblemNote title={say(answer === undefined ? 'agency.listFailed' : 'agency.listOld')} thrown={thrown} />
  return answer === undefined ? <p className="desk-empty" role="status">{say('app.loading')}</p> : null
}

export type Again = () => Promise<void>
export type SubmissionHref = (submission: Submission) => string
