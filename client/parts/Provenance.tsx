import type { Freshness as Verdict, SeriesView } from '#contract'
import type { Locale } from '../locale/index.ts'
import { Freshness } from './Freshness.tsx'

const ORDER: Record<Verdict, number> = { lost: 0, never: 1, stale: 2, late: 3, live: 4 }

interface Props {
  views: readonly SeriesView[]
  now: number
  timeZone: string
  locale: Locale
  /** Beside the first age: `92/96 xã`. */
  children?: string | undefined
}

/** Age and source of a panel of several series: each source once, with the verdict of its worst and the age of its oldest figure. Who never reported has no age to give: the panel counts them. */
export function Provenance({ views, now, timeZone, locale, children }: Props) {
  return (
    <span className="provenance">
      {worstOfSources(views).map((view, i) => (
        <Freshness key={view.source?.id ?? ''} view={view} now={now} timeZone={timeZone} locale={locale}>{i === 0 ? children : undefined}</Freshness>
      ))}
    </span>
  )
}

/** One view per source, the worst source first. */
function worstOfSources(views: readonly SeriesView[]): SeriesView[] {
  const worst = new Map<string | undefined, SeriesView>()
  const reported = views.filter(({ freshness }) => freshness !== 'never')
  for (const view of reported.length > 0 ? reported : views) {
    const id = view.source?.id
    const held = worst.get(id)
    if (held === undefined || isWorse(view, held)) worst.set(id, view)
  }
  return [...worst.values()].toSorted((a, b) => ORDER[a.freshness] - ORDER[b.freshness])
}

const isWorse = (a: SeriesView, b: SeriesView): boolean =>
  ORDER[a.freshness] === ORDER[b.freshness] ? (a.at ?? Infinity) < (b.at ?? Infinity) : ORDER[a.freshness] < ORDER[b.freshness]
