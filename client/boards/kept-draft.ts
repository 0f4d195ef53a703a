import * as z from 'zod'
import { BoardDraft } from '#contract'
import type { Journal } from './journal.ts'

/** As much of a browser's storage as is used here. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** A draft as this browser has it: `isSaved` once the server has it, too. */
const KeptDraft = BoardDraft.pick({ base: true, edits: true, position: true, revision: true }).extend({ isSaved: z.boolean() })
export type KeptDraft = z.infer<typeof KeptDraft>

/** By who works: two persons at one desk do not find each other's steps. */
const keyOf = (board: string, who: string): string => `ioc-board:${who}:${board}`

export interface Keeper {
  read(): KeptDraft | undefined
  /** False where the browser keeps nothing: no room, or not allowed. */
  write(journal: Journal, revision: number, isSaved: boolean): boolean
  forget(): void
}

export function keepDraft(shelf: Shelf, board: string, who: string): Keeper {
  const key = keyOf(board, who)
  return {
    read() {
      try {
        const parsed = KeptDraft.safeParse(JSON.parse(shelf.getItem(key) ?? 'null'))
        return parsed.success ? parsed.data : undefined
      } catch {
        return undefined
      }
    },
    write({ base, edits, position }, revision, isSaved) {
      try {
        shelf.setItem(key, JSON.stringify({ base, edits, position, revision, isSaved }))
        return true
      } catch {
        return false
      }
    },
    forget() {
      try {
        shelf.removeItem(key)
      } catch {
        // Storage that is forbidden holds nothing to forget.
      }
    },
  }
}
