import { Catalogue, Diagram, LiveAnswer, LocalityMap, type LogIn, type MapQuery, PictureState, type Point, ReadyAnswer, Scene, SeenBriefing, SeriesAnswer, type SeriesName, SessionAnswer, trailOf, Wall, splitSeries, WallState } from '#contract'
import { type ExplanationCalls, explanationCalls } from './explanations.ts'
import { type LineageCalls, lineageCalls } from './lineage.ts'
import { type QualityCalls, qualityCalls } from './quality.ts'
import { type QuarantineCalls, quarantineCalls } from './quarantine.ts'
import { type Fetch, ask, read } from './request.ts'
import { type SubmissionCalls, submissionCalls } from './submissions.ts'
import { type UseCalls, useCalls } from './use-calls.ts'
import { backOf, trailStep } from './trail-step.ts'

export { type BoardCalls, boardCalls, boardFilePath } from './boards.ts'
export { ApiProblem } from './problem.ts'
export { rawPath, type RawText } from './lineage.ts'
export type { Delivery, MapImport } from './submissions.ts'
export { type TargetDecision, targetCalls } from './targets.ts'

/** An `img` asks here by itself; another version is another address. */
export const picturePath = (id: string, version: string): string => `/api/v1/pictures/${encodeURIComponent(id)}/bytes?v=${version.slice(0, 16)}`

export type LivePoll = { kind: 'same' } | { kind: 'new'; answer: LiveAnswer; etag: string | undefined }

/** The HTTP road: what is asked once, and the way around where websockets are refused. Answers are parsed with the contract. */
export interface Api extends SubmissionCalls, LineageCalls, QualityCalls, QuarantineCalls, ExplanationCalls, UseCalls {
  catalogue: () => Promise<Catalogue>
  wall: (id: string) => Promise<Wall>
  /** What a wall shows now. */
  wallState: (id: string) => Promise<WallState>
  scene: (id: string) => Promise<Scene>
  /** What the leaders' pages show. */
  briefing: () => Promise<SeenBriefing>
  ready: () => Promise<ReadyAnswer>
  /** The shapes of the localities. */
  map: () => Promise<LocalityMap>
  /** The shapes of those of another day or level. */
  mapOf: (query: MapQuery) => Promise<LocalityMap>
  /** A drawing whose parts take values. */
  diagram: (id: string) => Promise<Diagram>
  /** What a camera shows now; its bytes are at `picturePath`. */
  picture: (id: string) => Promise<PictureState>
  live: (feeds: readonly string[], etag: string | undefined) => Promise<LivePoll>
  /** The past of a series, `ms` back from the server's now, thinned there. */
  trail: (series: SeriesName, ms: number) => Promise<readonly Point[]>
  /** The past as the server tells it, `raw` or by days, since a moment. */
  past: (series: SeriesName, asked: { from: string; step: 'raw' | '1d' }) => Promise<SeriesAnswer>
  openSession: (token: string) => Promise<void>
  /** Who am I, and what may be logged in with. */
  session: () => Promise<SessionAnswer>
  logIn: (how: LogIn) => Promise<SessionAnswer>
  logOut: () => Promise<void>
}

export function createApi(fetch: Fetch): Api {
  const get = async <Schema extends Parameters<typeof read>[2]>(path: string, schema: Schema, accepted: readonly number[] = []) =>
    read(path, await ask(fetch, path, {}, accepted), schema)

  return {
    ...submissionCalls(fetch),
    ...lineageCalls(fetch),
    ...qualityCalls(fetch),
    ...quarantineCalls(fetch),
    ...explanationCalls(fetch),
    ...useCalls(fetch),
    catalogue: () => get('/api/v1/catalogue', Catalogue),
    wall: (id) => get(`/api/v1/walls/${encodeURIComponent(id)}`, Wall),
    wallState: (id) => get(`/api/v1/walls/${encodeURIComponent(id)}/state`, WallState),
    scene: (id) => get(`/api/v1/scenes/${encodeURIComponent(id)}`, Scene),
    briefing: () => get('/api/v1/briefing', SeenBriefing),
    // 503 carries the same answer: which part is not well.
    ready: () => get('/readyz', ReadyAnswer, [503]),
    map: () => get('/api/v1/map', LocalityMap),
    mapOf: ({ day, level }) => get(`/api/v1/map?level=${level}${day === undefined ? '' : `&day=${day}`}`, LocalityMap),
    diagram: (id) => get(`/api/v1/diagrams/${encodeURIComponent(id)}`, Diagram),
    picture: (id) => get(`/api/v1/pictures/${encodeURIComponent(id)}`, PictureState),
    async live(feeds, etag) {
      const path = `/api/v1/live?feeds=${feeds.map(encodeURIComponent).join(',')}`
      const headers = etag === undefined ? undefined : { 'If-None-Match': etag }
      const response = await ask(fetch, path, { cache: 'no-store', ...(headers && { headers }) }, [304])
      if (response.status === 304) return { kind: 'same' }
      return { kind: 'new', answer: await read(path, response, LiveAnswer), etag: response.headers.get('ETag') ?? undefined }
    },
    async trail(series, ms) {
      const { indicator, subject } = splitSeries(series)
      // Back from the server's own now, which a page that has just been opened does not know yet.
      const answer = await get(`/api/v1/series/${indicator}/${subject}?step=${trailStep(ms)}&back=${backOf(ms)}`, SeriesAnswer)
      return trailOf(answer)
    },
    past(series, { from, step }) {
      const { indicator, subject } = splitSeries(series)
      return get(`/api/v1/series/${indicator}/${subject}?step=${step}&from=${from}`, SeriesAnswer)
    },
    session: () => get('/api/v1/session', SessionAnswer),
    async logIn(how) {
      const headers = { 'Content-Type': 'application/json' }
      return read('/api/v1/session', await ask(fetch, '/api/v1/session', { method: 'POST', headers, body: JSON.stringify(how) }), SessionAnswer)
    },
    async logOut() {
      await ask(fetch, '/api/v1/session', { method: 'DELETE' })
    },
    async openSession(token) {
      const headers = { 'Content-Type': 'application/json' }
      await ask(fetch, '/api/v1/session', { method: 'POST', headers, body: JSON.stringify({ token }) })
    },
  }
}
