import { useState } from 'react'
import { Link } from 'wouter'
import type { BoardAnswer, BoardDraft } from '#contract'
import { canRedo, canUndo } from '../../../boards/index.ts'
import { useLocale, useSay } from '../../../locale/index.ts'
import { DropDialog } from './DropDialog.tsx'
import { useEditing } from './editing.ts'
import { Turn } from './Icons.tsx'
import { PublishDialog } from './PublishDialog.tsx'
import { SaveWords } from './SaveWords.tsx'
import { VersionsDialog } from './VersionsDialog.tsx'

type Asked = 'publish' | 'versions' | 'drop'

/** What this is, whether it is safe and whether others see it, and what can be done with the whole of it. */
export function Bar({ board, open }: { board: BoardAnswer; open(draft: BoardDraft): void }) {
  const say = useSay()
  const locale = useLocale()
  const { editor, scene } = useEditing()
  const [asked, ask] = useState<Asked>()
  const { id, version } = board.summary
  const close = () => ask(undefined)
  return (
    <header className="edit-bar">
      <Link href="/boards" className="button">{say('board.back')}</Link>
      <div className="edit-title">
        <h1>{scene.title[locale]}</h1>
        <div><b className="draft-mark">{say('board.draft')}</b><SaveWords save={editor.save} /><span>{version === 0 ? say('board.unpublished') : say('board.shown', { n: version })}</span></div>
      </div>
      <div className="actions">
        <button type="button" disabled={!canUndo(editor.journal)} onClick={editor.undo} title="Ctrl+Z"><Turn />{say('board.undo')}</button>
        <button type="button" disabled={!canRedo(editor.journal)} onClick={editor.redo} title="Ctrl+Shift+Z"><Turn isForth />{say('board.redo')}</button>
        <button type="button" onClick={() => ask('versions')}>{say('board.versions')}</button>
        {version > 0 && <Link href={`/boards/${encodeURIComponent(id)}`} className="button">{say('board.see')}</Link>}
        {version > 0 && <button type="button" onClick={() => ask('drop')}>{say('board.drop')}</button>}
        <button type="button" className="is-primary" disabled={editor.save.kind === 'stale'} onClick={() => ask('publish')}>{say('board.publish')}</button>
      </div>
      {asked === 'publish' && <PublishDialog id={id} close={close} />}
      {asked === 'versions' && <VersionsDialog board={board} open={open} close={close} />}
      {asked === 'drop' && <DropDialog id={id} close={close} />}
    </header>
  )
}
