import * as z from 'zod'
import { type SeriesView, Status } from '#contract'
import { statusOf } from '../../parts/index.ts'

/** What the leader saw last, kept on this device alone and thrown away at sign-out. */
const Look = z.object({ at: z.number(), seen: z.record(z.string(), z.object({ status: Status, isOld: z.boolean(), value: z.union([z.number(), z.string()]).optional() })) })
export type Look = z.infer<typeof Look>

/** Whoever comes back sooner has not been away. */
export const AWAY_MS = 10 * 60_000

export type Change = { view: SeriesView; kind: 'worse' | 'better' | 'silent' | 'back' }

export function lookAt(views: readonly SeriesView[], now: number): Look {
  return { at: now, seen: Object.fromEntries(views.map((view) => [view.series, { status: statusOf(view), isOld: isOld(view), ...(view.value === undefined ? {} : { value: view.value }) }])) }
}

/** What is another matter than it was: a verdict that changed, a source that fell silent or speaks again. A figure that moved within its verdict is no news. */
export function changesSince(look: Look, views: readonly SeriesView[]): Change[] {
  return views.flatMap((view): Change[] => {
    const before = look.seen[view.series]
    if (before === undefined) return []
    if (isOld(view) !== before.isOld) return [{ view, kind: before.isOld ? 'back' : 'silent' }]
    const [was, is] = [RANK[before.status], RANK[statusOf(view)]]
    return was === is || was === 0 || is === 0 ? [] : [{ view, kind: is > was ? 'worse' : 'better' }]
  })
}

const RANK: Record<Status, number> = { unknown: 0, good: 1, watch: 2, bad: 3 }
const isOld = ({ freshness }: SeriesView): boolean => freshness === 'stale' || freshness === 'never'

/** Of a text an older page may have written otherwise: then as if never seen. */
export function readLook(text: string | null): Look | undefined {
  if (text === null) return undefined
  try {
    return Look.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
