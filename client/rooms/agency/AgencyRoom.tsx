import { useMemo } from 'react'
import { useSearchParams } from 'wouter'
import type { Catalogue } from '#contract'
import { pageApi } from '../../app/api.ts'
import { WhenFetched } from '../../app/WhenFetched.tsx'
import { type Locale, type Say, useLocale, useSay } from '../../locale/index.ts'
import { DeskFrame } from '../DeskFrame.tsx'
import { NamedOnly, type NamedViewer } from '../NamedOnly.tsx'
import { HomePart } from './HomePart.tsx'
import { createNames } from './names.ts'
import { OpenSubmission } from './OpenSubmission.tsx'
import { agenciesOf, type Own, ownOf } from './own.ts'
import { ProblemNote } from './ProblemNote.tsx'
import { QualityPart } from './QualityPart.tsx'
import { SendPart } from './SendPart.tsx'
import { SubmissionTable } from './SubmissionTable.tsx'
import { TargetsPart } from './TargetsPart.tsx'
import { useQuality } from './use-quality.ts'
import { type Submissions, useSubmissions } from './use-submissions.ts'
import { useTargets } from './use-targets.ts'
import './agency.css'
import './preview.css'
import './quality.css'

const PARTS = ['home', 'send', 'waiting', 'sent', 'targets', 'quality'] as const
type Part = (typeof PARTS)[number]

/** `/agency`: the home of an agency or a commune; figures are handed in by one person, looked at, and signed off by another. */
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
  const targets = useTargets()
  const names = useMemo(() => createNames(catalogue, locale), [catalogue, locale])
  const { sources = [], submissions: all = [] } = submissions.answer ?? {}
  const waiting = all.filter(({ state }) => state === 'waiting')
  const mine = waiting.filter(({ may }) => may.includes('approve'))
  const held = (quality.answer ?? []).flatMap(({ cases }) => cases.filter(({ state }) => state === 'held'))
  const waitingIn: Partial<Record<Part, number>> = { waiting: mine.length, quality: held.length, targets: targets.answer?.registrations.filter(({ may }) => may.includes('approve')).length ?? 0 }
  const part = PARTS.find((one) => one === search.get('part')) ?? 'home'
  const chosen = search.get('agency') ?? undefined
  const own = useMemo(() => ownOf(catalogue, viewer.scope, chosen), [catalogue, viewer.scope, chosen])
  const isHome = part === 'home'
  const opened = all.find(({ id }) => id === search.get('open'))
  return (
    <DeskFrame
      help={own.kind === 'place' ? 'commune' : 'agency'}
      catalogue={catalogue} title={part === 'targets' ? say('targets.title') : isHome ? titleOf(own, locale, say) : say(`agency.${part}`)} lead={part === 'targets' ? say('targets.lead') : isHome ? say(own.kind === 'place' ? 'home.placeLead' : 'home.lead', { indicators: own.series.length, sources: own.sources.length }) : say(`agency.${part}Lead`)}
      parts={PARTS.map((one) => ({ href: hrefOf(one), title: say(one === 'home' ? 'home.title' : one === 'targets' ? 'targets.title' : `agency.${one}`), isOpen: one === part, waiting: waitingIn[one] ?? 0 }))}
    >
      {(isHome || part === 'targets') && <Whose catalogue={catalogue} viewer={viewer} own={own} chosen={chosen} />}
      {isHome && <HomePart own={own} catalogue={catalogue} names={names} viewer={viewer} submissions={submissions} quality={quality} targets={targets} />}
      {part === 'targets' && <TargetsPart key={chosen} own={own} catalogue={catalogue} names={names} viewer={viewer} targets={targets} />}
      {part === 'quality' && <QualityPart quality={quality} names={names} catalogue={catalogue} />}
      {!isHome && part !== 'quality' && part !== 'targets' && <Reading submissions={submissions} />}
      {submissions.answer !== undefined && (
        <>
          {/* Stays while another part is looked at: a file chosen, or rows typed, are not lost. */}
          <div hidden={part !== 'send'}>
            <SendPart sources={sources} names={names} catalogue={catalogue} viewer={viewer} again={submissions.again} />
          </div>
          {(part === 'waiting' || part === 'sent') && (opened === undefined
            ? <SubmissionTable submissions={part === 'waiting' ? waiting : all} empty={say(`agency.${part}None`)} names={names} hrefOf={({ id }) => `${hrefOf(part)}&open=${id}`} />
            : <OpenSubmission key={opened.id} submission={opened} names={names} viewer={viewer} backHref={hrefOf(part)} back={say(`agency.${part}`)} again={submissions.again} />)}
        </>
      )}
    </DeskFrame>
  )
}

const hrefOf = (part: Part): string => `/agency?part=${part}`

const titleOf = ({ kind, agencies, places }: Own, locale: Locale, say: Say): string => {
  const [first, second] = kind === 'place' ? places : agencies
  if (first === undefined) return say('home.title')
  return second === undefined ? first.name[locale] : kind === 'place' ? places.map(({ name }) => name[locale]).join(', ') : say('home.allMine', { n: agencies.length })
}

/** Whose desk it is, for who answers for several agencies. */
function Whose({ catalogue, viewer, own, chosen }: { catalogue: Catalogue; viewer: NamedViewer; own: Own; chosen: string | undefined }) {
  const say = useSay()
  const locale = useLocale()
  const [, setSearch] = useSearchParams()
  const all = agenciesOf(catalogue, viewer.scope)
  if (own.kind === 'place' || all.length < 2) return null
  const isAll = viewer.scope.agencies === 'all'
  return (
    <label className="home-whose">{say('home.whose')}
      <select value={chosen ?? (isAll ? own.agencies[0]?.id : '')} onChange={({ target }) => setSearch((before) => ({ ...(before.has('part') && { part: before.get('part') ?? '' }), ...(target.value !== '' && { agency: target.value }) }))}>
        {!isAll && <option value="">{say('home.allMine', { n: all.length })}</option>}
        {all.map(({ id, name }) => <option key={id} value={id}>{name[locale]}</option>)}
      </select>
    </label>
  )
}

function Reading({ submissions: { answer, thrown } }: { submissions: Submissions }) {
  const say = useSay()
  if (thrown !== undefined) return <ProblemNote title={say(answer === undefined ? 'agency.listFailed' : 'agency.listOld')} thrown={thrown} />
  return answer === undefined ? <p className="desk-empty" role="status">{say('app.loading')}</p> : null
}

export type Again = () => Promise<void>
