import { useState } from 'react'
import type { BoardAnswer, BoardDraft } from '#contract'
import { boardFilePath } from '../../../api/index.ts'
import { formatTime, useLocale, useSay } from '../../../locale/index.ts'
import { boardApi } from '../board-api.ts'
import { ProblemNote } from '../../agency/ProblemNote.tsx'
import { Dialog } from './Dialog.tsx'
import { useEditing } from './editing.ts'

const MOMENT = { day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** All that was ever published: read as a file, or brought back as the draft; nothing is overwritten. */
export function VersionsDialog({ board: { summary, versions }, open, close }: { board: BoardAnswer; open(draft: BoardDraft): void; close(): void }) {
  const say = useSay()
  const locale = useLocale()
  const { editor, catalogue } = useEditing()
  const [thrown, setThrown] = useState<unknown>()
  const restore = async (version: number) => {
    setThrown(undefined)
    try {
      await editor.flush()
      const draft = await boardApi.restoreBoard(summary.id, version)
      editor.forget()
      open(draft)
    } catch (failure) {
      setThrown(failure)
    }
  }
  return (
    <Dialog title={say('board.versions')} close={close}>
      {versions.length === 0 && <p className="desk-note">{say('board.noVersions')}</p>}
      <ol className="versions">
        {versions.map(({ version, at, by, note }) => (
          <li key={version}>
            <div><strong>{say('board.version', { n: version })}</strong><p>{formatTime(Date.parse(at), catalogue.deployment.timeZone, locale, MOMENT)} · {by}</p>{note !== undefined && <p>{note}</p>}</div>
            <div className="actions">
              <a className="button" href={boardFilePath(summary.id, version)} download={`${summary.id.slice('board.'.length)}-${version}.yaml`}>{say('board.file')}</a>
              <button type="button" onClick={() => void restore(version)}>{say('board.restore')}</button>
            </div>
          </li>
        ))}
      </ol>
      {thrown !== undefined && <ProblemNote title={say('board.restoreFailed')} thrown={thrown} />}
    </Dialog>
  )
}
