import { type RedPath, Role, type Screen, type UseAnswer, type UseRole, type Viewer } from '#contract'
import type { Clock } from '../clock.ts'
import { type Db, DbUnavailableError } from '../db/index.ts'
import { ApiError, describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import { type Opened, useStore as store } from './store.ts'

export { createRedPath, type RedPathDeps } from './red-path.ts'

export interface UseDeps {
  db: Db
  clock: Clock
  log: Log
  timeZone(): string
  /** How long a red figure waits for its explanation, between two moments. */
  redPath(from: number, to: number): Promise<RedPath>
  /** The first moment of a day by local clocks. */
  startOf(day: string): number
}

/** Counts which pages are opened by which roles, and by nobody in particular: a count is all that is ever kept. */
export interface Use {
  start(): void
  stop(): Promise<void>
  /** Waits for nothing; what the database cannot take now is written with the next. */
  opened(viewer: Viewer, screen: Screen): void
  report(from: string, to: string): Promise<UseAnswer>
}

const WRITE_EVERY_MS = 10_000
const TIDY_EVERY_MS = 3_600_000
const LAST_WRITE_MS = 2_000
const DAY_MS = 86_400_000
export const KEPT_DAYS = 400
/** Pages by roles by hours of more than a week without a database: beyond it nothing is counted. */
const MOST_WAITING = 50_000

export function createUse({ db, clock, log, timeZone, redPath, startOf }: UseDeps): Use {
  let waiting = new Map<string, Opened>()
  let writing: Promise<void> = Promise.resolve()
  let cancel: (() => void)[] = []

  function add(one: Opened): void {
    const key = `${one.day} ${one.hour} ${one.role} ${one.screen}`
    const known = waiting.get(key)
    if (known !== undefined) known.opened += one.opened
    else if (waiting.size < MOST_WAITING) waiting.set(key, one)
  }

  async function writeWaiting(): Promise<void> {
    if (waiting.size === 0) return
    const taken = [...waiting.values()]
    waiting = new Map()
    try {
      await store.add(db, taken)
    } catch (thrown) {
      for (const one of taken) add(one)
      if (!(thrown instanceof DbUnavailableError)) log.warn({ reason: describeError(thrown) }, 'use of screens was not written')
    }
  }
  const write = () => (writing = writing.then(writeWaiting))

  const hourOf = (at: number): { day: string; hour: number } => {
    const parts = new Intl.DateTimeFormat('en-CA', { timeZone: timeZone(), year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', hourCycle: 'h23' }).formatToParts(at)
    const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
    return { day: `${of('year')}-${of('month')}-${of('day')}`, hour: Number(of('hour')) }
  }

  return {
    start() {
      cancel = [
        clock.every(WRITE_EVERY_MS, () => void write()),
        clock.every(TIDY_EVERY_MS, () => void store.drop(db, hourOf(clock.now() - KEPT_DAYS * DAY_MS).day).catch(() => {})), // the next hour tries again
      ]
    },
    async stop() {
      for (const end of cancel) end()
      // A database that hangs must not hold up the end of a server for a count.
      await Promise.race([write(), new Promise<void>((resolve) => void clock.after(LAST_WRITE_MS, resolve))])
    },
    opened(viewer, screen) {
      const role = roleOf(viewer)
      if (role !== undefined) add({ ...hourOf(clock.now()), role, screen, opened: 1 })
    },
    async report(from, to) {
      await write()
      try {
        const [cells, byHour, since] = await Promise.all([store.cells(db, from, to), store.byHour(db, from, to), store.since(db)])
        const red = await redPath(startOf(from), Math.min(clock.now(), startOf(to) + DAY_MS)).catch(() => undefined)
        return { from, to, ...(since !== undefined && { since }), cells, byHour, ...(red && { red }) }
      } catch (thrown) {
        if (!(thrown instanceof DbUnavailableError)) throw thrown
        throw new ApiError(503, 'unavailable', { vi: 'Chưa đọc được số lần mở màn hình vì PostgreSQL không liên lạc được; xin thử lại sau', en: 'How often pages were opened cannot be read now because PostgreSQL cannot be reached; please try again later' }, { retryAfterS: 10, cause: thrown })
      }
    },
  }
}

/** One opening counts once, for the first of somebody's roles in the order of the list. */
function roleOf(viewer: Viewer): UseRole | undefined {
  if (viewer.kind === 'account') return Role.options.find((role) => viewer.roles.includes(role))
  return viewer.kind === 'local' || viewer.kind === 'token' ? viewer.kind : undefined
}
