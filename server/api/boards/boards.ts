import type { BoardAnswer, BoardAsked, BoardDraft, BoardId, BoardSummary, BoardVersion, DraftAsked, DraftKept, PublishAsked, Scene } from '#contract'

interface Author {
  name: string
  address: string
}

interface Whose {
  isEditor: boolean
}

/** What the owning module does; handed in by main. The route asks for the rights, the module keeps the audit trail. */
export interface Boards {
  list(whose: Whose): Promise<BoardSummary[]>
  open(id: BoardId, whose: Whose): Promise<BoardAnswer>
  version(id: BoardId, version: number, whose: Whose): Promise<string>
  scene(id: BoardId): Promise<Scene | undefined>
  published(): Promise<Scene[]>
  drafts(): Promise<Scene[]>
  make(asked: BoardAsked, by: Author): Promise<BoardDraft>
  draft(id: BoardId): Promise<BoardDraft>
  keep(id: BoardId, asked: DraftAsked, by: Author): Promise<DraftKept>
  discard(id: BoardId, by: Author): Promise<void>
  withdraw(id: BoardId, by: Author): Promise<void>
  publish(id: BoardId, asked: PublishAsked, by: Author): Promise<BoardVersion>
  restore(id: BoardId, version: number, by: Author): Promise<BoardDraft>
}
