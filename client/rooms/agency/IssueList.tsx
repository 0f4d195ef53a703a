import { useSay } from '../../locale/index.ts'
import { Glyph } from '../../parts/index.ts'
import type { Issue } from './list-issues.ts'
import { cellId } from './RowTable.tsx'

const MOST = 30

/** Each fault with its place and its reason, to be mended in the sender's own file; `id` leads to the cell, where there is a table. */
export function IssueList({ id, issues, errors }: { id: string | undefined; issues: readonly Issue[]; errors: number }) {
  const say = useSay()
  const rest = Math.max(errors, issues.length) - Math.min(issues.length, MOST)
  return (
    <section className="card" aria-labelledby="issues-title">
      <header className="card-head"><h2 id="issues-title">{say(errors === 0 && issues.length > 0 ? 'agency.notes' : 'agency.issues')}</h2></header>
      {issues.length === 0 && errors === 0 && <p className="desk-empty">{say('agency.noIssues')}</p>}
      <ul className="issues">
        {issues.slice(0, MOST).map((issue) => (
          <li key={`${issue.row} ${issue.field} ${issue.reason}`}>
            <Glyph priority={issue.weight === 'error' ? 2 : 3} />
            <div>
              <b>{id === undefined || issue.row === undefined ? placeOf(issue, say) : <a href={`#${cellId(id, issue.row, issue.field)}`}>{placeOf(issue, say)}</a>}</b>
              <span>{issue.weight === 'error' && issue.text !== undefined && issue.text !== '' && !issue.reason.includes(issue.text) && `“${issue.text}”: `}{issue.reason}</span>
            </div>
          </li>
        ))}
      </ul>
      {rest > 0 && <p className="card-foot desk-note">{say('agency.moreIssues', { n: rest })}</p>}
    </section>
  )
}

function placeOf({ row, column, field }: Issue, say: ReturnType<typeof useSay>): string {
  const parts = [row === undefined ? '' : say('agency.rowNo', { n: row }), column ?? field ?? ''].filter((part) => part !== '')
  return parts.length === 0 ? say('agency.wholeFile') : parts.join(', ')
}
