import { type LineageFormula, type SeriesName, splitSeries } from '#contract'
import { useSay } from '../../locale/index.ts'
import type { Names } from '../agency/names.ts'
import { valueOf } from './value-of.ts'

const rank = ({ value, counted }: LineageFormula['inputs'][number]) => (value === undefined ? 0 : counted === false ? 1 : 2)

/** What a figure was computed from; those that are missing first, because they are why a part is no whole. */
export function InputTable({ formula, names, onOpen }: { formula: LineageFormula; names: Names; onOpen(series: SeriesName, at: string | undefined): void }) {
  const say = useSay()
  const inputs = formula.inputs.toSorted((a, b) => rank(a) - rank(b))
  const isOneIndicator = new Set(inputs.map(({ series }) => splitSeries(series).indicator)).size === 1
  return (
    <>
      <div className="scroll-x inputs">
        <table className="desk-table">
          <thead><tr><th>{say('lineage.input')}</th><th className="is-figure">{say('lineage.value')}</th><th>{say('lineage.at')}</th></tr></thead>
          <tbody>
            {inputs.map(({ series, value, at, coverage, counted }) => {
              const { indicator, subject } = names.series(series)
              return (
                <tr key={series}>
                  <th scope="row">
                    {value === undefined ? subject : <button type="button" className="input-link" onClick={() => onOpen(series, at)}>{subject}</button>}
                    {!isOneIndicator && <small>{indicator}</small>}
                  </th>
                  <td className="is-figure">{value === undefined ? say('lineage.missing') : valueOf(value, series, names)}{coverage !== undefined && <small>{say('lineage.coverage', { ...coverage })}</small>}</td>
                  <td>{at === undefined ? '–' : names.moment(at)}{value !== undefined && counted === false && <small>{say('lineage.notCounted')}</small>}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {formula.inputCount > inputs.length && <p className="desk-note">{say('lineage.moreInputs', { n: formula.inputCount - inputs.length })}</p>}
    </>
  )
}
