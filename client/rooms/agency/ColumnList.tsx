import type { SubmissionSource } from '#contract'
import { useSay } from '../../locale/index.ts'

const KINDS = ['number', 'date', 'period', 'text']

/** What the file must look like, before anything is chosen. */
export function ColumnList({ columns, template }: Pick<SubmissionSource, 'columns'> & { template: string }) {
  const say = useSay()
  return (
    <section className="card" aria-labelledby="columns-title">
      <header className="card-head"><h2 id="columns-title">{say('agency.columns')}</h2><span className="desk-note">{say('agency.columnsNote')}</span></header>
      <div className="scroll-x" role="region" aria-labelledby="columns-title" tabIndex={0}>
        <table className="desk-table columns-table">
          <thead><tr><th scope="col">{say('agency.column')}</th><th scope="col">{say('agency.kind')}</th><th scope="col">{say('agency.otherNames')}</th></tr></thead>
          <tbody>
            {columns.map(({ headings: [heading = '', ...others], kind, optional }) => (
              <tr key={heading}>
                <th scope="row">{heading}</th>
                <td>{KINDS.includes(kind) ? say(`agency.kind-${kind}`) : kind}{optional && <small> · {say('agency.optional')}</small>}</td>
                <td>{others.join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="card-foot"><a className="button" href={template} download>{say('agency.template')}</a></p>
    </section>
  )
}
