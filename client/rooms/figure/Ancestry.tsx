import type { Lineage, LineageBasis, SeriesName, SeriesView, SourceId } from '#contract'
import { formatNumber, unitText, useSay } from '../../locale/index.ts'
import { statusOf, verdictOf, ViewGlyph } from '../../parts/index.ts'
import { type Names, periodText } from '../agency/names.ts'
import { FigureLinks } from './FigureLinks.tsx'
import { InputTable } from './InputTable.tsx'
import { RawAnswers } from './RawAnswers.tsx'
import { valueOf } from './value-of.ts'
import './figure.css'

interface Props {
  lineage: Lineage
  /** The figure with what it is held against; undefined where the catalogue no longer knows its indicator. */
  view: SeriesView | undefined
  names: Names
  onOpen(series: SeriesName, at: string | undefined): void
}

/** The way back from one figure, top to bottom: the figure, the rule or the pass, the record, the bytes. */
export function Ancestry({ lineage, view, names, onOpen }: Props) {
  const say = useSay()
  const { formula, run, record, told } = lineage
  const { info } = names.series(lineage.series)
  return (
    <div className="ancestry">
      <FigureHead lineage={lineage} view={view} names={names} />
      {info !== undefined && <FigureLinks series={lineage.series} indicator={info} />}
      {told.length > 1 && (
        <section>
          <h3>{say('lineage.corrected')}</h3>
          <ul className="told">
            {told.map((one, i) => (
              <li key={`${one.run} ${one.receivedAt}`}>
                <b>{valueOf(one.value, lineage.series, names)}</b> {i === 0 ? say('lineage.inForce') : say('lineage.before')}
                <small>{names.moment(one.receivedAt)} · {names.source(one.source)}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
      {formula !== undefined && (
        <section>
          <h3>{say(`lineage.rule-${formula.kind}`)}</h3>
          <p className="rule-text">{formula.text[names.locale]}{formula.version !== undefined && <small>{say('lineage.version', { version: formula.version })}</small>}</p>
          <InputTable formula={formula} names={names} onOpen={onOpen} />
        </section>
      )}
      {run !== undefined && (
        <section>
          <h3>{say('lineage.pass')}</h3>
          <dl>
            <div><dt>{say('lineage.receivedAt')}</dt><dd>{names.moment(run.endedAt)}</dd></div>
            <div><dt>{say('lineage.accepted')}</dt><dd>{formatNumber(run.accepted, 0, names.locale)}</dd></div>
            <div><dt>{say('lineage.rejected')}</dt><dd>{formatNumber(run.rejected, 0, names.locale)}</dd></div>
          </dl>
          {run.rejects.length > 0 && (
            <details>
              <summary>{say('lineage.rejects')}</summary>
              <ul>{run.rejects.map((reject) => <li key={`${reject.index} ${reject.code} ${reject.reason.vi}`}>{say('lineage.recordNo', { n: reject.index + 1 })}: {reject.reason[names.locale]}</li>)}</ul>
            </details>
          )}
        </section>
      )}
      {record !== undefined && (
        <section>
          <h3>{record.basis === undefined ? say('lineage.record', { n: record.index + 1 }) : say('lineage.between')}</h3>
          {record.pointer !== undefined && <p>{say('lineage.readFrom')} <code>{record.pointer}</code>{record.scale !== undefined && <> × {formatNumber(record.scale, 0, names.locale)}</>}</p>}
          {record.value !== lineage.value && <p className="plate is-bad">{say('lineage.mappingChanged', { value: valueOf(record.value, lineage.series, names) })}</p>}
          <pre tabIndex={0}>{record.text}</pre>
          {record.basis !== undefined && <Basis basis={record.basis} nowAt={lineage.at} source={lineage.source.id} names={names} />}
        </section>
      )}
      {lineage.noRecord !== undefined && <p className="plate">{say(`lineage.no-${lineage.noRecord}`)}</p>}
      {run !== undefined && <RawAnswers source={lineage.source.id} run={run} names={names} />}
    </div>
  )
}

/** What a figure between two passes was computed from: then, and now. */
function Basis({ basis, nowAt, source, names }: { basis: LineageBasis; nowAt: string; source: SourceId; names: Names }) {
  const say = useSay()
  return (
    <div className="basis">
      <div><h4>{say('lineage.then', { at: names.clock(basis.before.at) })}</h4><pre tabIndex={0} data-basis="before">{basis.before.text}</pre></div>
      <div><h4>{say('lineage.now', { at: names.clock(nowAt) })}</h4><pre tabIndex={0} data-basis="now">{basis.now}</pre></div>
      <RawAnswers source={source} run={{ id: basis.before.run, raw: basis.before.raw }} names={names} title={say('lineage.rawBefore')} />
    </div>
  )
}

function FigureHead({ lineage, view, names }: Pick<Props, 'lineage' | 'view' | 'names'>) {
  const say = useSay()
  const { series, value, at, coverage, period, state, origin, source, suspect } = lineage
  const { indicator, subject, info } = names.series(series)
  return (
    <header>
      <h2>{indicator}</h2>
      <p>{subject}</p>
      <p className="big-figure" data-series={series} data-value={value} data-at={at} data-freshness={lineage.freshness}>{valueOf(value, series, names)}{info !== undefined && info.unit !== '' && <span className="unit">{unitText(info.unit, names.locale)}</span>}</p>
      {view !== undefined && <Verdict view={view} names={names} />}
      <p className="head-facts">
        <span>{say('lineage.trueAt', { at: names.moment(at) })}</span>
        {period !== undefined && <span>{say('lineage.period', { period: periodText(period) })}</span>}
        {coverage !== undefined && <span>{say('lineage.coverage', { ...coverage })}</span>}
        {state !== undefined && <span>{say(`figure.${state}`)}</span>}
        {suspect === true && <span>{say('lineage.suspect')}</span>}
        <span>{names.source(source.id)}{origin !== 'real' && <em> {say(`lineage.origin-${origin}`)}</em>}</span>
      </p>
    </header>
  )
}

/** How it stands, by the same judge as on the leaders' pages and the walls. */
function Verdict({ view, names: { locale } }: { view: SeriesView; names: Names }) {
  const { word, rest } = verdictOf(view, locale)
  return <p className="figure-verdict" data-status={statusOf(view)}><ViewGlyph freshness={view.freshness} status={statusOf(view)} /><b>{word}</b> {rest}</p>
}
