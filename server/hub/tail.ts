import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { CURSOR_ZERO, type Cursor, type Run, type SourceId } from '#contract'
import { type Bus, FOLLOW, type Latest, type LogEntry } from '../bus/bus.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { SourceStart } from './source-book.ts'

/** All a hub knows when it begins, or begins again. */
export interface Beginning {
  latest: Latest
  sources: Map<SourceId, SourceStart>
}

export interface TailDeps {
  bus: Bus
  clock: Clock
  log: Log
  sources(): readonly SourceId[]
  /** Everything anew: at start, after the log was emptied or trimmed beyond us, and when asked for. */
  begun(beginning: Beginning): void
  entries(entries: readonly LogEntry[]): void
  reachable(isReachable: boolean): void
}

/** Follows the log by itself: every hub tails, nobody relays (measured cheaper, and there is no leader to elect). */
export interface Tail {
  /** Resolves after the first attempt; goes on trying in the background. */
  start(): Promise<void>
  stop(): Promise<void>
  /** Loads everything again at the next chance. */
  begin(): void
}

/** A read that does not even say "nothing" in this time: the bus hangs. */
const SILENT_MS = FOLLOW.blockMs + 2_000
const RETRY_FIRST_MS = 100
const RETRY_MOST_MS = 2_000
const RUNS_LOOKED_AT = 50

export function createTail(deps: TailDeps): Tail {
  const { bus, clock, log } = deps
  const leaving = new AbortController()
  let epoch = ''
  let cursor = CURSOR_ZERO
  let mustBegin = true
  let failures = 0
  let isDown = false
  let ended: Promise<void> = Promise.resolve()

  function tellReachable(isReachable: boolean, cause?: unknown): void {
    if (isReachable === !isDown) return
    isDown = !isReachable
    if (isDown) log.warn({ cause }, 'bus out of reach, trying again')
    else log.info({}, 'bus within reach again')
    deps.reachable(isReachable)
  }

  async function watched<T>(asked: Promise<T>): Promise<T> {
    const cancel = clock.after(SILENT_MS, () => tellReachable(false, 'no answer'))
    try {
      return await asked
    } finally {
      cancel()
    }
  }

  async function begin(): Promise<void> {
    mustBegin = false
    try {
      const beginning = await load()
      epoch = beginning.latest.epoch
      cursor = beginning.latest.cursor
      deps.begun(beginning)
    } catch (thrown) {
      mustBegin = true
      throw thrown
    }
  }

  async function load(): Promise<Beginning> {
    const latest = await bus.latest()
    const runs = new Map(latest.runs.map((one) => [one.last.source, one]))
    const ids = new Set([...deps.sources(), ...runs.keys()])
    const starts = await Promise.all([...ids].map(async (id): Promise<[SourceId, SourceStart]> => {
      const { last, lastGood } = runs.get(id) ?? { last: undefined, lastGood: undefined }
      const failingSince = last?.error === undefined ? undefined : await failingSinceOf(last)
      return [id, { last, lastGood, failingSince, beats: await bus.beats(id) }]
    }))
    return { latest, sources: new Map(starts) }
  }

  async function failingSinceOf(last: Run): Promise<number> {
    const newestFirst = await bus.runs(last.source, RUNS_LOOKED_AT)
    const firstGood = newestFirst.findIndex((run) => run.error === undefined)
    const failed = firstGood < 0 ? newestFirst : newestFirst.slice(0, firstGood)
    return failed.at(-1)?.endedAt ?? last.endedAt
  }

  async function readOnce(): Promise<void> {
    const answer = await watched(bus.read(cursor, { ...FOLLOW, signal: leaving.signal }))
    if (leaving.signal.aborted) return
    if (answer.epoch !== epoch || answer.trimmed) {
      log.warn({ epoch, now: answer.epoch, trimmed: answer.trimmed }, 'the log is not the one we followed, beginning again')
      mustBegin = true
      return
    }
    const last: Cursor | undefined = answer.entries.at(-1)?.cursor
    if (last === undefined) return
    cursor = last
    deps.entries(answer.entries)
    // A long log to catch up with must not keep frames and requests waiting.
    if (answer.entries.length === FOLLOW.count) await yieldToOthers()
  }

  async function step(): Promise<boolean> {
    try {
      if (mustBegin) await watched(begin())
      else await readOnce()
      failures = 0
      tellReachable(true)
      return true
    } catch (cause) {
      if (leaving.signal.aborted) return false
      failures++
      tellReachable(false, cause)
      return false
    }
  }

  async function follow(): Promise<void> {
    while (!leaving.signal.aborted) {
      if (!(await step())) await pause(Math.min(RETRY_MOST_MS, RETRY_FIRST_MS * 2 ** failures))
    }
  }

  function pause(ms: number): Promise<void> {
    if (leaving.signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const done = () => {
        cancel()
        leaving.signal.removeEventListener('abort', done)
        resolve()
      }
      const cancel = clock.after(ms, done)
      leaving.signal.addEventListener('abort', done)
    })
  }

  return {
    async start() {
      await step()
      ended = follow()
    },
    async stop() {
      leaving.abort()
      await ended
    },
    begin() {
      mustBegin = true
    },
  }
}
