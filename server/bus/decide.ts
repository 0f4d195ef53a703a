import type { SeriesName } from '#contract'
import type { Batch, Published } from './bus.ts'
import { encodeOrigin, encodeSample } from './codec.ts'
import { type Page, pageOf, type Pages } from './pages.ts'
import { judge, remember } from './rules.ts'

/** What a batch changes, decided on the pages as they will be when it reaches Redis. */
export interface Decided {
  /** Every page looked at: its mark before this batch, and what stands on it now: handle -> entry. */
  changes: Map<Page, { before: string; changed: Map<number, string> }>
  /** The news as the log holds them, in the order they came. */
  news: string[]
  counts: Omit<Extract<Published, { kind: 'written' }>, 'kind' | 'cursor'>
}

interface Circumstances {
  handleOf: (series: SeriesName) => number
  /** All pages of the batch are known. */
  pages: Pages
  mark: string
}

/** Decides and takes it into the pages, under this mark. */
export function decide({ run, samples }: Batch, { handleOf, pages, mark }: Circumstances): Decided {
  const origin = `\n${encodeOrigin(run)}`
  const changes: Decided['changes'] = new Map()
  const news: string[] = []
  const counts = { newer: 0, correction: 0, older: 0, unchanged: 0 }
  for (const sample of samples) {
    const handle = handleOf(sample.series)
    const page = pages.get(sample.feed, pageOf(handle))
    if (page === undefined) throw new Error(`page of ${sample.series} is not known`)
    const change = changes.get(page) ?? { before: page.mark, changed: new Map<number, string>() }
    changes.set(page, change)
    const verdict = judge(page.states.get(handle), sample)
    counts[verdict] += 1
    if (verdict === 'unchanged') continue
    const text = encodeSample(sample)
    news.push(`[${handle},${text}]`)
    const { at, value, period, coverage } = sample
    remember(page.states, handle, { kept: { at, value, period, coverage }, verdict })
    // Also where only an older one was remembered: whoever decides on that must be refused when this batch is.
    page.mark = mark
    if (verdict !== 'older') change.changed.set(handle, text + origin)
  }
  return { changes, news, counts: { logged: news.length, unchanged: counts.unchanged, corrections: counts.correction, older: counts.older } }
}
