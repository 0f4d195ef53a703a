import type { QuarantineAnswer } from '#contract'
import { formatNumber, useSay } from '../../locale/index.ts'
import { ExportLinks, StatusGlyph } from '../../parts/index.ts'
import type { Names } from './names.ts'

const WORDS = ['correct', 'complete', 'clean', 'alive'] as const
/** As the server: before that it only learns. */
const LEARNT_AFTER = 3
const GLYPHS = { held: 'bad', noted: 'watch', learning: 'unknown', usual: 'good' } as const

/** Every source of one's own with its four scores, what lost the most points, and what a person decided last. */
export function AllSources({ answers, names }: { answers: readonly QuarantineAnswer[]; names: Names }) {
  const say = useSay()
  return (
    <section className="card" aria-labelledby="quality-all">
      <header className="card-head"><h2 id="quality-all">{say('agency.allSources')}</h2><span className="desk-note">{say('agency.allSourcesNote')}</span><ExportLinks path="/api/v1/tables/sources" of={say('agency.allSources')} /></header>
      <table className="desk-table quality-table">
        <thead>
          <tr>
            <th scope="col">{say('agency.source')}</th>
            {WORDS.map((word) => <th key={word} scope="col" className="is-figure">{say(`agency.score-${word}`)}</th>)}
            <th scope="col">{say('agency.outcome')}</th>
          </tr>
        </thead>
        <tbody>{answers.toSorted((a, b) => weightOf(b) - weightOf(a)).map((one) => <Line key={one.source} answer={one} names={names} />)}</tbody>
      </table>
    </section>
  )
}

/** What waits first, then what is noted. */
const weightOf = ({ notes, cases }: QuarantineAnswer): number => (cases.some(({ state }) => state === 'held') ? 3 : notes.length > 0 ? 2 : 0)

function Line({ answer: { source, learnt, notes, cases, scores }, names }: { answer: QuarantineAnswer; names: Names }) {
  const say = useSay()
  const held = cases.filter(({ state }) => state === 'held').length
  const last = cases.find(({ state }) => state !== 'held')
  const state = held > 0 ? 'held' : notes.length > 0 ? 'noted' : learnt < LEARNT_AFTER ? 'learning' : 'usual'
  const [worst] = scores?.lost ?? []
  return (
    <tr>
      <th scope="row">{names.source(source)}{worst !== undefined && <small>{worst.text}</small>}<small>{say('agency.runs')} <ExportLinks path={`/api/v1/tables/runs?source=${encodeURIComponent(source)}`} of={`${say('agency.runs')}, ${names.source(source)}`} /></small></th>
      {WORDS.map((word) => {
        const points = scores?.[word]
        return <td key={word} data-label={say(`agency.score-${word}`)} className="is-figure">{points === undefined ? '–' : formatNumber(points, Number.isInteger(points) ? 0 : 1, names.locale)}</td>
      })}
      <td>
        <span className="state-mark"><StatusGlyph status={GLYPHS[state]} />{say(`agency.quality-${state}`, { n: held > 0 ? held : notes.length })}</span>
        {state === 'usual' && <small>{say('agency.learnt', { n: formatNumber(learnt, 0, names.locale) })}</small>}
        {last?.decidedAt !== undefined && <small className="answer">{say('agency.lastDecided', { what: say(`agency.case-${last.state}`), who: last.decidedBy ?? say('agency.nobody'), at: names.moment(new Date(last.decidedAt).toISOString()) })}{last.reason !== undefined && ` ${say('agency.reason', { answer: last.reason })}`}</small>}
      </td>
    </tr>
  )
}
