import { useState } from 'react'
import type { SubmissionSource } from '#contract'
import { formatNumber, useSay } from '../../locale/index.ts'
import { ColumnList } from './ColumnList.tsx'
import { FilePick } from './FilePick.tsx'
import type { Names } from './names.ts'
import { PreviewView } from './PreviewView.tsx'
import { ProblemNote } from './ProblemNote.tsx'
import { SendBox } from './SendBox.tsx'
import { Sent } from './Sent.tsx'
import { useHandIn } from './use-hand-in.ts'

const KILO = 1_024

/** A file: chosen, read by the server, looked at row by row, handed in. */
export function FileSender({ source, names, again }: { source: SubmissionSource; names: Names; again(): Promise<void> }) {
  const say = useSay()
  const { state, read, send, reset } = useHandIn(source.id, () => void again())
  const [refusal, setRefusal] = useState<string>()
  const choose = (file: File) => {
    if (file.size > source.maxBytes) {
      reset()
      setRefusal(say('agency.tooLarge', { name: file.name, size: kilo(file.size, names), most: kilo(source.maxBytes, names) }))
      return
    }
    setRefusal(undefined)
    void read({ kind: 'file', file })
  }
  const file = 'delivery' in state && state.delivery.kind === 'file' ? state.delivery.file : undefined
  if (state.step === 'sent') return <Sent submission={state.submission} names={names} reset={reset} />
  return (
    <>
      <section className="file-card">
        <FilePick accept=".csv,.xlsx" choose={choose} title={file?.name ?? say('agency.drop')} lead={file === undefined ? say('agency.dropLead', { most: kilo(source.maxBytes, names) }) : say('agency.fileSize', { size: kilo(file.size, names) })} action={say(file === undefined ? 'agency.choose' : 'agency.chooseOther')} />
        <p className="file-state" role="status">{state.step === 'reading' ? say('agency.reading') : ''}</p>
        {refusal !== undefined && <p className="plate is-bad" role="alert">{refusal}</p>}
        {state.step === 'unreadable' && <ProblemNote title={say('agency.unreadable', { name: file?.name ?? '' })} thrown={state.thrown} />}
      </section>
      {state.step === 'read'
        ? <PreviewView preview={state.preview} names={names}><SendBox preview={state.preview} isSending={state.isSending} thrown={state.thrown} send={send} /></PreviewView>
        : <ColumnList columns={source.columns} template={`/api/v1/sources/${encodeURIComponent(source.id)}/template`} />}
    </>
  )
}

/** One digit where it says something. */
function kilo(bytes: number, { locale }: Names): string {
  if (bytes < KILO) return `${bytes} byte`
  const [value, unit] = bytes < KILO * KILO ? [bytes / KILO, 'KB'] : [bytes / KILO / KILO, 'MB']
  return `${formatNumber(value, value < 100 && !Number.isInteger(value) ? 1 : 0, locale)} ${unit}`
}
