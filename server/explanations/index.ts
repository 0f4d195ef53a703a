import { type AuditEntry, type Catalogue, createAims, type Explanation, type ExplanationAsked, type ExplanationsAnswer, type FeedId, type IndicatorId, judgeByAim, type KeptSample, ownersOf, type SeriesName, splitSeries, type Text, type Thing, type Verb, type Viewer } from '#contract'
import type { Clock } from '../clock.ts'
import { DbUnavailableError, type Queries } from '../db/index.ts'
import { ApiError } from '../errors.ts'
import { createExplanationStore } from './store.ts'

export interface ExplanationsDeps {
  db: Pick<Queries, 'query'>
  clock: Clock
  newId(): string
  can(viewer: Viewer, verb: Verb, thing: Thing): boolean
  catalogue(): Catalogue
  feedOf(indicator: IndicatorId): FeedId | undefined
  latest(feeds: readonly FeedId[]): Promise<readonly KeptSample[]>
  audit(entry: Omit<AuditEntry, 'at'>): Promise<void>
}

interface Asker {
  viewer: Viewer
  address: string
}

/** Who answers for a figure that is not as it should be says why, and what is done until when; whoever sees the figure reads it. */
export interface Explanations {
  explain(asker: Asker, asked: ExplanationAsked): Promise<Explanation>
  of(viewer: Viewer, series: SeriesName): Promise<ExplanationsAnswer>
  /** The newest of each series, of one indicator or of all that may be seen. */
  newest(viewer: Viewer, indicator?: string): Promise<ExplanationsAnswer>
  /** For counting, not for showing: all written between two moments, and all that promise something for today or later. */
  between(from: number, to: number): Promise<Explanation[]>
  running(): Promise<Explanation[]>
}

const MOST_OF_ONE = 50
const MOST_LISTED = 500
const MOST_COUNTED = 5_000
const LONGEST_DAYS = 366
const DAY_MS = 86_400_000

