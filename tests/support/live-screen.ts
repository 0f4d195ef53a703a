import { LiveAnswer, type SeriesName } from '#contract'
import { connectTo, createLive, type Live, type LiveEntry } from '../../client/live/index.ts'

/** The real store of a screen on a real line; `websocketOnly`: without the way round by HTTP. */
export function openLive(url: string, feeds: readonly string[], { websocketOnly = false } = {}): Live {
  const fallback = { fetchLive: async (asked: readonly string[]) => ({ kind: 'new' as const, answer: await fetchLive(url, asked), etag: undefined }) }
  const live = createLive({ feeds, connect: connectTo(url), ...(websocketOnly ? {} : fallback) })
  live.start()
  return live
}

export async function fetchLive(url: string, feeds: readonly string[]): Promise<LiveAnswer> {
  const response = await fetch(`${url}/api/v1/live?feeds=${feeds.join(',')}`, { signal: AbortSignal.timeout(10_000) })
  if (response.status !== 200) throw new Error(`live answered ${response.status}`)
  return LiveAnswer.parse(await response.json())
}

interface Shown {
  freshness: string
  value?: unknown
  at?: number
}

/** Value, moment and freshness of each series, as one text to compare. */
export const shownBy = (live: Live): string => asText(live.series().map((series) => [series, shown(live.entry(series))]))

export const shownByServer = (answer: LiveAnswer): string =>
  asText(answer.values.map(({ series, freshness, value, at }) => [series, shown({ freshness, ...(value !== undefined && { value }), ...(at !== undefined && { at: Date.parse(at) }) })]))

const asText = (rows: [series: string, shown: Shown][]): string => JSON.stringify(rows.toSorted(([a], [b]) => (a < b ? -1 : 1)))

function shown(entry: Pick<LiveEntry, 'freshness' | 'value' | 'at'> | undefined): Shown {
  if (entry === undefined) return { freshness: 'absent' }
  const { freshness, value, at } = entry
  return { freshness, ...(value !== undefined && { value }), ...(at !== undefined && { at }) }
}

/** Looks at a screen all the time: by how many ms a value was shown as live after its due time had passed, at most. */
export function watchHonesty(live: Live): { worstMs(): number; looks(): number; stop(): void } {
  let worst = 0
  let looks = 0
  const timer = setInterval(() => {
    const now = live.serverNow()
    if (now === undefined) return
    for (const series of live.series()) {
      const entry = live.entry(series)
      if (entry?.freshness !== 'live' || entry.liveUntil === undefined) continue
      looks += 1
      worst = Math.max(worst, now - entry.liveUntil)
    }
  }, 20)
  return { worstMs: () => worst, looks: () => looks, stop: () => clearInterval(timer) }
}

export const freshnessOf = (live: Live, series: string): string | undefined => live.entry(series as SeriesName)?.freshness // a name of the catalogue
