import { useState } from 'react'
import type { Outage, QuarantineAnswer } from '#contract'
import { finderOf, formatNumber, useSay } from '../../locale/index.ts'
import { ExportLinks, FindBox, StatusGlyph } from '../../parts/index.ts'
import type { Names } from './names.ts'

/** As the server: before that it only learns. */
const LEARNT_AFTER = 3
const MOST_SEEN_AT_ONCE = 6
const GLYPHS = { held: 'bad', noted: 'watch', learning: 'unknown', usual: 'good' } as const

interface Props {
  answers: readonly QuarantineAnswer[]
  names: Names
  outages: readonly PlannedWork[]
}

export interface PlannedWork {
  outage: Pick<Outage, 'source' | 'from' | 'to'>
  isUnderWay: boolean
}

/** Every source of one's own: how its answers are, what a person decided last, and work that was said beforehand. */
export function AllSources({ answers, names, outages }: Props) {
  const say = useSay()
  const [wanted, want] = useState('')
  const isFound = finderOf(wanted)
  const shown = answers.filter(({ source }) => isFound(names.source(source)))
  return (
    <section className="card" aria-labelledby="quality-all">
      <header className="card-head"><h2 id="quality-all">{say('agency.allSources')}</h2><span className="desk-note">{say('agency.allSourcesNote')}</span><ExportLinks path="/api/v1/tables/sources" of={say('agency.allSources')} /></header>
      {answers.length > MOST_SEEN_AT_ONCE && <FindBox label={say('find.source')} wanted={wanted} want={want} found={shown.length} />}
      <table className="desk-table quality-table">
        <thead>
          <tr>
            <th scope="col">{say('agency.source')}</th>
            <th scope="col">{say('agency.outcome')}</th>
          </tr>
        </thead>
        <tbody>{shown.toSorted((a, b) => weightOf(b) - weightOf(a)).map((one) => <Line key={one.source} answer={one} names={names} planned={outages.find(({ outage }) => outage.source === one.source)} />)}</tbody>
      </table>
    </section>
  )
}

/** What waits first, then what is noted. */
const weightOf = ({ notes, cases }: QuarantineAnswer): number => (cases.some(({ state }) => state === 'held') ? 3 : notes.length > 0 ? 2 : 0)

function Line({ answer: { source, learnt, notes, cases }, names, planned }: { answer: QuarantineAnswer; names: Names; planned: PlannedWork | undefined }) {
  const say = useSay()
  const held = cases.filter(({ state }) => state === 'held').length
  const last = cases.find(({ state }) => state !== 'held')
  const state = held > 0 ? 'held' : notes.length > 0 ? 'noted' : learnt < LEARNT_AFTER ? 'learning' : 'usual'
  const saysOutage = ({ outage: { from, to }, isUnderWay }: PlannedWork) => (isUnderWay ? say('agency.underOutage', { to: names.moment(to) }) : say('agency.nextOutage', { from: names.moment(from) }))
  return (
    <tr>
      <th scope="row">{names.source(source)}{planned !== undefined && <small>{saysOutage(planned)}</small>}<small>{say('agency.runs')} <ExportLinks path={`/api/v1/tables/runs?source=${encodeURIComponent(source)}`} of={`${say('agency.runs')}, ${names.source(source)}`} /></small></th>
      <td>
        <span className="state-mark"><StatusGlyph status={GLYPHS[state]} />{say(`agency.quality-${state}`, { n: held > 0 ? held : notes.length })}</span>
        {state === 'usual' && <small>{say('agency.learnt', { n: formatNumber(learnt, 0, names.locale) })}</small>}
        {last?.decidedAt !== undefined && <small className="answer">{say('agency.lastDecided', { what: say(`agency.case-${last.state}`), who: last.decidedBy ?? say('agency.nobody'), at: names.moment(new Date(last.decidedAt).toISOString()) })}{last.reason !== undefined && ` ${say('agency.reason', { answer: last.reason })}`}</small>}
      </td>
    </tr>
  )
}
