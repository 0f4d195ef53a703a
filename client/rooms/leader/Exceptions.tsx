import { useMemo, useState } from 'react'
import { Link } from 'wouter'
import type { SeriesName } from '#contract'
import { useServerNow } from '../../live/index.ts'
import { formatTime, type Locale, type Say, useLocale, useSay } from '../../locale/index.ts'
import { Figure, Freshness, judgedBy, shortName, statusOf, usePaper, ViewGlyph } from '../../parts/index.ts'
import { figurePath } from '../figure-list/FigureRow.tsx'
import { useFigure, useFigures } from '../figure-list/use-figures.ts'
import { allSeries, useSheet } from './sheet.ts'
import { badSince, type Since } from './since.ts'
import { exceptionsOf } from '../figure-list/weigh.ts'

const AT_FIRST = 3

/** What needs a word from above: who owns it, since when. The worst three, the rest one tap away. */
export function Exceptions() {
  const say = useSay()
  const { briefing } = useSheet()
  const [isWhole, showWhole] = useState(false)
  const isPaper = usePaper()
  const all = exceptionsOf(useFigures(useMemo(() => allSeries(briefing), [briefing])))
  if (all.length === 0) return null
  const shown = isWhole || isPaper ? all : all.slice(0, AT_FIRST)
  return (
    <section className="leader-exceptions" aria-label={say('leader.exceptions')}>
      <ul>{shown.map(({ series }) => <ExceptionCard key={series} series={series} />)}</ul>
      {all.length > AT_FIRST && <button type="button" aria-expanded={isWhole} onClick={() => showWhole(!isWhole)}>{isWhole ? say('leader.fewer') : say('leader.more', { n: all.length - AT_FIRST })}</button>}
    </section>
  )
}

function ExceptionCard({ series }: { series: SeriesName }) {
  const say = useSay()
  const locale = useLocale()
  const { timeZone, ownerOf } = useSheet()
  const now = useServerNow(1_000) ?? 0
  const view = useFigure(series)
  if (view === undefined) return null
  const isOld = view.freshness === 'stale'
  const since = isOld ? view.liveUntil === undefined ? undefined : { at: view.liveUntil, isOlder: false } : badSince(view)
  return (
    <li className={`card leader-exception${isOld ? ' is-old' : ''}`}>
      <ViewGlyph freshness={view.freshness} status={statusOf(view)} />
      <div>
        <div className="leader-exception-head"><h2><Link href={figurePath(series)}>{shortName(view.indicator, locale)}</Link></h2><span>{since && sinceText(since, { now, timeZone, locale, say })}</span></div>
        <p><Figure view={view} locale={locale} className="num" /> {isOld ? say('figure.notCompared') : judgedBy(view, locale)}</p>
        <p className="leader-exception-owner">{ownerOf(view.indicator)?.[locale] ?? say('leader.noOwner')}</p>
        <Freshness view={view} now={now} timeZone={timeZone} locale={locale} />
      </div>
    </li>
  )
}

const DAY_MS = 86_400_000

/** `từ 09:05`, `từ 20/11`, `từ trước 20/11`. */
function sinceText({ at, isOlder }: Since, { now, timeZone, locale, say }: { now: number; timeZone: string; locale: Locale; say: Say }): string {
  const when = formatTime(at, timeZone, locale, now - at < DAY_MS ? { hour: '2-digit', minute: '2-digit' } : { day: '2-digit', month: '2-digit' })
  return say(isOlder ? 'leader.beforeThat' : 'leader.sinceThat', { when })
}
