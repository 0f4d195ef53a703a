import type { BoardDraft, DraftAsked, DraftKept } from '#contract'
import { type Journal, openJournal } from './journal.ts'
import type { Keeper } from './kept-draft.ts'

export type SaveState =
  | { kind: 'saved'; at: number }
  | { kind: 'saving' }
  /** The server does not answer; what is done is in this browser, unless even that has no room (`isKept`). */
  | { kind: 'away'; since: number; isKept: boolean }
  /** The server says no: not a matter of waiting. */
  | { kind: 'refused'; why: unknown }
  /** Somebody else changed it meanwhile. */
  | { kind: 'stale'; theirs: BoardDraft }

export interface AutosaveDeps {
  keeper: Keeper
  put(asked: DraftAsked): Promise<DraftKept>
  /** Tells a refusal for another's newer draft from all others. */
  theirs(thrown: unknown): Promise<BoardDraft | undefined>
  isAway(thrown: unknown): boolean
  now(): number
  after(ms: number, task: () => void): () => void
  told(state: SaveState): void
}

/** What a person does twice in a second goes together; nobody loses more than this and the way to the server. */
const WAIT_MS = 800
const AGAIN_MS = 2_000

export interface Autosave {
  /** At once into this browser, within a second to the server. */
  save(journal: Journal): void
  /** Sends what waits now: before it is published, or the page is left. */
  flush(): Promise<void>
  revision(): number
  stop(): void
}

/** Keeps a draft: each change at once in the browser and soon on the server, one after another, again and again while nobody answers. */
export function createAutosave(deps: AutosaveDeps, opened: { revision: number; base: unknown; isSaved: boolean; journal: Journal }): Autosave {
  let { revision, journal } = opened
  let sentBase = opened.base
  let isSaved = opened.isSaved
  let isKept = true
  let cancel: (() => void) | undefined
  let sending: Promise<void> | undefined
  let isStopped = false

  const later = (ms: number) => {
    cancel ??= deps.after(ms, () => {
      cancel = undefined
      void send()
    })
  }
  const cancelTimer = () => {
    cancel?.()
    cancel = undefined
  }

  async function attempt(): Promise<void> {
    const sent = journal
    const { base, edits, position } = sent
    deps.told({ kind: 'saving' })
    try {
      const kept = await deps.put({ revision, edits: [...edits], position, ...(base !== sentBase && { base: base as DraftAsked['base'] & object }) }) // a board's own scene
      revision = kept.revision
      sentBase = base
      isSaved = journal === sent
      if (isStopped) return
      isKept = deps.keeper.write(journal, revision, isSaved)
      if (isSaved) deps.told({ kind: 'saved', at: deps.now() })
      else later(WAIT_MS)
    } catch (thrown) {
      const theirs = await deps.theirs(thrown)
      if (theirs !== undefined) deps.told({ kind: 'stale', theirs })
      else if (deps.isAway(thrown)) {
        deps.told({ kind: 'away', since: deps.now(), isKept })
        later(AGAIN_MS)
      } else deps.told({ kind: 'refused', why: thrown })
    }
  }

  async function send(): Promise<void> {
    if (isStopped || isSaved) return
    await (sending ??= attempt().finally(() => (sending = undefined)))
  }

  if (!isSaved) later(0)
  return {
    save(next) {
      journal = next
      isSaved = false
      isKept = deps.keeper.write(journal, revision, false)
      later(WAIT_MS)
    },
    async flush() {
      cancelTimer()
      await send()
      // What was done while that was on its way.
      if (!isSaved) await send()
    },
    revision: () => revision,
    stop() {
      isStopped = true
      cancelTimer()
    },
  }
}

/** What to go on with: the server's draft, or this browser's later steps where they were made from it. `theirs` where both went on apart. */
export function pickUp(server: BoardDraft, kept: ReturnType<Keeper['read']>): { journal: Journal; revision: number; isSaved: boolean; base: unknown; theirs?: BoardDraft } {
  const theirs = openJournal(server)
  if (kept === undefined || kept.isSaved || isSame(kept, server)) return { journal: theirs, revision: server.revision, isSaved: true, base: theirs.base }
  const journal = openJournal(kept)
  if (kept.revision === server.revision) return { journal, revision: server.revision, isSaved: false, base: undefined }
  return { journal, revision: kept.revision, isSaved: false, base: undefined, theirs: server }
}

const isSame = (a: Pick<BoardDraft, 'base' | 'edits' | 'position'>, b: typeof a): boolean =>
  JSON.stringify([a.base, a.edits, a.position]) === JSON.stringify([b.base, b.edits, b.position])
