import {
  addEdit, type AuditEntry, type BoardAnswer, type BoardAsked, type BoardDraft, type BoardId, type BoardSummary, type BoardVersion, type DraftAsked, type DraftKept,
  type PublishAsked, type Scene, sceneOfDraft, type Text,
} from '#contract'
import type { Clock } from '../clock.ts'
import { type Db, DbUnavailableError, type Queries } from '../db/index.ts'
import { ApiError } from '../errors.ts'
import { firstScene } from './first-scene.ts'
import { boardStore as store, type Kept, type KeptDraft } from './store.ts'

export interface BoardsDeps {
  db: Db
  clock: Clock
  audit(entry: Omit<AuditEntry, 'at'>): Promise<void>
  /** The deployment's own. */
  scenes(): readonly Scene[]
  domains(): readonly string[]
  /** What is wrong with a scene, each with the path of its member; a board with faults is not published. */
  check(scene: Scene): { pointer: string; text: Text }[]
  write(scene: Scene): string
}

/** Who does it, for the trail; rights were asked before. */
export interface Author {
  name: string
  address: string
}

/** Keeps scenes that people make here: a draft with every step, what is published with every version, each on disk before it is answered. */
export interface Boards {
  list(whose: { isEditor: boolean }): Promise<BoardSummary[]>
  open(id: BoardId, whose: { isEditor: boolean }): Promise<BoardAnswer>
  /** The file of a version. */
  version(id: BoardId, version: number, whose: { isEditor: boolean }): Promise<string>
  /** What is published, for a wall; undefined when nothing is. */
  scene(id: BoardId): Promise<Scene | undefined>
  published(): Promise<Scene[]>
  drafts(): Promise<Scene[]>
  make(asked: BoardAsked, by: Author): Promise<BoardDraft>
  draft(id: BoardId): Promise<BoardDraft>
  keep(id: BoardId, asked: DraftAsked, by: Author): Promise<DraftKept>
  discard(id: BoardId, by: Author): Promise<void>
  /** Published: nobody but an editor sees it any more, versions stay. Not published: it is gone. */
  withdraw(id: BoardId, by: Author): Promise<void>
  publish(id: BoardId, asked: PublishAsked, by: Author): Promise<BoardVersion>
  restore(id: BoardId, version: number, by: Author): Promise<BoardDraft>
}

