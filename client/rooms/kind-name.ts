import type { Say } from '../locale/index.ts'

/** What people call a kind of panel. */
export function kindName(kind: string, say: Say): string {
  const key = `board.kind-${kind}`
  const said = say(key)
  return said === key ? kind : said
}
