import { useState } from 'react'
import { useLocation } from 'wouter'
import type { BoardDraft } from '#contract'
import { useSay } from '../../../locale/index.ts'
import { Glyph } from '../../../parts/index.ts'
import { boardApi } from '../board-api.ts'
import { ProblemNote } from '../../agency/ProblemNote.tsx'
import { boardIdOf } from '../board-id.ts'
import { useEditing } from './editing.ts'

/** Somebody else changed the draft meanwhile: theirs is taken, or mine becomes a board of its own. Neither is lost by itself. */
export function StaleChoice({ theirs, open }: { theirs: BoardDraft; open(draft: BoardDraft): void }) {
  const say = useSay()
  const [, go] = useLocation()
  const { editor } = useEditing()
  const [thrown, setThrown] = useState<unknown>()
  const takeTheirs = () => {
    editor.forget()
    open(theirs)
  }
  const keepMine = async () => {
    setThrown(undefined)
    try {
      const { base, edits, position, scene } = editor.journal
      const taken = (await boardApi.boards()).map(({ id }) => id as string)
      const title = { vi: say('board.mineVi', { title: scene.title.vi }), en: say('board.mineEn', { title: scene.title.en }) }
      const id = boardIdOf(title.vi, [...taken, theirs.id])
      const made = await boardApi.makeBoard({ id, title })
      await boardApi.keepBoardDraft(id, { revision: made.revision, base: { ...base, id }, edits: [...edits], position })
      editor.forget()
      go(`/boards/${encodeURIComponent(id)}/edit`)
    } catch (failure) {
      setThrown(failure)
    }
  }
  return (
    <div className="plate is-bad stale-choice" role="alert">
      <Glyph priority={2} />
      <div>
        <strong>{say('board.staleTitle')}</strong>
        <p>{say('board.staleText')}</p>
        {thrown !== undefined && <ProblemNote title={say('board.newFailed')} thrown={thrown} />}
      </div>
      <div className="actions"><button type="button" onClick={takeTheirs}>{say('board.takeTheirs')}</button><button type="button" onClick={() => void keepMine()}>{say('board.keepMine')}</button></div>
    </div>
  )
}
