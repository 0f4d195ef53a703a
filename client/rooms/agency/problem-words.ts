import { ApiProblem } from '../../api/index.ts'
import type { Say } from '../../locale/index.ts'

/** Why a request failed, as a person may read it; the server's own words where it gave some. */
export function problemInWords(thrown: unknown, say: Say): string {
  if (!(thrown instanceof ApiProblem)) return String(thrown)
  if (thrown.code === 'offline') return say('desk.offline')
  if (thrown.code === 'unauthorized') return say('desk.sessionOver')
  return thrown.code === 'unreadable' ? say('desk.unreadable', { why: thrown.detail }) : thrown.detail
}
