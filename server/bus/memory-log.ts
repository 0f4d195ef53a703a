import { compareCursor, CURSOR_ZERO, type Cursor, type KeptSample, type Run } from '#contract'
import type { Clock } from '../clock.ts'
import { type Bus, BusUnavailableError, type LogEntry } from './bus.ts'

export interface MemoryLog extends Pick<Bus, 'read' | 'addReader' | 'acknowledge' | 'removeReader' | 'trim'> {
  append(run: Run, samples: KeptSample[]): Cursor
  head(): Cursor
  length(): number
  close(): void
}

export function createMemoryLog(clock: Clock, epoch: string): MemoryLog {
  let entries: LogEntry[] = []
  let head: Cursor = CURSOR_ZERO
  let trimmed: Cursor = CURSOR_ZERO
  let closed = false
  const readers = new Map<string, Cursor>()
  const waiting = new Set<() => void>()

  const wake = () => {
    for (const one of waiting) one()
  }
  const after = (cursor: Cursor, count: number): LogEntry[] => {
    const from = firstAfter(entries, cursor)
    return entries.slice(from, from + count)
  }

  return {
    append: (run, samples) => {
      head = nextCursor(head, clock.now())
      entries.push({ cursor: head, run, samples })
      wake()
      return head
    },
    read: async (cursor, { count, blockMs, signal }) => {
      if (after(cursor, 1).length === 0 && blockMs > 0 && !closed) await untilNews(blockMs, signal)
      if (closed) throw new BusUnavailableError('bus closed')
      return { epoch, entries: after(cursor, count), trimmed: compareCursor(trimmed, cursor) > 0 }
    },
    head: () => head,
    length: () => entries.length,
    addReader: async (name) => {
      const start = readers.get(name) ?? trimmed
      readers.set(name, start)
      return start
    },
    acknowledge: async (name, cursor) => {
      const held = readers.get(name)
      if (held !== undefined && compareCursor(held, cursor) < 0) readers.set(name, cursor)
    },
    removeReader: async (name) => void readers.delete(name),
    trim: async ({ maxAgeMs, maxEntries }) => {
      const slowest = [...readers].sort(([, a], [, b]) => compareCursor(a, b))[0]
      const byAge = firstAfter(entries, cursorBefore(clock.now() - maxAgeMs))
      const wanted = Math.max(byAge, entries.length - maxEntries, 0)
      const dropped = slowest === undefined ? wanted : Math.min(wanted, firstAfter(entries, slowest[1]))
      trimmed = entries[dropped - 1]?.cursor ?? trimmed
      entries = entries.slice(dropped)
      return { dropped, heldBy: dropped < wanted ? slowest?.[0] : undefined }
    },
    close: () => {
      closed = true
      wake()
    },
  }

  function untilNews(blockMs: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        cancel()
        waiting.delete(done)
        signal?.removeEventListener('abort', done)
        resolve()
      }
      const cancel = clock.after(blockMs, done)
      waiting.add(done)
      if (signal?.aborted === true) done()
      else signal?.addEventListener('abort', done, { once: true })
    })
  }
}

/** As Redis makes them: the time, or one more where the clock stands still or goes back. */
function nextCursor(head: Cursor, now: number): Cursor {
  const [ms = 0, n = 0] = head.split('-').map(Number)
  return (now > ms ? `${now}-0` : `${ms}-${n + 1}`) as Cursor // matches the schema
}

/** The last cursor that lies before this moment. */
const cursorBefore = (ms: number): Cursor => (ms <= 0 ? CURSOR_ZERO : `${Math.floor(ms) - 1}-9999999999`) as Cursor // matches the schema

/** Entries are in order of their cursors. */
function firstAfter(entries: readonly LogEntry[], cursor: Cursor): number {
  let [low, high] = [0, entries.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const entry = entries[middle]
    if (entry !== undefined && compareCursor(entry.cursor, cursor) <= 0) low = middle + 1
    else high = middle
  }
  return low
}
