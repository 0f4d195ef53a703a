import path from 'node:path'
import type { SystemState } from '#contract'
import type { Bus } from './bus/index.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import { createDb, type Db } from './db/index.ts'
import { openPostgres } from './engines/index.ts'
import { describeError } from './errors.ts'
import { type Backfill, createBackfill, createDayStart, createStepOf, createPartitions, createPast, createRecent, createWriter, dropRuns, type RangeAnswer, type RangeQuery, type StepOf } from './history/index.ts'
import type { Log } from './log.ts'
import { dropTallies, writeTallies } from './quality/index.ts'

export interface KeptHistory {
  readonly db: Db
  readonly backfill: Backfill
  range(query: RangeQuery): Promise<RangeAnswer>
  /** By which steps it answers. */
  readonly stepOf: StepOf
  start(): Promise<void>
  stop(): Promise<void>
  /** For every screen: does history keep up with what comes in? */
  system(): NonNullable<SystemState['history']>
  /** For the duty officer. */
  describe(): { ok: boolean; detail: string }
}

const RECENT_POINTS = 2_000
const RECENT_MS = 3 * 86_400_000
/** Raw samples at their own rhythm; hours and days are kept. */
export const KEEP_RAW_DAYS = 8
/** Scores by the hour: a year and what it is compared with. */
const KEEP_TALLIES_DAYS = 400
const DAY_MS = 86_400_000
const TIDY_EVERY_MS = 3_600_000
/** A reader so far behind is told on the wall; less is a hiccup. */
const BEHIND_MS = 60_000

/** PostgreSQL, what writes it and what answers from it. Nothing here is waited for: the live wall runs without any of it. */
export function keepHistory({ config, bus, clock, log, instance, timeZone }: { config: Config; bus: Bus; clock: Clock; log: Log; instance: string; timeZone: string }): KeptHistory {
  const seat = openPostgres({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, cacheDir: config.cacheDir, environment: config.environment, clock, log })
  const db = createDb({ connection: () => seat.connection(), migrationsDir: path.resolve('server/db/migrations'), log })
  const dayStart = createDayStart(timeZone)
  const stepOf = createStepOf(dayStart)
  const partitions = createPartitions(db, KEEP_RAW_DAYS)
  const writer = createWriter({ bus, db, clock, log, dayStart, partitions, instance, alsoWrite: writeTallies })
  const recent = createRecent({ bus, clock, log, stepOf, maxPointsPerSeries: RECENT_POINTS, maxAgeMs: RECENT_MS })
  const past = createPast({ db, recent, stepOf })
  const isWriting = config.roles.has('history')
  let cancelTidying = () => {}

  function system(): NonNullable<SystemState['history']> {
    const state = writer.state()
    if (!isWriting || state.kind === 'standby') return 'elsewhere'
    const lateMs = state.kind === 'writing' ? state.behindMs : clock.now() - state.sinceAt
    return lateMs > BEHIND_MS ? 'waiting' : 'keeping'
  }

  return {
    db,
    backfill: createBackfill(db, dayStart, { ensure: () => partitions.ensure(clock.now()), floor: partitions.floor }),
    range: past.range,
    stepOf,
    system,
    async start() {
      if (config.roles.has('api')) await recent.start()
      if (!isWriting) return
      writer.start()
      cancelTidying = clock.every(TIDY_EVERY_MS, () => {
        Promise.all([partitions.drop(clock.now(), KEEP_RAW_DAYS), dropRuns(db, clock.now() - KEEP_RAW_DAYS * DAY_MS), dropTallies(db, clock.now() - KEEP_TALLIES_DAYS * DAY_MS)]).catch((thrown: unknown) => log.warn({ reason: describeError(thrown) }, 'old partitions, runs and tallies were not dropped'))
      })
    },
    async stop() {
      cancelTidying()
      await writer.stop()
      await recent.stop()
      await db.close()
      await seat.stop()
    },
    describe() {
      const engine = seat.state()
      const state = writer.state()
      if (engine.kind === 'absent') return { ok: false, detail: `không có PostgreSQL: ${engine.reason}` }
      if (engine.kind === 'starting') return { ok: false, detail: 'PostgreSQL đang khởi động' }
      if (engine.kind === 'falling' && state.kind !== 'writing') return { ok: false, detail: `PostgreSQL không chạy được, đang thử lại: ${engine.reason}` }
      if (state.kind === 'waiting') return { ok: false, detail: `chờ từ ${new Date(state.sinceAt).toISOString()}: ${state.reason}` }
      return { ok: system() !== 'waiting', detail: state.kind === 'writing' ? `đã ghi tới ${state.cursor}` : 'tiến trình khác ghi' }
    },
  }
}
