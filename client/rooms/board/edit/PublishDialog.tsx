import { type FormEvent, useId, useState } from 'react'
import { useLocation } from 'wouter'
import type { BoardId, Scene } from '#contract'
import { ApiProblem } from '../../../api/index.ts'
import { useLocale, useSay } from '../../../locale/index.ts'
import { boardApi } from '../board-api.ts'
import { ProblemNote } from '../../agency/ProblemNote.tsx'
import { Dialog } from './Dialog.tsx'
import { type PublishFault, useEditing } from './editing.ts'
import { panelName } from './names-of.ts'

/** From here on everybody sees it: with a word of why, and what stands in the way at the panel where it is. */
export function PublishDialog({ id, close }: { id: BoardId; close(): void }) {
  const say = useSay()
  const locale = useLocale()
  const field = useId()
  const [, go] = useLocation()
  const { editor, scene, catalogue, faults, setFaults, select } = useEditing()
  const [note, setNote] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [thrown, setThrown] = useState<unknown>()
  const publish = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setThrown(undefined)
    setFaults([])
    try {
      const revision = await editor.flush()
      await boardApi.publishBoard(id, { revision, ...(note.trim() !== '' && { note: note.trim() }) })
      editor.forget()
      go(`/boards/${encodeURIComponent(id)}`)
    } catch (failure) {
      const found = failure instanceof ApiProblem && failure.code === 'not-publishable' ? failure.errors.map((error) => faultOf(error, scene)) : []
      setFaults(found)
      setThrown(found.length > 0 ? undefined : failure)
      setBusy(false)
    }
  }
  const open = (panel: string | undefined) => {
    select(panel)
    close()
  }
  const nameOf = (panelId: string | undefined) => {
    const panel = scene.panels.find((one) => one.id === panelId)
    return panel === undefined ? say('board.whole') : panelName(panel, catalogue, { locale, say })
  }
  return (
    <Dialog title={say('board.publish')} close={close}>
      <form onSubmit={(event) => void publish(event)}>
        <p>{say('board.publishText')}</p>
        <div className="field"><label htmlFor={field}>{say('board.note')}</label><textarea id={field} rows={3} maxLength={500} value={note} onChange={({ target }) => setNote(target.value)} /></div>
        {faults.length > 0 && (
          <div className="plate is-bad" role="alert">
            <div>
              <strong>{say('board.notYet', { n: faults.length })}</strong>
              <ul>{faults.map((fault) => <li key={`${fault.panel} ${fault.message}`}>{fault.message} <button type="button" className="is-link" onClick={() => open(fault.panel)}>{say('board.goTo', { name: nameOf(fault.panel) })}</button></li>)}</ul>
            </div>
          </div>
        )}
        {thrown !== undefined && <ProblemNote title={say('board.publishFailed')} thrown={thrown} />}
        <div className="actions"><button type="submit" className="is-primary" disabled={isBusy}>{say('board.publish')}</button></div>
      </form>
    </Dialog>
  )
}

/** `/panels/3/query` is a place in the scene as it was sent. */
function faultOf({ pointer, message }: { pointer: string; message: string }, { panels }: Scene): PublishFault {
  const index = /^\/panels\/(?<index>\d+)/.exec(pointer)?.groups?.['index']
  return { panel: index === undefined ? undefined : panels[Number(index)]?.id, message }
}
