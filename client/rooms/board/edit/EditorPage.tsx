import { useMemo, useState } from 'react'
import type { BoardAnswer, BoardDraft, Catalogue, Wall } from '#contract'
import { LiveLine } from '../../../app/LiveLine.tsx'
import { useTheme, useTitle } from '../../../app/use-theme.ts'
import { feedsOf } from '../../../boards/index.ts'
import { useLocale, useSay } from '../../../locale/index.ts'
import type { NamedViewer } from '../../NamedOnly.tsx'
import { Bar } from './Bar.tsx'
import { EditContext, type Editing } from './editing.ts'
import { StaleChoice } from './StaleChoice.tsx'
import { useEditor } from './use-editor.ts'
import { Workbench } from './Workbench.tsx'

interface Props {
  catalogue: Catalogue
  walls: readonly Wall[]
  board: BoardAnswer
  draft: BoardDraft
  viewer: NamedViewer
  /** Another draft takes the place of this one. */
  open(draft: BoardDraft): void
}

/** One draft on the bench: the bar above, the board below, kept at every step. */
export function EditorPage({ catalogue, walls, board, draft, viewer, open }: Props) {
  const say = useSay()
  const locale = useLocale()
  const editor = useEditor(draft, viewer.name)
  const { scene } = editor.journal
  const [selected, select] = useState<string>()
  const [faults, setFaults] = useState<Editing['faults']>(NONE)
  useTheme('desk')
  useTitle(`${scene.title[locale]} · ${say('board.editing')}`)
  const feeds = useMemo(() => [...new Set([...scene.feeds, ...scene.panels.flatMap((panel) => feedsOf(panel, catalogue))])].toSorted(), [scene, catalogue])
  const editing = useMemo((): Editing => ({ editor, scene, catalogue, selected, select, faults, setFaults }), [editor, scene, catalogue, selected, faults])
  return (
    <EditContext value={editing}>
      <LiveLine feeds={feeds} catalogue={catalogue}>
        <div className="desk board-edit">
          <Bar board={board} open={open} />
          {editor.save.kind === 'stale' && <StaleChoice theirs={editor.save.theirs} open={open} />}
          <Workbench walls={walls} />
        </div>
      </LiveLine>
    </EditContext>
  )
}

const NONE: Editing['faults'] = []
