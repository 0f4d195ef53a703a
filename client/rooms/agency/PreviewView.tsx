import { type ReactNode, useId } from 'react'
import type { SubmissionPreview } from '#contract'
import { formatNumber, useSay } from '../../locale/index.ts'
import { Glyph, StatusGlyph } from '../../parts/index.ts'
import { FigureTable } from './FigureTable.tsx'
import { IssueList } from './IssueList.tsx'
import { countErrors, listIssues } from './list-issues.ts'
import type { Names } from './names.ts'
import { RowTable } from './RowTable.tsx'
import { Unlike } from './Unlike.tsx'

interface Props {
  preview: SubmissionPreview
  names: Names
  /** Where the rows stand elsewhere, as in the form. */
  isWithoutRows?: boolean
  /** What to do with it. */
  children: ReactNode
}

/** A delivery before it counts: its rows, what is wrong with them, what it would change. */
export function PreviewView({ preview, names, isWithoutRows = false, children }: Props) {
  const say = useSay()
  const id = useId()
  const issues = listIssues(preview, names.locale)
  const errors = countErrors(preview, issues)
  const notes = issues.filter(({ weight }) => weight === 'note').length
  const count = (n: number) => formatNumber(n, 0, names.locale)
  return (
    <div className="preview">
      <p className="preview-counts" role="status">
        <span><StatusGlyph status={preview.figureCount > 0 ? 'good' : 'unknown'} /><b>{count(preview.figureCount)}</b> {say('agency.countFigures')}</span>
        <span>{errors > 0 ? <Glyph priority={2} /> : <StatusGlyph status="good" />}<b>{count(errors)}</b> {say('agency.countErrors')}</span>
        {notes > 0 && <span><Glyph priority={3} /><b>{count(notes)}</b> {say('agency.countNotes')}</span>}
        <span className="preview-where">{whereOf(preview, say)}</span>
      </p>
      <div className="preview-main">
        {!isWithoutRows && preview.rows.length > 0 && <RowTable id={id} preview={preview} issues={issues} names={names} />}
        <FigureTable preview={preview} names={names} />
      </div>
      <aside className="preview-side">
        {preview.figureCount > 0 && <Unlike findings={preview.findings} names={names} />}
        <IssueList id={isWithoutRows ? undefined : id} issues={issues} errors={errors} />
        {children}
      </aside>
    </div>
  )
}

function whereOf({ sheet, headerRow, rowCount }: SubmissionPreview, say: ReturnType<typeof useSay>): string {
  const rows = say('agency.rowCount', { n: rowCount })
  const head = headerRow === undefined ? '' : `, ${say('agency.headerRow', { n: headerRow })}`
  return `${rows}${sheet === undefined ? '' : `, ${say('agency.sheet', { name: sheet })}`}${head}`
}
