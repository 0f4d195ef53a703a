import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import type { Catalogue, SeriesQuery, SeriesView, SourceView, SystemState, WallState } from '#contract'
import type { Connection } from './connection.ts'
import { type Live, TOPIC, trailTopic } from './live.ts'
import type { Pace, Part } from './pace.ts'
import { dayIn, selectSeries } from './select.ts'
import type { Views } from './view.ts'

/** What the panels below see: one line, one catalogue. */
export interface LiveScope {
  live: Live
  views: Views
  catalogue: Catalogue
  /** Where this is, for panels that name it. */
  place: Catalogue['deployment'] & { demo: boolean }
  /** Who is drawn when; without one all are drawn at once. */
  pace?: Pace
}

export const LiveContext = createContext<LiveScope | undefined>(undefined)

/** The part of the page which is drawn by itself, and is told of its news by its pace. */
export const PartContext = createContext<Part | undefined>(undefined)

const HOUR_MS = 3_600_000

export function useLive(): LiveScope {
  const scope = useContext(LiveContext)
  if (!scope) throw new Error('no LiveContext above this component')
  return scope
}

/** The series of a panel's query as widgets take them. With `trailMs` each carries its recent past; with `everyMs` it is told of news no oftener than so. */
export function useViews(query: SeriesQuery | undefined, trailMs?: number, everyMs?: number): readonly SeriesView[] {
  const { live, views, catalogue } = useLive()
  const hour = useServerNow(HOUR_MS)
  const day = useMemo(() => dayIn(catalogue.deployment.timeZone, hour ?? 0), [catalogue, hour])
  const names = useMemo(() => selectSeries(query, catalogue, day), [query, catalogue, day])
  useEffect(() => {
    if (trailMs !== undefined) for (const series of names) live.keepTrail(series, trailMs)
  }, [live, names, trailMs])
  const topics = useMemo(
    () => [TOPIC.connection, ...names, ...(trailMs === undefined ? [] : names.map(trailTopic))],
    [names, trailMs],
  )
  const last = useRef<readonly SeriesView[]>([])
  return useTopics(topics, () => {
    const next = names.flatMap((series) => views.series(series, day, trailMs !== undefined) ?? [])
    const isSame = next.length === last.current.length && next.every((view, i) => view === last.current[i])
    if (!isSame) last.current = next
    return last.current
  }, everyMs)
}

/** All sources with their health; a panel that needs none is told of none. */
export function useSources(isWanted = true): readonly SourceView[] {
  const { views } = useLive()
  return useTopics(isWanted ? SOURCES : NOTHING, () => (isWanted ? views.sources() : NO_SOURCES))
}

export function useConnection(): Connection {
  const { live } = useLive()
  return useTopics(CONNECTION, () => live.connection())
}

export function useSystem(): SystemState | undefined {
  const { live } = useLive()
  return useTopics(SYSTEM, () => live.system())
}

/** What the wall shows now, as the line said last. */
export function useWallSaid(): WallState | undefined {
  const { live } = useLive()
  return useTopics(WALL, () => live.wallState())
}

/** Where the log stood when the whole screen was drawn last, `epoch cursor`: while a slow panel waits for its turn it stays behind. */
export function useMark(): { epoch: string; cursor: string } | undefined {
  const { live, pace } = useLive()
  const last = useMemo((): Part | undefined => pace && { tell: pace.afterAll, forget: () => undefined, now: () => 0, took: () => undefined }, [pace])
  const text = useTopics(MARK, () => JSON.stringify(live.mark()), undefined, last)
  return useMemo(() => (text === undefined ? undefined : (JSON.parse(text) as { epoch: string; cursor: string })), [text])
}

/** The server's time, in whole steps of at least a second; undefined until the server was heard. */
export function useServerNow(stepMs: number): number | undefined {
  return useAtServerTime((now) => (now === undefined ? undefined : Math.floor(now / stepMs) * stepMs))
}

/** What follows from the server's time; looked at each second, told only where it changed. */
export function useAtServerTime<T extends string | number | undefined>(read: (now: number | undefined) => T): T {
  const { live } = useLive()
  return useTopics(SECOND, () => read(live.serverNow()))
}

/** The first news at once, then what came meanwhile together. */
function atMostEvery(ms: number, told: () => void): { tell(): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isPending = false
  const tell = () => {
    isPending = true
    if (timer !== undefined) return
    isPending = false
    told()
    timer = setTimeout(() => {
      timer = undefined
      if (isPending) tell()
    }, ms)
  }
  return { tell, stop: () => clearTimeout(timer) }
}

const NOTHING: readonly string[] = []
const NO_SOURCES: readonly SourceView[] = []
const SOURCES = [TOPIC.sources, TOPIC.connection]
const CONNECTION = [TOPIC.connection]
const SECOND = [TOPIC.second, TOPIC.connection]
const SYSTEM = [TOPIC.system]
const MARK = [TOPIC.mark]
const WALL = [TOPIC.wall]

function useTopics<T>(topics: readonly string[], read: () => T, everyMs?: number, apart?: Part): T {
  const { live } = useLive()
  const around = useContext(PartContext)
  const part = apart ?? around
  const key = useMemo(() => topics.join('\n'), [topics])
  const subscribe = useCallback((told: () => void) => {
    const paced = part === undefined ? told : () => part.tell(told)
    const calm = everyMs === undefined ? { tell: paced, stop: () => undefined } : atMostEvery(everyMs, paced)
    const leave = live.subscribe(key === '' ? NOTHING : key.split('\n'), calm.tell)
    return () => {
      calm.stop()
      leave()
      part?.forget(told)
    }
  }, [live, key, everyMs, part])
  return useSyncExternalStore(subscribe, read)
}
