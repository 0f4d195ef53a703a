import { BoardDraft, BoardSummary, BoardVersion, type BoardId, Scene, type Text } from '#contract'
import type { Queries, Row } from '../db/index.ts'

/** A board's row, locked while it is worked on. */
export interface Kept {
  id: BoardId
  title: Text
  version: number
  /** The last version there ever was: also of a board that was withdrawn. */
  lastVersion: number
}

/** A draft and what of it was published. */
export interface KeptDraft {
  draft: BoardDraft
  publishedRevision: number | undefined
}

export interface Published {
  scene: Scene
  file: string
}

type Ask = Pick<Queries, 'query'>

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const isDirty = '(d.board is not null and d.published_revision is distinct from d.revision)'

/** Its own SQL, nobody else's (migration 0340). Each function asks within the transaction it is given. */
export const boardStore = {
  /** All of them, or those that are published. */
  async list(db: Ask): Promise<BoardSummary[]> {
    const rows = await db.query(
      `select b.id, b.title, b.version, ${iso('v.published_at')} as at, v.published_by as by, ${isDirty} as dirty, ${iso('d.changed_at')} as changed, d.changed_by
         from board b left join board_version v on v.board = b.id and v.version = b.version left join board_draft d on d.board = b.id order by b.title ->> 'vi', b.id`,
    )
    return rows.map(summaryOf)
  },

  async find(db: Ask, id: BoardId, lock: 'locked' | 'free' = 'free'): Promise<Kept | undefined> {
    const [row] = await db.query(
      `select id, title, version, coalesce((select max(version) from board_version where board = board.id), 0) as last from board where id = $1${lock === 'locked' ? ' for update' : ''}`,
      [id],
    )
    return row && { id, title: row['title'] as Text, version: Number(row['version']), lastVersion: Number(row['last']) } // written by `add` and `change` only
  },

  /** False when the id is taken. */
  async add(db: Ask, { id, title, at, by }: { id: BoardId; title: Text; at: string; by: string }): Promise<boolean> {
    const rows = await db.query('insert into board (id, title, created_at, created_by) values ($1, $2, $3, $4) on conflict do nothing returning id', [id, JSON.stringify(title), at, by])
    return rows.length > 0
  },

  async change(db: Ask, id: BoardId, { title, version }: { title: Text; version: number }): Promise<void> {
    await db.query('update board set title = $2, version = $3 where id = $1', [id, JSON.stringify(title), version])
  },

  async remove(db: Ask, id: BoardId): Promise<void> {
    await db.query('delete from board where id = $1', [id])
  },

  async versions(db: Ask, id: BoardId): Promise<BoardVersion[]> {
    const rows = await db.query(`select version, ${iso('published_at')} as at, published_by as by, note from board_version where board = $1 order by version desc`, [id])
    return rows.map(({ note, ...row }) => BoardVersion.parse({ ...row, ...(note !== null && { note }) }))
  },

  async version(db: Ask, id: BoardId, version: number): Promise<Published | undefined> {
    const [row] = await db.query('select scene, file from board_version where board = $1 and version = $2', [id, version])
    return row && publishedOf(row)
  },

  async addVersion(db: Ask, id: BoardId, { version, at, by, note, scene, file }: BoardVersion & Published): Promise<void> {
    await db.query(
      'insert into board_version (board, version, scene, file, published_at, published_by, note) values ($1, $2, $3, $4, $5, $6, $7)',
      [id, version, JSON.stringify(scene), file, at, by, note ?? null],
    )
  },

  /** What is published now of every board. */
  async published(db: Ask): Promise<Scene[]> {
    const rows = await db.query('select v.scene, v.file from board b join board_version v on v.board = b.id and v.version = b.version order by b.id')
    return rows.map((row) => publishedOf(row).scene)
  },

  async draft(db: Ask, id: BoardId): Promise<KeptDraft | undefined> {
    const [row] = await db.query('select * from board_draft where board = $1', [id])
    return row && draftOf(row)
  },

  /** Those that differ from what is published. */
  async drafts(db: Ask): Promise<BoardDraft[]> {
    return (await db.query(`select * from board_draft d where ${isDirty} order by board`)).map((row) => draftOf(row).draft)
  },

  async keepDraft(db: Ask, { id, baseVersion, base, edits, position, revision }: BoardDraft, { at, by }: { at: string; by: string }): Promise<void> {
    await db.query(
      `insert into board_draft (board, base_version, base, edits, position, revision, changed_at, changed_by) values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (board) do update set base_version = $2, base = $3, edits = $4, position = $5, revision = $6, changed_at = $7, changed_by = $8`,
      [id, baseVersion, JSON.stringify(base), JSON.stringify(edits), position, revision, at, by],
    )
  },

  /** The draft is what is published: it stays, so that its steps may still be taken back. */
  async markPublished(db: Ask, id: BoardId, version: number): Promise<void> {
    await db.query('update board_draft set base_version = $2, published_revision = revision where board = $1', [id, version])
  },

  async markUnpublished(db: Ask, id: BoardId): Promise<void> {
    await db.query('update board_draft set published_revision = null where board = $1', [id])
  },
}

function summaryOf({ id, title, version, at, by, dirty, changed, changed_by: changedBy }: Row): BoardSummary {
  return BoardSummary.parse({
    id, title, version,
    ...(version !== 0 && { publishedAt: at, publishedBy: by }),
    ...(dirty === true && { draft: { changedAt: changed, changedBy } }),
  })
}

const publishedOf = ({ scene, file }: Row): Published => ({ scene: Scene.parse(scene), file: String(file) })

function draftOf({ board, base_version: baseVersion, base, edits, position, revision, published_revision: published }: Row): KeptDraft {
  return { draft: BoardDraft.parse({ id: board, baseVersion, base, edits, position, revision }), publishedRevision: published === null ? undefined : Number(published) }
}
