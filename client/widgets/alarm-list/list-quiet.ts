import { type Freshness, type SeriesView, type SourceErrorKind, type SourceView, type Text, worstFreshness } from '#contract'

/** Something one waits for in vain: a whole source, parts of one that delivers otherwise, or the screen's own line. */
export interface Quiet {
  key: string
  kind: 'line' | 'source' | 'parts'
  priority: 2 | 3 | 4
  freshness: Freshness
  /** Of the source, or of the indicator whose parts are missing. */
  name: Text | undefined
  owner: Text | undefined
  error: SourceErrorKind | undefined
  isPaused: boolean
  /** When the last figure was true; unknown where none ever came. */
  since: number | undefined
  /** Names of the places that are missing. */
  places: readonly string[]
}

const PRIORITY = { stale: 2, lost: 2, late: 3, never: 3, live: 4 } as const
const NOTHING_KNOWN = { name: undefined, owner: undefined, error: undefined, isPaused: false, since: undefined, places: [] }

/**
 * Worst first, the longest silence first among equals. A silent source stands for all that hangs on it; over a cut line nobody
 * can tell who is silent, and that alone is told.
 */
export function listQuiet(sources: readonly SourceView[], views: readonly SeriesView[]): Quiet[] {
  if (sources.some(({ freshness }) => freshness === 'lost')) return [{ ...NOTHING_KNOWN, key: 'line', kind: 'line', priority: 2, freshness: 'lost' }]
  const quiet = sources.filter(({ freshness }) => freshness !== 'live')
  const silent = new Set(quiet.map(({ info }): string => info.id))
  return [...quiet.map(sourceLine), ...partLines(views, sources, silent)].toSorted((a, b) => a.priority - b.priority || (a.since ?? Infinity) - (b.since ?? Infinity))
}

const sourceLine = ({ info, owner, freshness, health }: SourceView): Quiet => ({
  key: `source ${info.id}`, kind: 'source', priority: PRIORITY[freshness], freshness, name: info.short, owner,
  error: health?.error?.kind, isPaused: health?.paused === true, since: health?.newestAt, places: [],
})

function partLines(views: readonly SeriesView[], sources: readonly SourceView[], silent: ReadonlySet<string>): Quiet[] {
  const ids = [...new Set(views.map(({ indicator }) => indicator.id))]
  return ids.flatMap((id): Quiet[] => {
    const all = views.filter(({ indicator }) => indicator.id === id)
    const missing = all.filter(({ freshness }) => freshness !== 'live')
    // What never reported has no source of its own: its neighbours tell who should have sent it.
    const source = all.find((view) => view.source !== undefined)?.source
    const [first] = missing
    if (first === undefined || source === undefined || silent.has(source.id)) return []
    const times = missing.flatMap(({ at }) => at ?? [])
    return [{
      key: `parts ${id}`, kind: 'parts', priority: 4, freshness: worstFreshness(missing.map(({ freshness }) => freshness)), name: first.indicator.short ?? first.indicator.name,
      owner: sources.find(({ info }) => info.id === source.id)?.owner, error: undefined, isPaused: false,
      since: times.length === missing.length ? Math.min(...times) : undefined, places: missing.map(({ subject }) => subject.short),
    }]
  })
}
