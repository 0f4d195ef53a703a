import * as z from 'zod'
import { SourceError } from '#kit'
import type { MetricRecord } from './parse-exposition.ts'

/** Counter values by series. */
export type Counters = ReadonlyMap<string, number>

const MAX_SERIES = 2_000
/** An average over a longer gap would be shown as if it were the present. */
const MAX_GAP_MS = 3_600_000

const Bookmark = z.object({ at: z.number(), counters: z.array(z.tuple([z.string(), z.number()])).max(MAX_SERIES) })

/** The name of one series: metric and labels in a fixed order. */
export const seriesKey = ({ name, labels }: Pick<MetricRecord, 'name' | 'labels'>): string =>
  `${name}${JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)))}`

/** The counters of this pass, to be read by the next. Empty when nothing is to be remembered. */
export function rememberCounters(records: readonly MetricRecord[], now: number, host: string): string {
  const counters = records.flatMap((record) => (typeof record.value === 'number' ? [[seriesKey(record), record.value] as const] : []))
  if (counters.length > MAX_SERIES) throw new SourceError('config', { vi: `${host}: mục "rates" và "compute" chọn quá ${MAX_SERIES} chuỗi; thêm nhãn để chọn ít hơn`, en: `${host}: "rates" and "compute" choose more than ${MAX_SERIES} series; add labels to choose fewer` })
  return counters.length === 0 ? '' : JSON.stringify({ at: now, counters })
}

/** The pass before; undefined at a first pass, after too long a gap, or when the clock went back. */
export function recallCounters(bookmark: string | undefined, now: number): { counters: Counters; elapsedMs: number } | undefined {
  const known = Bookmark.safeParse(parseOrNothing(bookmark))
  if (!known.success) return undefined
  const elapsedMs = now - known.data.at
  return elapsedMs > 0 && elapsedMs <= MAX_GAP_MS ? { counters: new Map(known.data.counters), elapsedMs } : undefined
}

function parseOrNothing(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
