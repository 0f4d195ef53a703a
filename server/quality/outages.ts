import type { AccountName, Outage, OutageAsked, SourceId, SourceInfo } from '#contract'
import type { Clock } from '../clock.ts'
import { type Db, DbUnavailableError } from '../db/index.ts'
import { ApiError } from '../errors.ts'
import { createOutageStore } from './outage-store.ts'

/** Work on a source, said before it begins. What cannot be so is an `ApiError` for the person who asked, 503 while PostgreSQL is away. */
export interface Outages {
  /** Refuses what has begun: an excuse that comes afterwards is none. */
  declare(asked: OutageAsked & { source: SourceId; by: AccountName }): Promise<Outage>
  find(id: string): Promise<Outage | undefined>
  /** Takes it back, or ends it now; refuses what is over. */
  withdraw(id: string, by: AccountName): Promise<Outage>
  /** Those of the last thirty days, under way and to come. */
  list(): Promise<Outage[]>
  /** Those that touch what comes after a moment; throws `DbUnavailableError`. */
  since(at: number): Promise<Outage[]>
  /** Under way, or the next to come, by source; a few seconds old. Nothing while PostgreSQL is away. */
  current(): Promise<Map<SourceId, Pick<Outage, 'from' | 'to' | 'reason'>>>
}

const DAY_MS = 86_400_000
/** Whoever is away for longer has stopped delivering. */
const LONGEST_DAYS = 31
const AHEAD_DAYS = 366
const MOST = 500
const KEPT_MS = 5_000

export function createOutages({ db, clock, newId, sources }: { db: Db; clock: Clock; newId(): string; sources(): readonly SourceInfo[] }): Outages {
  const store = createOutageStore(db)
  let kept: { at: number; all: Promise<Outage[]> } | undefined

  const recent = (): Promise<Outage[]> => {
    const now = clock.now()
    if (kept === undefined || now - kept.at >= KEPT_MS) kept = { at: now, all: store.list(now, MOST) }
    return kept.all
  }

  return {
    async declare({ source, from, to, reason, by }) {
      const now = clock.now()
      const [begins, ends] = [Date.parse(from), Date.parse(to)]
      if (!sources().some(({ id }) => id === source)) throw new ApiError(404, 'not-found', { vi: 'Không có nguồn này', en: 'There is no such source' })
      if (begins <= now) throw new ApiError(409, 'conflict', { vi: 'Bảo trì phải được báo trước khi bắt đầu: giờ bắt đầu đã qua. Phần đã qua vẫn tính điểm; xin chọn giờ bắt đầu từ bây giờ trở đi.', en: 'Maintenance is announced before it begins: the start has passed. What has passed still counts; choose a start from now on' })
      if (ends <= begins) throw new ApiError(400, 'bad-request', { vi: 'Giờ kết thúc phải sau giờ bắt đầu', en: 'The end has to be after the start' })
      if (ends - begins > LONGEST_DAYS * DAY_MS) throw new ApiError(400, 'bad-request', { vi: `Một lần bảo trì dài nhất ${LONGEST_DAYS} ngày`, en: `Maintenance lasts at most ${LONGEST_DAYS} days` })
      if (begins - now > AHEAD_DAYS * DAY_MS) throw new ApiError(400, 'bad-request', { vi: 'Giờ bắt đầu phải trong vòng một năm tới', en: 'The start has to be within the coming year' })
      const outage: Outage = { id: newId(), source, from: iso(begins), to: iso(ends), reason, declaredBy: by, declaredAt: iso(now) }
      await store.add(outage).catch(sayUnavailable)
      kept = undefined
      return outage
    },
    find: (id) => store.find(id).catch(sayUnavailable),
    async withdraw(id, by) {
      const withdrawn = await store.withdraw(id, by, clock.now()).catch(sayUnavailable)
      if (withdrawn === undefined) throw new ApiError(409, 'conflict', { vi: 'Lần bảo trì này đã kết thúc hoặc đã được rút', en: 'This maintenance has ended or has been withdrawn' })
      kept = undefined
      return withdrawn
    },
    list: () => store.list(clock.now() - 30 * DAY_MS, MOST).catch(sayUnavailable),
    since: (at) => store.list(at, MOST),
    async current() {
      const all = await recent().catch(() => [])
      const now = clock.now()
      const next = new Map<SourceId, Pick<Outage, 'from' | 'to' | 'reason'>>()
      // Newest first: the nearest is seen last, and stays.
      for (const { source, from, to, reason, withdrawnAt } of all) if (withdrawnAt === undefined && Date.parse(to) > now) next.set(source, { from, to, reason })
      return next
    },
  }
}

function sayUnavailable(thrown: unknown): never {
  if (!(thrown instanceof DbUnavailableError)) throw thrown
  throw new ApiError(503, 'unavailable', { vi: 'Chưa báo, xem hoặc rút được bảo trì vì PostgreSQL không liên lạc được; xin thử lại sau', en: 'Maintenance cannot be announced, read or withdrawn now because PostgreSQL cannot be reached; please try again later' }, { retryAfterS: 10, cause: thrown })
}

const iso = (at: number): string => new Date(at).toISOString()
