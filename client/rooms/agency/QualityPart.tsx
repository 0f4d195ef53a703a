import { useState } from 'react'
import type { Catalogue, OutagesAnswer, QuarantineAnswer, QuarantineOutcome, SourceId } from '#contract'
import { formatNumber, useSay } from '../../locale/index.ts'
import { StatusGlyph } from '../../parts/index.ts'
import { AllSources, type PlannedWork } from './AllSources.tsx'
import { FindingList } from './FindingList.tsx'
import { HeldCase } from './HeldCase.tsx'
import type { Names } from './names.ts'
import { OutageCard, stateOf } from './OutageCard.tsx'
import { ProblemNote } from './ProblemNote.tsx'
import { ScoreCard } from './ScoreCard.tsx'
import type { Quality } from './use-quality.ts'
import type { ReadAgain } from './use-read-again.ts'
import { useOutages } from './use-scores.ts'

/** What of one's own sources waits or is noted, and which of them are as ever. */
export function QualityPart({ quality: { answer, thrown, again }, names, catalogue }: { quality: Quality; names: Names; catalogue: Catalogue }) {
  const say = useSay()
  const outages = useOutages()
  const [last, setLast] = useState<{ source: SourceId; outcome: QuarantineOutcome }>()
  if (answer === undefined) return thrown === undefined ? <p className="desk-empty" role="status">{say('app.loading')}</p> : <ProblemNote title={say('agency.qualityFailed')} thrown={thrown} />
  const unusual = answer.filter(({ cases, notes }) => notes.length > 0 || cases.some(({ state }) => state === 'held'))
  return (
    <>
      {thrown !== undefined && <ProblemNote title={say('agency.listOld')} thrown={thrown} />}
      {last !== undefined && <Outcome {...last} names={names} />}
      {answer.length === 0 && <p className="card desk-empty">{say('agency.noQuality')}</p>}
      {unusual.map((one) => <Unusual key={one.source} answer={one} names={names} again={again} told={(outcome) => setLast(outcome && { source: one.source, outcome })} />)}
      {answer.length > 0 && <ScoreCard catalogue={catalogue} names={names} />}
      <OutageCard outages={outages} catalogue={catalogue} names={names} />
      {answer.length > 0 && <AllSources answers={answer} names={names} outages={plannedOf(outages)} />}
    </>
  )
}

/** The nearest first. */
function plannedOf({ answer, readAt = 0 }: ReadAgain<OutagesAnswer>): PlannedWork[] {
  const states = (answer?.outages ?? []).map((outage) => ({ outage, state: stateOf(outage, readAt) }))
  return states.filter(({ state }) => state === 'now' || state === 'next').map(({ outage, state }) => ({ outage, isUnderWay: state === 'now' })).toReversed()
}

interface UnusualProps {
  answer: QuarantineAnswer
  names: Names
  told(outcome: QuarantineOutcome | undefined): void
  again(): Promise<void>
}

function Unusual({ answer: { source, notes, cases, mayDecide }, names, told, again }: UnusualProps) {
  const say = useSay()
  return (
    <section className="unusual" aria-labelledby={`unusual-${source}`}>
      <h2 id={`unusual-${source}`}>{names.source(source)}</h2>
      {cases.filter(({ state }) => state === 'held').map((one) => <HeldCase key={one.run} source={source} held={one} names={names} mayDecide={mayDecide} told={told} again={again} />)}
      {notes.length > 0 && (
        <section className="card">
          <header className="card-head"><h3>{say('agency.noted')}</h3><span className="desk-note">{say('agency.notedNote')}</span></header>
          <FindingList findings={notes} names={names} />
        </section>
      )}
    </section>
  )
}

function Outcome({ source, outcome: { case: { state }, published, findings, unreadable }, names }: { source: SourceId; outcome: QuarantineOutcome; names: Names }) {
  const say = useSay()
  const why = findings[0]?.text[names.locale] ?? say('agency.unreadableHeld', { n: unreadable })
  return (
    <p role="status" className="plate">
      <StatusGlyph status={state === 'held' ? 'watch' : 'good'} />
      <span><strong>{names.source(source)}.</strong> {say(state === 'held' ? 'agency.stillHeld' : 'agency.isSettled', { n: formatNumber(published, 0, names.locale), why })}</span>
    </p>
  )
}
