import { useState } from 'react'
import { useLocation } from 'wouter'
import type { BoardId } from '#contract'
import { useSay } from '../../../locale/index.ts'
import { boardApi } from '../board-api.ts'
import { ProblemNote } from '../../agency/ProblemNote.tsx'
import { Dialog } from './Dialog.tsx'
import { useEditing } from './editing.ts'

/** All that was not published goes: asked once more, because it does not come back. */
export function DropDialog({ id, close }: { id: BoardId; close(): void }) {
  const say = useSay()
  const [, go] = useLocation()
  const { editor } = useEditing()
  const [thrown, setThrown] = useState<unknown>()
  const drop = async () => {
    try {
      editor.forget()
      await boardApi.dropBoardDraft(id)
      go(`/boards/${encodeURIComponent(id)}`)
    } catch (failure) {
      setThrown(failure)
    }
  }
  return (
    <Dialog title={say('board.drop')} close={close}>
      <p>{say('board.dropText')}</p>
      {thrown !== undefined && <ProblemNote title={say('board.dropFailed')} thrown={thrown} />}
      <div className="actions"><button type="button" onClick={() => void drop()}>{say('board.dropNow')}</button><button type="button" autoFocus onClick={close}>{say('board.keep')}</button></div>
    </Dialog>
  )
}
