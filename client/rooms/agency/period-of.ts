/** Over which time scores are shown. */
export const SPANS = ['today', 'week', 'month', 'thisMonth', 'own'] as const
export type Span = (typeof SPANS)[number]

export interface OwnDays {
  /** `2026-10-01`, first and last day, both counted. */
  from: string
  to: string
}

const DAY_MS = 86_400_000

/** The span as moments, by the clock of the deployment; undefined where the days chosen make none. */
export function periodOf(span: Span, { now, timeZone, own }: { now: number; timeZone: string; own: OwnDays }): { from: string; to: string } | undefined {
  const today = dayIn(timeZone, now)
  const since = (day: string) => ({ from: iso(momentIn(timeZone, `${day}T00:00`)), to: iso(now) })
  if (span === 'today') return since(today)
  if (span === 'week') return since(dayIn(timeZone, now - 6 * DAY_MS))
  if (span === 'month') return since(dayIn(timeZone, now - 29 * DAY_MS))
  if (span === 'thisMonth') return since(`${today.slice(0, 8)}01`)
  const [from, last] = [momentIn(timeZone, `${own.from}T00:00`), momentIn(timeZone, `${own.to}T00:00`)]
  if (Number.isNaN(from) || Number.isNaN(last) || last < from || from > now) return undefined
  // The day after begins where this one ends, also where clocks are changed.
  return { from: iso(from), to: iso(Math.min(now, momentIn(timeZone, `${dayIn(timeZone, last + 1.5 * DAY_MS)}T00:00`))) }
}

/** `2026-10-15` by the clocks of a zone. */
export const dayIn = (timeZone: string, at: number): string => new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)

/** `2026-10-15T14:30` by the clocks of a zone, as a field for a moment holds it. */
export const localIn = (timeZone: string, at: number): string => `${dayIn(timeZone, at)}T${new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)}`

/** The moment at which clocks of the zone show this; not by the browser's own. NaN where it is none. */
export function momentIn(timeZone: string, local: string): number {
  const asUtc = Date.parse(`${local}Z`)
  if (Number.isNaN(asUtc)) return Number.NaN
  const offset = Date.parse(`${localIn(timeZone, asUtc)}Z`) - asUtc
  const first = asUtc - offset
  return asUtc - (Date.parse(`${localIn(timeZone, first)}Z`) - first)
}

const iso = (at: number): string => new Date(at).toISOString()
