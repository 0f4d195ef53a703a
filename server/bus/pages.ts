import * as z from 'zod'
import type { FeedId } from '#contract'
import type { BatchSample } from './bus.ts'
import { decodeState } from './codec.ts'
import type { Connection, Script } from './connection.ts'
import { KEYS } from './keys.ts'
import type { SeriesState } from './rules.ts'

/** Series on a page of latest values: few enough that Redis keeps the page packed (`hash-max-listpack-entries`). */
export const PAGE_SERIES = 32

/** A page as Redis will have it once all we have sent is written. `mark`: who wrote it last; empty where nobody did. */
export interface Page {
  feed: FeedId
  number: number
  mark: string
  states: Map<number, SeriesState<Pick<BatchSample, 'at' | 'value' | 'period' | 'coverage'>>>
}

/**
 * What this process knows of the latest values, page by page. It runs ahead of Redis by what is on its way; when any of that is
 * refused, its pages are dropped here, and whatever else was decided on them is refused by its mark and decided anew.
 */
export interface Pages {
  /** Reads what is not known of these. */
  load(wanted: readonly PagePlace[]): Promise<void>
  get(feed: FeedId, number: number): Page | undefined
  /** Only these very pages: one read anew meanwhile stays. */
  drop(pages: Iterable<Page>): void
  forget(): void
}

export type PagePlace = Pick<Page, 'feed' | 'number'>

export const pageOf = (handle: number): number => Math.floor(handle / PAGE_SERIES)

const LOAD: Script = {
  name: 'iocPages',
  lua: `
local pages = {}
for i = 1, #KEYS do pages[i] = redis.call('HGETALL', KEYS[i]) end
return pages
`,
}
const LoadReply = z.array(z.array(z.string()))

export function createPages(connection: Connection, upgraded: () => Promise<unknown>): Pages {
  let feeds = new Map<FeedId, Map<number, Page>>()
  const forget = () => void (feeds = new Map())
  connection.onLost(forget)

  return {
    get: (feed, number) => feeds.get(feed)?.get(number),
    load: async (wanted) => {
      await upgraded()
      const into = feeds
      const replies = LoadReply.parse(await connection.askScript(LOAD, wanted.map(({ feed, number }) => KEYS.latest(feed, number)), []))
      if (into !== feeds) return // forgotten meanwhile
      for (const [i, { feed, number }] of wanted.entries()) {
        const known = into.get(feed) ?? new Map<number, Page>()
        into.set(feed, known)
        // Somebody else has read it meanwhile and may have written on it: that one counts.
        if (!known.has(number)) known.set(number, readPage({ feed, number }, replies[i] ?? []))
      }
    },
    drop: (pages) => {
      for (const page of pages) if (feeds.get(page.feed)?.get(page.number) === page) feeds.get(page.feed)?.delete(page.number)
    },
    forget,
  }
}

/** An entry that cannot be read is as none: the next sample takes its place. */
function readPage(place: PagePlace, flat: readonly string[]): Page {
  const page: Page = { ...place, mark: '', states: new Map() }
  for (let i = 0; i + 1 < flat.length; i += 2) {
    const [field = '', text = ''] = [flat[i], flat[i + 1]]
    if (field === 'v') page.mark = text
    else {
      const latest = decodeState(text)
      if (latest !== undefined) page.states.set(Number(field), { latest, past: [] })
    }
  }
  return page
}
