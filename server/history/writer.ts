import { CURSOR_ZERO, type Cursor } from '#contract'
import { type Bus, BusUnavailableError } from '../bus/bus.ts'
import { type Clock, pause } from '../clock.ts'
import { type Db, DbUnavailableError, type Queries } from '../db/index.ts'
import { describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { DayStart } from './day-of.ts'
import { createNames } from './names.ts'
import type { Partitions } from './partitions.ts'
import { writeBatch, type WriteDeps } from './write-batch.ts'

/** Its name among the log's readers: the log is not trimmed past it. */
export const READER = 'history'

export interface WriterDeps {
  bus: Bus
  db: Db
  clock: Clock
  log: Log
  dayStart: DayStart
  partitions: Partitions
  instance: string
  /** Written with the samples, in their transaction. */
  alsoWrite?: WriteDeps['alsoWrite']
}

export type WriterState =
  | { kind: 'standby' }
  | { kind: 'writing'; cursor: Cursor; behindMs: number }
  | { kind: 'waiting'; reason: string; sinceAt: number }

export interface Writer {
  start(): void
  stop(): Promise<void>
  state(): WriterState
}

const READ_COUNT = 200
const BLOCK_MS = 1_000
const LEASE = 'history'
const LEASE_MS = 15_000
const RETRY_MS = 1_000
const STANDBY_MS = 3_000

/** Another writer has moved on: what we hold is no longer the place. */
class MovedOnError extends Error {}

interface Place {
  epoch: string
  cursor: Cursor
}

/**
 * Reads the log into PostgreSQL. What it wrote and how far it has come are one transaction; only then may the log forget. One
 * process writes at a time, and one that only believes to be it writes nothing: the place it moves from must still be the place.
 */
export function createWriter(deps: WriterDeps): Writer {
  const { bus, db, clock, log } = deps
  const leaving = new AbortController()
  const names = { series: createNames('series'), source: createNames('source') }
  let state: WriterState = { kind: 'standby' }
  let ended: Promise<void> = Promise.resolve()
  let place: Place | undefined
  let isReader = false
  let isTold = false

  async function run(): Promise<void> {
    while (!leaving.signal.aborted) {
      try {
        const lease = await bus.acquire(LEASE, LEASE_MS, deps.instance)
        if (lease === undefined) {
          state = { kind: 'standby' }
          await pause(clock, STANDBY_MS, leaving.signal)
          continue
        }
        try {
          while (!leaving.signal.aborted && (await bus.renew(lease, LEASE_MS, deps.instance))) await step()
        } finally {
          await bus.release(lease, deps.instance).catch(() => {})
        }
      } catch (thrown) {
        place = undefined
        if (leaving.signal.aborted) return
        wait(thrown)
        await pause(clock, RETRY_MS, leaving.signal)
      }
    }
  }

  function wait(thrown: unknown): void {
    const reason = describeError(thrown)
    // A cause holds addresses and paths: for the log only.
    const said = thrown instanceof DbUnavailableError ? thrown.message : reason
    const isNews = state.kind !== 'waiting' || state.reason !== said
    // At the start PostgreSQL is still on its way: whoever starts it says so when it does not come.
    if (state.kind === 'writing') {
      isTold = true
      log.warn({ reason }, 'history waits; the log keeps what it has not taken')
    }
    state = { kind: 'waiting', reason: said, sinceAt: state.kind === 'waiting' ? state.sinceAt : clock.now() }
    const isExpected = thrown instanceof DbUnavailableError || thrown instanceof BusUnavailableError || thrown instanceof MovedOnError
    if (!isExpected && isNews) log.error({ reason }, 'history cannot write')
  }

  async function step(): Promise<void> {
    place ??= await readPlace()
    if (!isReader) {
      // Only now: where there never is a PostgreSQL the log must not grow for it.
      await bus.addReader(READER)
      isReader = true
    }
    await deps.partitions.ensure(clock.now())
    const { epoch, entries, trimmed } = await bus.read(place.cursor, { count: READ_COUNT, blockMs: BLOCK_MS, signal: leaving.signal })
    if (leaving.signal.aborted) return
    const from = place
    if (epoch !== place.epoch) {
      // The bus was emptied: another log, read from its beginning.
      await db.transaction((queries) => move(queries, from, { epoch, cursor: CURSOR_ZERO }))
      place = { epoch, cursor: CURSOR_ZERO }
      return
    }
    if (trimmed && place.cursor !== CURSOR_ZERO) log.error({ cursor: place.cursor }, 'the log was trimmed beyond what history had taken')
    const last = entries.at(-1)
    if (last !== undefined) {
      const to = { epoch, cursor: last.cursor }
      await db.transaction(async (queries) => {
        await move(queries, from, to)
        await writeBatch(queries, entries, { ...names, dayStart: deps.dayStart, floor: deps.partitions.floor(), alsoWrite: deps.alsoWrite })
      }).catch((thrown: unknown) => {
        names.series.forget()
        names.source.forget()
        throw thrown
      })
      place = to
      await bus.acknowledge(READER, to.cursor)
    }
    if (state.kind === 'waiting' && isTold) log.warn({ forMs: clock.now() - state.sinceAt }, 'history writes again')
    state = { kind: 'writing', cursor: place.cursor, behindMs: entries.length < READ_COUNT ? 0 : clock.now() - Number(place.cursor.split('-')[0]) }
  }

  async function readPlace(): Promise<Place> {
    const [row] = await db.query<{ epoch: string; cursor: string }>('select epoch, cursor from reader where name = $1', [READER])
    if (row !== undefined) return { epoch: row.epoch, cursor: row.cursor as Cursor } // we wrote it
    await db.query('insert into reader (name, epoch, cursor) values ($1, $2, $3) on conflict do nothing', [READER, '', CURSOR_ZERO])
    return { epoch: '', cursor: CURSOR_ZERO }
  }

  return {
    start: () => {
      ended = run()
    },
    async stop() {
      leaving.abort()
      await ended
    },
    state: () => state,
  }
}

async function move(queries: Queries, from: Place, to: Place): Promise<void> {
  const moved = await queries.query('update reader set epoch = $4, cursor = $5 where name = $1 and epoch = $2 and cursor = $3 returning name', [READER, from.epoch, from.cursor, to.epoch, to.cursor])
  if (moved.length === 0) throw new MovedOnError('another process has written on')
}
