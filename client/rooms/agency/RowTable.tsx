import { Fragment, useState } from 'react'
import { type SubmissionPreview, ValueState } from '#contract'
import { type Say, useSay } from '../../locale/index.ts'
import { Glyph } from '../../parts/index.ts'
import { foldRows } from './fold-rows.ts'
import type { Issue } from './list-issues.ts'
import { cellText, type Names } from './names.ts'

type Row = SubmissionPreview['rows'][number]
interface Column { heading: string; field: string }

/** The file as its sender knows it: what is wrong stands in the cell itself, in words. Good rows far from any fault are folded. */
export function RowTable({ id, preview, issues, names }: { id: string; preview: SubmissionPreview; issues: readonly Issue[]; names: Names }) {
  const say = useSay()
  const [isWhole, setWhole] = useState(false)
  const columns = preview.columns.flatMap(({ heading, field }): Column[] => (field === undefined ? [] : [{ heading, field }]))
  const unread = preview.columns.filter(({ field, heading }) => field === undefined && heading !== '').map(({ heading }) => heading)
  const ofRow = (row: number) => issues.filter((issue) => issue.row === row)
  const faulty = new Set(issues.map(({ row }) => row))
  const strips = foldRows(preview.rows, ({ row }) => isWhole || faulty.has(row))
  const hidden = preview.rowCount - preview.rows.length
  return (
    <section className="card" aria-labelledby="rows-title">
      <header className="card-head">
        <h2 id="rows-title">{say('agency.rows')}</h2>
        {strips.some(({ kind }) => kind === 'fold') && <button type="button" onClick={() => setWhole(true)}>{say('agency.showAll', { n: preview.rows.length })}</button>}
      </header>
      <div className="scroll-x row-scroll" role="region" aria-labelledby="rows-title" tabIndex={0}>
        <table className="desk-table row-table">
          <thead><tr><th scope="col">{say('agency.row')}</th>{columns.map(({ heading, field }) => <th key={field} scope="col" className={isFigure(preview.rows, field) ? 'is-figure' : ''}>{heading}</th>)}</tr></thead>
          <tbody>
            {strips.map((strip) => (strip.kind === 'fold'
              ? <tr key={strip.key} className="is-fold"><td colSpan={columns.length + 1}><span>{say('agency.folded', { n: strip.count })}</span></td></tr>
              : <SheetRow id={id} key={strip.row.row} row={strip.row} columns={columns} issues={ofRow(strip.row.row)} names={names} />))}
          </tbody>
        </table>
      </div>
      <p className="card-foot desk-note">
        {[unread.length > 0 ? say('agency.unread', { names: unread.join(', ') }) : '', hidden > 0 ? say('agency.cut', { shown: preview.rows.length, all: preview.rowCount }) : ''].filter((text) => text !== '').join(' ')}
      </p>
    </section>
  )
}

function SheetRow({ id, row: { row, fields }, columns, issues, names }: { id: string; row: Row; columns: readonly Column[]; issues: readonly Issue[]; names: Names }) {
  const say = useSay()
  const ofCells = new Set(columns.map(({ field }) => field))
  const ofRow = issues.filter(({ field }) => field === undefined || !ofCells.has(field))
  return (
    <Fragment>
      <tr>
        <th scope="row">{row}</th>
        {columns.map(({ field }) => {
          const here = issues.filter((issue) => issue.field === field)
          const value = fields[field]
          return (
            <td key={field} id={here.length > 0 ? cellId(id, row, field) : undefined} className={`${markOf(here)}${typeof value === 'number' ? ' is-figure' : ''}`}>
              {value === undefined ? here[0]?.text : textOf(value, names, say)}
              {here.map((issue) => <Why key={issue.reason} issue={issue} />)}
            </td>
          )
        })}
      </tr>
      {ofRow.map((issue) => (
        <tr key={issue.reason} className="is-row-why">
          <th scope="row">{row}</th>
          <td colSpan={columns.length} id={cellId(id, row, issue.field)} className={markOf([issue])}><span className="row-why">{issue.text}<Why issue={issue} /></span></td>
        </tr>
      ))}
    </Fragment>
  )
}

/** Where a fault stands in the table, for those who come from the list of faults. */
export const cellId = (id: string, row: number | undefined, field: string | undefined): string => `${id}-${row ?? ''}-${field ?? ''}`

/** Of a form ids were sent, where a sheet has words. */
function textOf(value: string | number, names: Names, say: Say): string {
  if (typeof value === 'number') return cellText(value, names.locale)
  if (ValueState.safeParse(value).success) return say(`figure.${value}`)
  return names.indicator(value)?.name[names.locale] ?? cellText(names.subject(value), names.locale)
}

const Why = ({ issue: { weight, reason } }: { issue: Issue }) => (
  <span className="cell-why"><Glyph priority={weight === 'error' ? 2 : 3} /><span>{reason}</span></span>
)

const markOf = (issues: readonly Issue[]): string => (issues.length === 0 ? '' : issues.some(({ weight }) => weight === 'error') ? 'is-error' : 'is-noted')

/** A column of numbers stands at the right, its heading too. */
const isFigure = (rows: readonly Row[], field: string): boolean => rows.some(({ fields }) => typeof fields[field] === 'number')
