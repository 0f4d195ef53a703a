import type { BoardDraft, BoardId, Scene, Text } from '#contract'

/** What a board begins with: a copy under its own name, or one empty tile that listens to the first domain. */
export function firstScene({ id, title, source, domains }: { id: BoardId; title: Text; source: Scene | undefined; domains: readonly string[] }): BoardDraft['base'] {
  if (source !== undefined) return { ...source, id, title }
  return { id, title, feeds: domains.slice(0, 1), layouts: { '1x1': [['a']] }, turns: [], turnSeconds: 30, panels: [] }
}
