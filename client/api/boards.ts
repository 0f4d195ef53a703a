import * as z from 'zod'
import { BoardAnswer, type BoardAsked, BoardDraft, type BoardId, BoardsAnswer, BoardVersion, type DraftAsked, DraftKept, type PublishAsked, Scene, Wall } from '#contract'
import { type Fetch, ask, read } from './request.ts'

/** Boards of one's own: what is published, what is being built, and what both are made of. */
export interface BoardCalls {
  boards: () => Promise<BoardsAnswer>
  makeBoard: (asked: BoardAsked) => Promise<BoardDraft>
  board: (id: BoardId) => Promise<BoardAnswer>
  withdrawBoard: (id: BoardId) => Promise<void>
  boardDraft: (id: BoardId) => Promise<BoardDraft>
  keepBoardDraft: (id: BoardId, asked: DraftAsked) => Promise<DraftKept>
  dropBoardDraft: (id: BoardId) => Promise<void>
  publishBoard: (id: BoardId, asked: PublishAsked) => Promise<BoardVersion>
  /** A former version becomes the draft. */
  restoreBoard: (id: BoardId, version: number) => Promise<BoardDraft>
  /** The scenes of the deployment, to begin from. */
  scenes: () => Promise<Scene[]>
  walls: () => Promise<Wall[]>
}

export const boardPath = (id: BoardId): string => `/api/v1/boards/${encodeURIComponent(id)}`

/** The file of a published version, as a link takes it. */
export const boardFilePath = (id: BoardId, version: number): string => `${boardPath(id)}/versions/${version}`

export function boardCalls(fetch: Fetch): BoardCalls {
  const get = async <Schema extends z.ZodType>(path: string, schema: Schema) => read(path, await ask(fetch, path, { cache: 'no-store' }), schema)
  const send = async <Schema extends z.ZodType>(method: 'POST' | 'PUT', path: string, body: object, schema: Schema) =>
    read(path, await ask(fetch, path, { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }), schema)
  const drop = async (path: string) => {
    await ask(fetch, path, { method: 'DELETE' })
  }
  return {
    boards: () => get('/api/v1/boards', BoardsAnswer),
    makeBoard: (asked) => send('POST', '/api/v1/boards', asked, BoardDraft),
    board: (id) => get(boardPath(id), BoardAnswer),
    withdrawBoard: (id) => drop(boardPath(id)),
    boardDraft: (id) => get(`${boardPath(id)}/draft`, BoardDraft),
    keepBoardDraft: (id, asked) => send('PUT', `${boardPath(id)}/draft`, asked, DraftKept),
    dropBoardDraft: (id) => drop(`${boardPath(id)}/draft`),
    publishBoard: (id, asked) => send('POST', `${boardPath(id)}/publish`, asked, BoardVersion),
    restoreBoard: (id, version) => send('POST', `${boardPath(id)}/restore`, { version }, BoardDraft),
    scenes: () => get('/api/v1/scenes', z.array(Scene)),
    walls: () => get('/api/v1/walls', z.array(Wall)),
  }
}
