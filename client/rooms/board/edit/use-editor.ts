import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import type { BoardDraft, SceneEdit } from '#contract'
import { ApiProblem } from '../../../api/index.ts'
import { amend, type Autosave, createAutosave, type Journal, keepDraft, pickUp, redo, type SaveState, step, undo } from '../../../boards/index.ts'
import { boardApi } from '../board-api.ts'

/** Steps at one field within so long are one step: a title is not taken back letter by letter. */
const ONE_STEP_MS = 1_500

export interface Editor {
  journal: Journal
  save: SaveState
  /** Does one thing to the board. Of two with the same `field`, soon after one another, one can be taken back. */
  act(edit: SceneEdit | undefined, field?: string): void
  /** Several that belong together, the last of which counts. */
  undo(): void
  redo(): void
  /** All that was done is on the server; answers the revision it has there. */
  flush(): Promise<number>
  /** This browser forgets its own copy: another draft takes its place. */
  forget(): void
}

/** A draft being worked on, kept at every step. */
export function useEditor(opened: BoardDraft, who: string): Editor {
  const [begun] = useState(() => begin(opened, who))
  const [journal, setJournal] = useState(begun.journal)
  const [save, setSave] = useState<SaveState>(() => (begun.theirs === undefined ? { kind: 'saved', at: Date.now() } : { kind: 'stale', theirs: begun.theirs }))
  const newest = useRef(journal)
  const last = useRef<{ field: string; at: number }>(undefined)
  const autosave = useRef<Autosave>(undefined)
  const tell = useEffectEvent(setSave)
  useEffect(() => {
    if (begun.theirs !== undefined) return undefined
    const own = createAutosave({
      keeper: begun.keeper, put: (asked) => boardApi.keepBoardDraft(opened.id, asked), theirs: (thrown) => theirsOf(opened, thrown), isAway,
      now: () => Date.now(), after: (ms, task) => later(ms, task), told: (state) => tell(state),
    }, { ...begun, journal: newest.current })
    autosave.current = own
    return () => void own.flush().finally(() => own.stop())
  }, [begun, opened])

  const go = useCallback((next: Journal) => {
    newest.current = next
    setJournal(next)
    autosave.current?.save(next)
  }, [])
  const act = useCallback((edit: SceneEdit | undefined, field?: string) => {
    if (edit === undefined) return
    const now = Date.now()
    const isSameField = field !== undefined && last.current?.field === field && now - last.current.at < ONE_STEP_MS
    last.current = field === undefined ? undefined : { field, at: now }
    go(isSameField ? amend(newest.current, edit) : step(newest.current, edit))
  }, [go])
  const move = useCallback((how: (journal: Journal) => Journal) => {
    last.current = undefined
    go(how(newest.current))
  }, [go])
  return useMemo(() => ({
    journal, save, act,
    undo: () => move(undo),
    redo: () => move(redo),
    flush: async () => {
      await autosave.current?.flush()
      return autosave.current?.revision() ?? opened.revision
    },
    forget: () => {
      autosave.current?.stop()
      begun.keeper.forget()
    },
  }), [journal, save, act, move, begun, opened])
}

function begin(opened: BoardDraft, who: string) {
  const keeper = keepDraft(window.localStorage, opened.id, who)
  return { ...pickUp(opened, keeper.read()), keeper }
}

async function theirsOf({ id }: BoardDraft, thrown: unknown): Promise<BoardDraft | undefined> {
  return thrown instanceof ApiProblem && thrown.code === 'stale-draft' ? boardApi.boardDraft(id).catch(() => undefined) : undefined
}

const isAway = (thrown: unknown): boolean => !(thrown instanceof ApiProblem) || thrown.code === 'offline' || thrown.code === 'unreadable' || thrown.status >= 500 || thrown.code === 'too-many-requests' || thrown.code === 'stale-draft'

function later(ms: number, task: () => void): () => void {
  const timer = setTimeout(task, ms)
  return () => clearTimeout(timer)
}
