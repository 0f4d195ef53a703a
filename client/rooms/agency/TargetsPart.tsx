import { useMemo, useState } from 'react'
import { type Catalogue, splitSeries, type TargetRegistration } from '#contract'
import { LiveLine } from '../../app/LiveLine.tsx'
import { UntilHeard } from '../../app/UntilHeard.tsx'
import { useLive, useServerNow } from '../../live/index.ts'
import { useSay } from '../../locale/index.ts'
import { Glyph } from '../../parts/index.ts'
import type { NamedViewer } from '../NamedOnly.tsx'
import type { Names } from './names.ts'
import type { Own } from './own.ts'
import { dayIn } from './period-of.ts'
import { ProblemNote } from './ProblemNote.tsx'
import { emptyTarget, type TypedTarget, typedAgain } from './target-form.ts'
import { TargetCard } from './TargetCard.tsx'
import { TargetForm } from './TargetForm.tsx'
import { TargetsLog } from './TargetsLog.tsx'
import { TargetsTable } from './TargetsTable.tsx'
import type { ReadTargets } from './use-targets.ts'
import './targets.css'

interface Props {
  own: Own
  catalogue: Catalogue
  names: Names
  viewer: NamedViewer
  targets: ReadTargets
}

/** Targets of one's own figures: what holds against what is, those that wait for a second person, and the form that registers some. */
export function TargetsPart(props: Props) {
  const say = useSay()
  const { own, catalogue, targets: { answer, thrown } } = props
  if (own.feeds.length === 0) return <p className="card desk-empty">{say('home.nothing')}</p>
  return (
    <>
      {thrown !== undefined && <ProblemNote title={say(answer === undefined ? 'targets.readFailed' : 'targets.readOld')} thrown={thrown} />}
      <LiveLine feeds={own.feeds} catalogue={catalogue}><UntilHeard><Targets {...props} /></UntilHeard></LiveLine>
    </>
  )
}

function Targets({ own, names, viewer, targets: { answer, again } }: Props) {
  const say = useSay()
  const { catalogue } = useLive()
  const [opened] = useState(() => Date.now())
  const today = dayIn(names.timeZone, useServerNow(60_000) ?? opened)
  const [typed, setTyped] = useState<{ key: number; first: TypedTarget }>()
  const [sent, setSent] = useState<TargetRegistration>()
  const mine = useMemo(() => ownOnly(answer?.registrations ?? [], own), [answer, own])
  const waiting = mine.filter(({ state }) => state === 'waiting')
  const mayRegister = useMemo(() => new Set<string>(answer?.mayRegister ?? []), [answer])
  const begin = (first: TypedTarget) => {
    setSent(undefined)
    setTyped({ key: (typed?.key ?? 0) + 1, first })
  }
  const [first] = own.series.filter((series) => mayRegister.has(splitSeries(series).indicator))
  return (
    <div className="targets">
      {sent !== undefined && <p className="plate" role="status"><Glyph priority={4} />{say('targets.sent')}</p>}
      {typed === undefined && first !== undefined && <p className="actions"><button type="button" className="is-primary" onClick={() => begin(emptyTarget(splitSeries(first).indicator, splitSeries(first).subject, today))}>{say('targets.register')}</button></p>}
      {typed !== undefined && (
        <TargetForm
          key={typed.key} first={typed.first} catalogue={catalogue} viewer={viewer} own={own} mayRegister={mayRegister} today={today}
          close={() => setTyped(undefined)}
          done={async (registration) => {
            setTyped(undefined)
            setSent(registration)
            await again()
          }}
        />
      )}
      {waiting.length > 0 && (
        <section aria-labelledby="targets-waiting" className="targets-waiting">
          <h2 id="targets-waiting">{say('targets.waitingTitle', { n: waiting.length })}</h2>
          <ul>{waiting.map((one) => <li key={one.id}><TargetCard registration={one} names={names} again={again} /></li>)}</ul>
        </section>
      )}
      <TargetsTable
        own={own} catalogue={catalogue} names={names} registrations={mine} today={today}
        register={(series) => (mayRegister.has(splitSeries(series).indicator) ? () => begin(emptyTarget(splitSeries(series).indicator, splitSeries(series).subject, today)) : undefined)}
      />
      {answer !== undefined && <TargetsLog registrations={mine.filter(({ state }) => state !== 'waiting')} names={names} today={today} mend={(one) => (mayRegister.has(one.indicator) && one.sentBy === viewer.name ? () => begin(typedAgain(one, names.locale)) : undefined)} />}
    </div>
  )
}

/** Of the desk that is open: who answers for several agencies looks at one at a time. */
export function ownOnly(registrations: readonly TargetRegistration[], { kind, series, places }: Own): TargetRegistration[] {
  const indicators = new Set(series.map((one) => splitSeries(one).indicator))
  return registrations.filter(({ indicator, subject }) => indicators.has(indicator) && (kind === 'agency' || places.some(({ id }) => id === subject)))
}
