import { BoardId } from '#contract'
import { foldText } from '../../locale/index.ts'

const LONGEST = 54

/** An id for a new board from what it is called, `Thu hồi đất` to `board.thu-hoi-dat`; with a number where it is taken. */
export function boardIdOf(title: string, taken: readonly string[]): BoardId {
  const words = foldText(title).replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, LONGEST - 'board.'.length).replaceAll(/-+$/g, '') || 'moi'
  let id = `board.${words}`
  for (let n = 2; taken.includes(id); n += 1) id = `board.${words}-${n}`
  return BoardId.parse(id)
}