export function createBoards({ db, clock, audit, scenes, domains, check, write }: BoardsDeps): Boards {
  const now = () => new Date(clock.now()).toISOString()
  const said = (verb: string, id: BoardId, by: Author, after: object) => audit({ who: by.name, verb, thing: `board:${id}`, ip: by.address, allowed: true, after })
  const ask = <T>(work: (queries: Queries) => Promise<T>): Promise<T> => work(db).catch(sayUnavailable)
  /** One after another for each board, so that of two editors one is told. */
  const changing = <T>(id: BoardId, work: (queries: Queries, board: Kept) => Promise<T>): Promise<T> =>
    db.transaction(async (queries) => work(queries, await known(queries, id, 'locked'))).catch(sayUnavailable)

  return {
    async list({ isEditor }) {
      const all = await ask(store.list)
      return isEditor ? all : all.filter(({ version }) => version > 0).map(({ draft: _draft, ...summary }) => summary)
    },
    open: (id, { isEditor }) => ask(async (queries) => {
      const summary = (await store.list(queries)).find((one) => one.id === id)
      if (summary === undefined || (summary.version === 0 && !isEditor)) throw noBoard()
      const shown = summary.version === 0 ? undefined : await store.version(queries, id, summary.version)
      const { draft, ...seen } = summary
      return { summary: { ...seen, ...(isEditor && draft && { draft }) }, ...(shown && { scene: shown.scene, text: shown.file }), versions: await store.versions(queries, id) }
    }),
    version: (id, version, { isEditor }) => ask(async (queries) => {
      const board = await known(queries, id)
      const found = board.version === 0 && !isEditor ? undefined : await store.version(queries, id, version)
      if (found === undefined) throw new ApiError(404, 'not-found', { vi: 'Không có phiên bản này', en: 'There is no such version' })
      return found.file
    }),
    scene: (id) => ask(async (queries) => {
      const board = await store.find(queries, id)
      return board === undefined || board.version === 0 ? undefined : (await store.version(queries, id, board.version))?.scene
    }),
    published: () => ask(store.published),
    drafts: () => ask(async (queries) => (await store.drafts(queries)).flatMap((draft) => sceneOfDraft(draft) ?? [])),

    async make({ id, title, from }, by) {
      const source = from === undefined ? undefined : scenes().find((one) => one.id === from) ?? (await ask(store.published)).find((one) => one.id === from)
      if (from !== undefined && source === undefined) throw new ApiError(404, 'not-found', { vi: `Không có kịch bản hay bảng đã công bố "${from}" để sao chép`, en: `There is no published scene or board "${from}" to copy` })
      const base = firstScene({ id, title, source, domains: domains() })
      const draft: BoardDraft = { id, baseVersion: 0, base, edits: [], position: 0, revision: 0 }
      await db.transaction(async (queries) => {
        const at = now()
        if (!(await store.add(queries, { id, title, at, by: by.name }))) throw new ApiError(409, 'conflict', { vi: `Mã "${id}" đã có bảng khác dùng`, en: `Another board uses the id "${id}"` })
        await store.keepDraft(queries, draft, { at, by: by.name })
      }).catch(sayUnavailable)
      await said('board-make', id, by, { title: title.vi, from })
      return draft
    },
    draft: (id) => ask(async (queries) => (await draftOf(queries, id)).draft),
    keep: (id, { revision, base, edits, position }, by) => changing(id, async (queries, board) => {
      const { draft: before } = await draftOf(queries, id)
      if (before.revision !== revision) throw stale(before)
      if (base !== undefined && base.id !== id) throw new ApiError(400, 'bad-request', { vi: `base là của bảng "${base.id}", không phải của "${id}"`, en: `base belongs to the board "${base.id}", not to "${id}"` })
      const draft: BoardDraft = { ...before, base: base ?? before.base, edits, position, revision: revision + 1 }
      const scene = sceneOfDraft(draft)
      if (scene === undefined || sceneOfDraft({ ...draft, position: edits.length }) === undefined) throw new ApiError(400, 'bad-request', { vi: 'Các bước sửa không nối được với nhau: bản nháp chưa được lưu', en: 'The edits do not follow on from each other: the draft was not kept' })
      await store.keepDraft(queries, draft, { at: now(), by: by.name })
      if (board.lastVersion === 0) await store.change(queries, id, { title: scene.title, version: 0 })
      return { revision: draft.revision }
    }),
    async discard(id, by) {
      await changing(id, async (queries, { version, lastVersion }) => {
        const last = await store.version(queries, id, lastVersion)
        if (last === undefined) return store.remove(queries, id)
        // Its count goes on: whoever still has the discarded one open is told.
        const { draft } = await draftOf(queries, id)
        await store.keepDraft(queries, { id, baseVersion: lastVersion, base: { ...last.scene, id }, edits: [], position: 0, revision: draft.revision + 1 }, { at: now(), by: by.name })
        if (version > 0) await store.markPublished(queries, id, lastVersion)
      })
      await said('board-discard', id, by, {})
    },
    async withdraw(id, by) {
      const version = await changing(id, async (queries, board) => {
        if (board.version === 0) await store.remove(queries, id)
        else await store.change(queries, id, { title: board.title, version: 0 })
        await store.markUnpublished(queries, id)
        return board.version
      })
      await said(version === 0 ? 'board-remove' : 'board-withdraw', id, by, { version })
    },
    async publish(id, { revision, note }, by) {
      const { made, isNew } = await changing(id, async (queries, board) => {
        const { draft, publishedRevision } = await draftOf(queries, id)
        if (draft.revision !== revision) throw stale(draft)
        // Asked again after an answer that was lost: it is published already.
        const [last] = await store.versions(queries, id)
        if (last?.version === board.version && publishedRevision === revision) return { made: last, isNew: false }
        const scene = sceneOfDraft(draft)
        const errors = scene === undefined ? [] : check(scene).map(({ pointer, text }) => ({ pointer, message: text }))
        if (scene === undefined || errors.length > 0) throw new ApiError(422, 'not-publishable', { vi: `Bảng còn ${errors.length} chỗ sai, chưa công bố`, en: `${errors.length} places of the board are wrong; it was not published` }, { errors })
        const version: BoardVersion = { version: board.lastVersion + 1, at: now(), by: by.name, ...(note !== undefined && note !== '' && { note }) }
        await store.addVersion(queries, id, { ...version, scene, file: write(scene) })
        await store.change(queries, id, { title: scene.title, version: version.version })
        await store.markPublished(queries, id, version.version)
        return { made: version, isNew: true }
      })
      if (isNew) await said('board-publish', id, by, { version: made.version, note: made.note })
      return made
    },
    async restore(id, version, by) {
      const draft = await changing(id, async (queries) => {
        const former = await store.version(queries, id, version)
        if (former === undefined) throw new ApiError(404, 'not-found', { vi: 'Không có phiên bản này', en: 'There is no such version' })
        const { draft: before } = await draftOf(queries, id)
        const from = sceneOfDraft(before) as BoardDraft['base'] | undefined // a board's scene has the board's id
        if (from === undefined) throw new ApiError(409, 'conflict', { vi: 'Bản nháp hiện nay hỏng; hãy bỏ bản nháp rồi khôi phục', en: 'The present draft is broken; drop it and restore then' })
        const next = { ...addEdit(before, { do: 'replace-scene', from, to: { ...former.scene, id } }), revision: before.revision + 1 }
        await store.keepDraft(queries, next, { at: now(), by: by.name })
        return next
      })
      await said('board-restore', id, by, { version })
      return draft
    },
  }
}

/** Every board has one, from its making on; what is published is a draft too, one without a step to publish. */
async function draftOf(queries: Queries, id: BoardId): Promise<KeptDraft> {
  const kept = await store.draft(queries, id)
  if (kept === undefined) throw noBoard()
  return kept
}

async function known(queries: Queries, id: BoardId, lock: 'locked' | 'free' = 'free'): Promise<Kept> {
  const board = await store.find(queries, id, lock)
  if (board === undefined) throw noBoard()
  return board
}

const noBoard = () => new ApiError(404, 'not-found', { vi: 'Không có bảng này', en: 'There is no such board' })

const stale = (draft: BoardDraft) => new ApiError(409, 'stale-draft', { vi: 'Người khác vừa sửa bản nháp này; hãy xem bản của họ rồi chọn giữ bản nào', en: 'Somebody else has just edited this draft; look at theirs and choose which to keep' }, { more: { draft } })

function sayUnavailable(thrown: unknown): never {
  if (!(thrown instanceof DbUnavailableError)) throw thrown
  throw new ApiError(503, 'unavailable', { vi: 'Chưa đọc và chưa ghi được bảng tự tạo vì PostgreSQL không liên lạc được; màn hình theo kịch bản có sẵn vẫn chạy', en: 'Boards can be neither read nor written now because PostgreSQL cannot be reached; the shipped scenes go on' }, { retryAfterS: 10, cause: thrown })
}
