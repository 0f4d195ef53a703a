import { useState } from 'react'
import { type Catalogue, type CheckScore, type QualityAnswer, type QualityRow, QualityBy, QualityWord, type SourceId } from '#contract'
import { finderOf, formatNumber, useSay } from '../../locale/index.ts'
import { FindBox, StatusGlyph } from '../../parts/index.ts'
import { DayInput } from '../DayInput.tsx'
import { CheckWords } from './CheckWords.tsx'
import { LostRows, type LostOpen } from './LostRows.tsx'
import type { Names } from './names.ts'
import { dayIn, SPANS } from './period-of.ts'
import { ProblemNote } from './ProblemNote.tsx'
import { type ScoresAsked, useScores } from './use-scores.ts'

interface Props {
  catalogue: Catalogue
  names: Names
}

/** Đúng, đủ, sạch, sống over a time one chooses; each lost point opens what lost it. */
export function ScoreCard({ catalogue, names }: Props) {
  const say = useSay()
  const [asked, setAsked] = useState<ScoresAsked>(() => {
    const today = dayIn(catalogue.deployment.timeZone, Date.now())
    return { span: 'today', own: { from: today, to: today }, by: 'source' }
  })
  const [open, setOpen] = useState<LostOpen>()
  const { answer, thrown } = useScores(catalogue, asked)
  const choose = (change: Partial<ScoresAsked>) => {
    setOpen(undefined)
    setAsked({ ...asked, ...change })
  }
  const isFresh = answer !== undefined && answer !== 'no-period' && answer.by === asked.by
  return (
    <section className="card" aria-labelledby="scores-title">
      <header className="card-head"><h2 id="scores-title">{say('agency.scores')}</h2><span className="desk-note">{say('agency.scoresNote')}</span></header>
      <Choices asked={asked} choose={choose} />
      {thrown !== undefined && <ProblemNote title={say('agency.scoresFailed')} thrown={thrown} />}
      {answer === 'no-period' && <p className="desk-empty">{say('agency.noPeriod')}</p>}
      {isFresh && <Counted answer={answer} names={names} />}
      {isFresh && <Table answer={answer} names={names} agencies={catalogue.agencies} open={open} setOpen={setOpen} />}
      <CheckWords />
    </section>
  )
}

function Choices({ asked, choose }: { asked: ScoresAsked; choose(change: Partial<ScoresAsked>): void }) {
  const say = useSay()
  return (
    <div className="score-choices">
      <div role="group" aria-label={say('agency.period')} className="choice">
        {SPANS.map((span) => <button key={span} type="button" aria-pressed={asked.span === span} onClick={() => choose({ span })}>{say(`agency.span-${span}`)}</button>)}
      </div>
      {asked.span === 'own' && (
        <div className="own-days">
          {(['from', 'to'] as const).map((end) => (
            <label key={end}>{say(`agency.day-${end}`)}<DayInput value={asked.own[end]} change={(day) => choose({ own: { ...asked.own, [end]: day } })} /></label>
          ))}
        </div>
      )}
      <div role="group" aria-label={say('agency.scoresBy')} className="choice">
        {QualityBy.options.map((by) => <button key={by} type="button" aria-pressed={asked.by === by} onClick={() => choose({ by })}>{say(`agency.by-${by}`)}</button>)}
      </div>
    </div>
  )
}

function Counted({ answer: { counted, from, to }, names }: { answer: QualityAnswer; names: Names }) {
  const say = useSay()
  return <p className="desk-note score-span">{say(`agency.counted-${counted}`, { from: names.moment(from), to: names.moment(to) })}</p>
}

interface TableProps {
  answer: QualityAnswer
  names: Names
  agencies: Catalogue['agencies']
  open: LostOpen | undefined
  setOpen(open: LostOpen | undefined): void
}

