import * as z from 'zod'
import { createTimeReader } from '#kit'
import { type Counts, noCounts } from './count-messages.ts'

const Count = z.int().min(0)
const Kept = z.strictObject({
  date: z.string(), heardMs: z.number().min(0),
  counts: z.strictObject({ messages: Count, unreadable: Count, dropped: Count, refused: Count, severity: z.record(z.string(), Count), cef: z.record(z.string(), Count) }),
})

/** What was counted since midnight. `unheardMs`: how long of that the port did not stand, so that nobody knows what came. */
export interface DayCounts extends Counts {
  date: string
  unheardMs: number
}

/** Adds the stretches of a day up. The sum goes on where the last process left it: a day's count must not fall because we were started anew. */
export interface DayCounter {
  /** The end of the day that `at` is in. */
  midnightAfter(at: number): number
  /** Of one stretch, within one day. */
  add(stretch: { from: number; to: number; counts: Counts }): DayCounts
  bookmark(): string
}

export function createDayCounter(timeZone: string, bookmark: string | undefined): DayCounter {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  const readLocal = createTimeReader('local', timeZone)
  const dateOf = (at: number) => format.format(at)
  const beginOf = (date: string): number => readLocal(`${date}T00:00:00`) ?? 0
  let day = readBookmark(bookmark)

  return {
    // The length of a day is not always 24 hours, but 36 hours after its beginning is the next one everywhere.
    midnightAfter: (at) => beginOf(dateOf(beginOf(dateOf(at)) + 36 * 3_600_000)),
    add({ from, to, counts }) {
      const date = dateOf(from)
      if (day?.date !== date) day = { date, heardMs: 0, counts: noCounts() }
      day = { date, heardMs: day.heardMs + Math.max(0, to - from), counts: sum(day.counts, counts) }
      return { date, ...day.counts, unheardMs: Math.max(0, to - beginOf(date) - day.heardMs) }
    },
    bookmark: () => JSON.stringify(day),
  }
}

/** One that cannot be read is none. */
function readBookmark(bookmark: string | undefined): z.infer<typeof Kept> | undefined {
  try {
    return Kept.parse(JSON.parse(bookmark ?? ''))
  } catch {
    return undefined
  }
}

function sum(a: Counts, b: Counts): Counts {
  const each = (one: Record<string, number>, other: Record<string, number>) => Object.fromEntries(Object.keys({ ...one, ...other }).map((name) => [name, (one[name] ?? 0) + (other[name] ?? 0)]))
  return {
    messages: a.messages + b.messages, unreadable: a.unreadable + b.unreadable, dropped: a.dropped + b.dropped, refused: a.refused + b.refused,
    severity: each(a.severity, b.severity), cef: each(a.cef, b.cef),
  }
}
