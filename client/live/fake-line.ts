import type { Cursor, Frame, LiveAnswer, SeriesName, Snapshot, SystemState, Watch } from '#contract'
import { createLive } from './live.ts'
import type { LiveDeps } from './live.ts'
import type { SocketHandlers } from './socket.ts'

/** For tests: hands of the clock turned by the test, a socket played by the test, pictures drawn when the test says. */
export function createFakeLine(more: Partial<LiveDeps> = {}) {
  let now = 50_000
  let timers: { at: number; task: () => void }[] = []
  let pictures: (() => void)[] = []
  let onShown = () => {}
  const attempts: { on: SocketHandlers; watches: Watch[]; closed: boolean }[] = []

  const live = createLive({
    feeds: ['tthc'],
    now: () => now,
    after: (ms, task) => {
      const timer = { at: now + ms, task }
      timers.push(timer)
      return () => {
        timers = timers.filter((one) => one !== timer)
      }
    },
    schedule: (flush) => void pictures.push(flush),
    random: () => 0.5,
    onShown: (task) => {
      onShown = task
      return () => (onShown = () => {})
    },
    connect: (on) => {
      const attempt = { on, watches: [] as Watch[], closed: false }
      attempts.push(attempt)
      return {
        watch: (watch) => void attempt.watches.push(watch),
        close: () => {
          attempt.closed = true
        },
      }
    },
    ...more,
  })

  const draw = () => {
    const due = pictures
    pictures = []
    for (const flush of due) flush()
  }
  /** Lets promises settle: a snapshot is unpacked asynchronously. */
  const settle = async () => {
    for (let i = 0; i < 20; i++) await Promise.resolve()
    draw()
  }
  return {
    live,
    attempts,
    draw,
    settle,
    /** How many pictures are asked for and not drawn yet. */
    pictures: () => pictures.length,
    line: () => attempts.at(-1)!,
    /** The clock goes on, and nothing runs: the page is frozen. */
    freeze(ms: number) {
      now += ms
    },
    /** The page is seen again. */
    shown: () => onShown(),
    /** Turns the clock, firing what falls due on the way, and draws. */
    async pass(ms: number) {
      const end = now + ms
      for (;;) {
        const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
        if (!next) break
        timers = timers.filter((one) => one !== next)
        now = Math.max(now, next.at)
        next.task()
        await settle()
      }
      now = end
      await settle()
    },
    async open(snapshot: Partial<Snapshot> = {}) {
      live.start()
      attempts.at(-1)!.on.opened()
      attempts.at(-1)!.on.snapshot(aSnapshot(snapshot))
      await settle()
    },
  }
}

export const T = Date.parse('2026-10-15T08:00:00Z')
export const RATE = 'tthc.on-time-rate@tn2025' as SeriesName
export const ORDINARY: SystemState = { bus: 'private', durability: 'always', pressure: 'none', demo: false, busReachable: true }

export const aSnapshot = (more: Partial<Snapshot> = {}): Snapshot => ({
  epoch: 'e1',
  cursor: '100-0' as Cursor,
  at: T,
  feeds: ['tthc'],
  series: [[1, RATE, 'tthc', 60_000], [2, 'tthc.wait-minutes@tn2025', 'tthc', 60_000]],
  samples: [[1, T - 5_000, 96.8]],
  fresh: [],
  sources: [],
  system: ORDINARY,
  ...more,
})

export const aFrame = (more: Partial<Omit<Frame, 'cursor' | 'prev'>> & { cursor?: string; prev?: string } = {}): unknown => ({
  epoch: 'e1', cursor: '101-0', prev: '100-0', at: T + 250, samples: [], skipped: 0, ...more,
})

export const anAnswer = (more: Partial<LiveAnswer> = {}): LiveAnswer => ({
  epoch: 'e1',
  cursor: '100-0' as Cursor,
  at: new Date(T).toISOString(),
  feeds: ['tthc'],
  values: [{ series: RATE, source: 'tthc', freshness: 'live', at: new Date(T - 5_000).toISOString(), value: 96.8 }],
  sources: [],
  system: ORDINARY,
  ...more,
})