export function createExplanations({ db, clock, newId, can, catalogue, feedOf, latest, audit }: ExplanationsDeps): Explanations {
  const store = createExplanationStore(db)
  const dayOf = (at: number) => new Intl.DateTimeFormat('en-CA', { timeZone: catalogue().deployment.timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)
  const seenFeed = (viewer: Viewer, indicator: IndicatorId): FeedId | undefined => {
    const feed = feedOf(indicator)
    return feed !== undefined && can(viewer, 'watch', { kind: 'feed', feed }) ? feed : undefined
  }
  const mayExplain = (viewer: Viewer, series: SeriesName) => viewer.kind === 'account' && ownersOf(series, catalogue()).some((thing) => can(viewer, 'explain', thing))

  /** The figure of now, or why there is nothing to explain. */
  async function lookAt(series: SeriesName, feed: FeedId): Promise<{ figure: KeptSample } | { refusal: Text }> {
    const { indicators, ...rest } = catalogue()
    const figure = (await latest([feed])).find((sample) => sample.series === series)
    const indicator = indicators.find(({ id }) => id === splitSeries(series).indicator)
    if (figure === undefined || indicator === undefined) return { refusal: { vi: 'Chỉ số này ở đây chưa có số liệu nào, nên chưa có gì để giải trình', en: 'This indicator has no figure here yet, so there is nothing to explain' } }
    const aim = createAims({ ...rest, indicators: [indicator] })(series, { period: figure.period, day: dayOf(figure.at) }, dayOf(clock.now()))
    const status = judgeByAim(figure.value, indicator, aim)
    if (status === 'unknown') return { refusal: { vi: 'Chỉ số này không có mục tiêu hay ngưỡng để so, nên không có gì để giải trình', en: 'This indicator has no target or threshold to compare with, so there is nothing to explain' } }
    return status === 'good' ? { refusal: { vi: 'Số hiện nay đã đạt, không cần giải trình nữa', en: 'The present figure is good; it needs no explanation any more' } } : { figure }
  }

  return {
    async explain({ viewer, address }, { series, why, remedy, until }) {
      const feed = seenFeed(viewer, splitSeries(series).indicator)
      // Of what somebody may not see, not even that it is there.
      if (feed === undefined) throw new ApiError(404, 'not-found', { vi: 'Không có chỉ số này', en: 'There is no such indicator' })
      const entry = { who: viewer.kind === 'account' ? viewer.name : viewer.kind, verb: 'explain', thing: `series:${series}`, ip: address }
      if (viewer.kind !== 'account' || !mayExplain(viewer, series)) {
        await audit({ ...entry, allowed: false })
        throw new ApiError(403, 'forbidden', { vi: 'Chỉ cơ quan phụ trách chỉ số, hoặc xã, phường có số này, mới giải trình được', en: 'Only the agency responsible for the indicator, or a commune with this figure, can explain it' })
      }
      const now = clock.now()
      if (until < dayOf(now)) throw new ApiError(400, 'bad-request', { vi: 'Hạn khắc phục phải từ hôm nay trở đi', en: 'It has to be put right by a day from today on' })
      if (until > dayOf(now + LONGEST_DAYS * DAY_MS)) throw new ApiError(400, 'bad-request', { vi: 'Hạn khắc phục phải trong vòng một năm tới', en: 'It has to be put right within the coming year' })
      const seen = await lookAt(series, feed).catch(sayNoFigure)
      if ('refusal' in seen) throw new ApiError(409, 'conflict', seen.refusal)
      const explanation: Explanation = {
        id: newId(), series, why: plain(why), remedy: plain(remedy), until, value: seen.figure.value, at: iso(seen.figure.at), by: viewer.name, roles: viewer.roles, writtenAt: iso(now),
      }
      await store.add(explanation).catch(sayUnavailable)
      await audit({ ...entry, allowed: true, after: { id: explanation.id, why: explanation.why, remedy: explanation.remedy, until } })
      return explanation
    },
    async of(viewer, series) {
      const feed = seenFeed(viewer, splitSeries(series).indicator)
      if (feed === undefined) throw new ApiError(404, 'not-found', { vi: 'Không có chỉ số này', en: 'There is no such indicator' })
      const explanations = await store.of(series, MOST_OF_ONE).catch(sayUnavailable)
      return { explanations, mayExplain: mayExplain(viewer, series) && (await lookAt(series, feed).then((seen) => 'figure' in seen, () => false)) }
    },
    async newest(viewer, wanted) {
      const seen = catalogue().indicators.filter(({ id }) => (wanted === undefined || id === wanted) && seenFeed(viewer, id) !== undefined).map(({ id }) => id)
      return { explanations: await store.newest(seen, MOST_LISTED).catch(sayUnavailable), mayExplain: false }
    },
    between: (from, to) => store.between(iso(from), iso(to), MOST_COUNTED).catch(sayUnavailable),
    running: () => store.running(dayOf(clock.now()), MOST_COUNTED).catch(sayUnavailable),
  }
}

/** Lines stay, other marks that steer a screen do not. */
const plain = (text: string): string => text.replace(/[^\P{Cc}\n]+/gu, ' ')

const iso = (at: number): string => new Date(at).toISOString()

function sayNoFigure(cause: unknown): never {
  throw new ApiError(503, 'unavailable', { vi: 'Chưa đọc được số hiện nay vì Redis không trả lời; chưa ghi giải trình, xin thử lại', en: 'The present figure cannot be read because Redis does not answer; the explanation was not written, please try again' }, { retryAfterS: 5, cause })
}

function sayUnavailable(thrown: unknown): never {
  if (!(thrown instanceof DbUnavailableError)) throw thrown
  throw new ApiError(503, 'unavailable', { vi: 'Chưa đọc và chưa ghi được giải trình vì PostgreSQL không liên lạc được; xin thử lại sau', en: 'Explanations can be neither read nor written now because PostgreSQL cannot be reached; please try again later' }, { retryAfterS: 10, cause: thrown })
}
