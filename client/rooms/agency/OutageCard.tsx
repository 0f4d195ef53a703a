import { useId, useState } from 'react'
import type { Catalogue, Outage, OutagesAnswer, SourceId } from '#contract'
import { pageApi } from '../../app/api.ts'
import { useSay } from '../../locale/index.ts'
import { StatusGlyph } from '../../parts/index.ts'
import { MomentInput } from '../DayInput.tsx'
import type { Names } from './names.ts'
import { localIn, momentIn } from './period-of.ts'
import { ProblemNote } from './ProblemNote.tsx'
import type { ReadAgain } from './use-read-again.ts'

interface Props {
  outages: ReadAgain<OutagesAnswer>
  catalogue: Catalogue
  names: Names
}

/** Work on sources, said before it begins: what is to come, and a form for more. */
export function OutageCard({ outages: { answer, thrown, readAt = 0, again }, catalogue, names }: Props) {
  const say = useSay()
  const { outages = [], maySay = [] } = answer ?? {}
  if (answer !== undefined && outages.length === 0 && maySay.length === 0) return null
  return (
    <section className="card outages" aria-labelledby="outages-title">
      <header className="card-head"><h2 id="outages-title">{say('agency.outages')}</h2><span className="desk-note">{say('agency.outagesNote')}</span></header>
      {thrown !== undefined && <ProblemNote title={say('agency.outagesFailed')} thrown={thrown} />}
      {outages.length > 0 && <ul className="outage-list">{outages.map((one) => <Line key={one.id} outage={one} state={stateOf(one, readAt)} names={names} again={again} />)}</ul>}
      {answer !== undefined && outages.length === 0 && <p className="desk-empty">{say('agency.noOutages')}</p>}
      {maySay.length > 0 && <OutageForm sources={maySay} timeZone={catalogue.deployment.timeZone} names={names} again={again} />}
    </section>
  )
}

export type OutageState = 'withdrawn' | 'over' | 'now' | 'next'

export function stateOf({ from, to, withdrawnAt }: Pick<Outage, 'from' | 'to' | 'withdrawnAt'>, now: number): OutageState {
  if (withdrawnAt !== undefined) return 'withdrawn'
  if (Date.parse(to) <= now) return 'over'
  return Date.parse(from) <= now ? 'now' : 'next'
}

const GLYPHS = { withdrawn: 'unknown', over: 'unknown', now: 'watch', next: 'good' } as const

function Line({ outage, state, names, again }: { outage: OutagesAnswer['outages'][number]; state: OutageState; names: Names; again(): Promise<void> }) {
  const say = useSay()
  const [thrown, setThrown] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const withdraw = async () => {
    setBusy(true)
    setThrown(undefined)
    await pageApi.withdrawOutage(outage.id).catch(setThrown)
    await again()
    setBusy(false)
  }
  return (
    <li data-outage={state}>
      <div>
        <strong>{names.source(outage.source)}</strong>
        <span>{say('agency.fromTo', { from: names.moment(outage.from), to: names.moment(outage.to) })}</span>
        <small>{say('agency.outageBy', { who: outage.declaredBy, at: names.moment(outage.declaredAt), reason: outage.reason })}{outage.withdrawnAt !== undefined && ` ${say('agency.withdrawnBy', { who: outage.withdrawnBy ?? '', at: names.moment(outage.withdrawnAt) })}`}</small>
      </div>
      <span className="state-mark"><StatusGlyph status={GLYPHS[state]} />{say(`agency.outage-${state}`)}</span>
      {outage.mayWithdraw && <button type="button" disabled={isBusy} onClick={() => void withdraw()}>{say(state === 'now' ? 'agency.endOutage' : 'agency.withdrawOutage')}</button>}
      {thrown !== undefined && <ProblemNote title={say('agency.outageFailed')} thrown={thrown} />}
    </li>
  )
}

const HOUR_MS = 3_600_000
const SHORTEST_REASON = 3

function OutageForm({ sources, timeZone, names, again }: { sources: readonly SourceId[]; timeZone: string; names: Names; again(): Promise<void> }) {
  const say = useSay()
  const id = useId()
  const begin = () => ({ from: localIn(timeZone, Date.now() + HOUR_MS), to: localIn(timeZone, Date.now() + 3 * HOUR_MS), reason: '' })
  const [source, setSource] = useState(sources[0])
  const [asked, setAsked] = useState(begin)
  const [thrown, setThrown] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const [from, to] = [momentIn(timeZone, asked.from), momentIn(timeZone, asked.to)]
  const isWhole = source !== undefined && !Number.isNaN(from) && !Number.isNaN(to) && asked.reason.trim().length >= SHORTEST_REASON
  const send = async () => {
    if (source === undefined) return
    setBusy(true)
    setThrown(undefined)
    try {
      await pageApi.declareOutage(source, { from: new Date(from).toISOString(), to: new Date(to).toISOString(), reason: asked.reason.trim() })
      setAsked(begin())
    } catch (failure) {
      setThrown(failure)
    }
    await again()
    setBusy(false)
  }
  return (
    <form className="card-foot outage-form" onSubmit={(event) => { event.preventDefault(); void send() }}>
      <label>{say('agency.source')}<select value={source} onChange={({ target }) => setSource(sources.find((one) => one === target.value))}>{sources.map((one) => <option key={one} value={one}>{names.source(one)}</option>)}</select></label>
      {(['from', 'to'] as const).map((end) => (
        <label key={end}>{say(`agency.outage-${end}`)}<MomentInput value={asked[end]} change={(moment) => setAsked({ ...asked, [end]: moment })} /></label>
      ))}
      <label className="is-reason" htmlFor={`${id}-reason`}>{say('agency.heldReason')}<input id={`${id}-reason`} value={asked.reason} maxLength={500} onChange={({ target }) => setAsked({ ...asked, reason: target.value })} /></label>
      <button type="submit" className="is-primary" disabled={isBusy || !isWhole}>{say('agency.declareOutage')}</button>
      {thrown !== undefined && <ProblemNote title={say('agency.outageFailed')} thrown={thrown} />}
    </form>
  )
}
