import { useState } from 'react'
import type { Catalogue, SubmissionSource } from '#contract'
import { formatTime, type Locale, useLocale, useSay } from '../../locale/index.ts'
import type { NamedViewer } from '../NamedOnly.tsx'
import { FormRow } from './FormRow.tsx'
import { type Issue, listIssues } from './list-issues.ts'
import type { Names } from './names.ts'
import { PreviewView } from './PreviewView.tsx'
import { ProblemNote } from './ProblemNote.tsx'
import { SendBox } from './SendBox.tsx'
import { Sent } from './Sent.tsx'
import { faultsOf, fieldOfForm, formOf, type TypedFaults, type TypedRow } from './typed-row.ts'
import { type HandInState, useHandIn } from './use-hand-in.ts'

interface Props {
  source: SubmissionSource
  names: Names
  catalogue: Catalogue
  viewer: NamedViewer
  again(): Promise<void>
}

const MOST_ROWS = 200

/** Figures typed here: line by line, looked at by the server, handed in. */
export function FormSender({ source, names, catalogue, viewer, again }: Props) {
  const say = useSay()
  const locale = useLocale()
  const [only = '', ...others] = source.indicators
  const empty: TypedRow = { id: 1, indicator: others.length === 0 ? only : '', subject: '', day: today(catalogue), period: '', value: '', state: '' }
  const [rows, setRows] = useState<TypedRow[]>([empty])
  const [isChecked, setChecked] = useState(false)
  const { state, read, send, reset } = useHandIn(source.id, () => {
    setRows([empty])
    setChecked(false)
    void again()
  })
  /** What was looked at is no longer what stands in the form. */
  const change = (changed: TypedRow[]) => {
    setRows(changed)
    if (state.step !== 'empty') reset()
  }
  const look = () => {
    const form = formOf(rows)
    setChecked(true)
    if (form !== undefined) void read({ kind: 'form', form })
  }
  if (state.step === 'sent') return <Sent submission={state.submission} names={names} reset={reset} />
  return (
    <>
      <form
        className="card form-card" noValidate
        onSubmit={(event) => {
          event.preventDefault()
          look()
        }}
      >
        <ol>
          {rows.map((row, i) => (
            <FormRow
              key={row.id} row={row} number={i + 1} source={source} names={names} catalogue={catalogue} viewer={viewer}
              faults={isChecked ? { ...saidBy(state, i + 1, locale), ...sayAll(faultsOf(row), say) } : {}}
              change={(changed) => change(rows.map((one) => (one.id === row.id ? changed : one)))}
              remove={rows.length > 1 ? () => change(rows.filter(({ id }) => id !== row.id)) : undefined}
            />
          ))}
        </ol>
        <div className="actions">
          <button type="button" disabled={rows.length >= MOST_ROWS} onClick={() => change([...rows, nextRow(rows, empty)])}>{say('agency.addRow')}</button>
          <button type="submit" className={state.step === 'read' ? '' : 'is-primary'} disabled={state.step === 'reading'}>{say(state.step === 'reading' ? 'agency.reading' : 'agency.look')}</button>
          <span role="status" className="desk-note">{isChecked && formOf(rows) === undefined ? say('agency.mendFirst') : ''}</span>
        </div>
        {state.step === 'unreadable' && <ProblemNote title={say('agency.formUnreadable')} thrown={state.thrown} />}
      </form>
      {state.step === 'read' && <PreviewView preview={state.preview} names={names} isWithoutRows><SendBox preview={state.preview} isSending={state.isSending} thrown={state.thrown} send={send} /></PreviewView>}
    </>
  )
}

const today = ({ deployment }: Catalogue): string => formatTime(Date.now(), deployment.timeZone, 'vi', { day: '2-digit', month: '2-digit', year: 'numeric' })

/** Like the last line, without its value: figures mostly come in rows of one kind. */
const nextRow = (rows: readonly TypedRow[], empty: TypedRow): TypedRow => ({ ...(rows.at(-1) ?? empty), id: Math.max(0, ...rows.map(({ id }) => id)) + 1, value: '' })

const sayAll = (faults: TypedFaults, say: ReturnType<typeof useSay>): TypedFaults =>
  Object.fromEntries(Object.entries(faults).map(([field, key]) => [field, say(key)]))

/** What the server found in line `number`, in its own words, by field; of a whole line it stands beside the value. */
function saidBy(state: HandInState, number: number, locale: Locale): TypedFaults {
  if (state.step !== 'read') return {}
  const issues: Issue[] = listIssues(state.preview, locale).filter(({ row }) => row === number)
  return Object.fromEntries(issues.map(({ field, reason }) => [fieldOfForm(field) ?? 'value', reason]))
}