function Table({ answer, names, agencies, open, setOpen }: TableProps) {
  const say = useSay()
  const [wanted, want] = useState('')
  if (answer.rows.length === 0) return <p className="desk-empty">{say('agency.noScores')}</p>
  const titleOf = ({ agency, source, dataset }: QualityRow) => (dataset !== undefined ? (names.indicator(dataset)?.name[names.locale] ?? dataset) : source !== undefined ? names.source(source) : (agencies.find(({ id }) => id === agency)?.name[names.locale] ?? agency))
  const isFound = finderOf(wanted)
  const rows = answer.rows.filter((row) => isFound(titleOf(row), row.source && names.source(row.source))).toSorted((a, b) => lowest(a) - lowest(b))
  return (
    <>
      {answer.rows.length > MOST_SEEN_AT_ONCE && <FindBox label={say('find.score')} wanted={wanted} want={want} found={rows.length} />}
      <table className="desk-table quality-table score-table">
        <thead>
          <tr>
            <th scope="col">{say(`agency.by-${answer.by}`)}</th>
            {QualityWord.options.map((word) => <th key={word} scope="col" className="is-figure">{say(`agency.score-${word}`)}</th>)}
            <th scope="col">{say('agency.lostAt')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} data-row={keyOf(row)}>
              <th scope="row">{titleOf(row)}{row.dataset !== undefined && row.source !== undefined && <small>{names.source(row.source)}</small>}{row.checks.length === 0 && <small>{say('agency.nothingCounted')}</small>}</th>
              {QualityWord.options.map((word) => <td key={word} data-label={say(`agency.score-${word}`)} className="is-figure">{row[word] === undefined ? '–' : points(row[word], names)}</td>)}
              <td><LostList row={row} names={names} open={open} setOpen={setOpen} period={answer} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

const MOST_SEEN_AT_ONCE = 6
const MOST_SHOWN = 4

function LostList({ row, names, open, setOpen, period: { from, to } }: { row: QualityRow; period: QualityAnswer } & Pick<TableProps, 'names' | 'open' | 'setOpen'>) {
  const say = useSay()
  const [isAll, setAll] = useState(false)
  const lost = row.checks.filter((one) => one.points > 0)
  const tolerated = row.checks.filter((one) => one.points === 0 && one.good < one.all)
  const shown = isAll ? lost : lost.slice(0, MOST_SHOWN)
  const isOpen = (one: CheckScore) => open?.key === lostKey(row, one)
  const toggle = (one: CheckScore, source: SourceId | undefined) => {
    if (source !== undefined) setOpen(isOpen(one) ? undefined : { key: lostKey(row, one), source, check: one.check, dataset: row.dataset, from, to })
  }
  return (
    <>
      {lost.length > 0 && (
        <ul className="lost-list">
          {shown.map((one) => (
            <li key={lostKey(row, one)}>
              <button type="button" className="lost-point" aria-expanded={isOpen(one)} data-check={one.check} onClick={() => toggle(one, row.source ?? one.source)}>
                <StatusGlyph status={one.status} />
                <b>−{points(one.points, names)}</b>
                <span>{say(`agency.check-${one.check}`)}{row.source === undefined && one.source !== undefined && `, ${names.source(one.source)}`}{one.text !== undefined && <small>{one.text[names.locale]}</small>}</span>
              </button>
              {isOpen(one) && open !== undefined && <LostRows open={open} names={names} />}
            </li>
          ))}
        </ul>
      )}
      {lost.length > MOST_SHOWN && !isAll && <button type="button" className="more" onClick={() => setAll(true)}>{say('agency.moreLost', { n: lost.length - MOST_SHOWN })}</button>}
      {row.source !== undefined && tolerated.map((one) => <small key={one.check}>{say('agency.tolerated', { check: say(`agency.check-${one.check}`), text: one.text?.[names.locale] ?? '' })}</small>)}
    </>
  )
}

const points = (value: number, names: Names): string => formatNumber(value, Number.isInteger(value) ? 0 : 1, names.locale)
const keyOf = ({ agency, source, dataset }: QualityRow): string => [source ?? agency, dataset].filter((one) => one !== undefined).join(' ')
const lostKey = (row: QualityRow, { check, source }: CheckScore): string => `${keyOf(row)} ${source ?? ''} ${check}`
const lowest = (row: QualityRow): number => Math.min(...QualityWord.options.map((word) => row[word] ?? 101))
