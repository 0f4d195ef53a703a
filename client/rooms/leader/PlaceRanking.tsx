import { useMemo, useState } from 'react'
import { Link } from 'wouter'
import type { Indicator, SeriesView } from '#contract'
import { useServerNow, useViews } from '../../live/index.ts'
import { useLocale, useSay } from '../../locale/index.ts'
import { Figure, Freshness, statusOf, statusWord, usePaper, ViewGlyph } from '../../parts/index.ts'
import { figurePath } from '../figure-list/FigureRow.tsx'
import { Ruler } from '../figure-list/Ruler.tsx'
import { useSheet } from './sheet.ts'

const AT_FIRST = 8

/** The places a figure is made of, the worst first; those that told nothing are named, never counted as nought. */
export function PlaceRanking({ indicator, of }: { indicator: Indicator; of: string }) {
  const say = useSay()
  const locale = useLocale()
  const { timeZone } = useSheet()
  const now = useServerNow(1_000) ?? 0
  const [isWhole, showWhole] = useState(false)
  const isPaper = usePaper()
  const views = useViews(useMemo(() => ({ indicator: indicator.id, level: 'commune' as const, of }), [indicator, of]))
  const { told, silent } = useMemo(() => worstFirst(views), [views])
  const shown = isWhole || isPaper ? told : told.slice(0, AT_FIRST)
  const [oldest] = told.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0))
  return (
    <section className="card leader-ranking">
      <header className="card-head"><h2>{say('leader.byPlace')}</h2><span className="desk-note">{say('coverage.communes', { reported: told.length, expected: views.length })} {say('coverage.reported')}</span></header>
      {oldest !== undefined && <p className="leader-ranking-age"><Freshness view={oldest} now={now} timeZone={timeZone} locale={locale}>{say('leader.oldest')}</Freshness></p>}
      <ol>
        {shown.map((view) => (
          <li key={view.series} className={view.freshness === 'stale' ? 'is-old' : undefined}>
            <Link href={figurePath(view.series)}>{view.subject.name[locale]}</Link>
            {isPaper && <Freshness view={view} now={now} timeZone={timeZone} locale={locale} />}
            <Ruler view={view} />
            <Figure view={view} locale={locale} className="num" />
            <ViewGlyph freshness={view.freshness} status={statusOf(view)} />
            <span className="off-screen">{statusWord(view, locale)}</span>
          </li>
        ))}
      </ol>
      {silent.length > 0 && <p className="desk-note leader-silent">{say('coverage.missing', { names: silent.map(({ subject }) => subject.short).join(', ') })}</p>}
      {told.length > AT_FIRST && <p className="card-foot"><button type="button" aria-expanded={isWhole} onClick={() => showWhole(!isWhole)}>{isWhole ? say('leader.fewer') : say('leader.wholeList', { n: told.length })}</button></p>}
    </section>
  )
}

function worstFirst(views: readonly SeriesView[]): { told: readonly SeriesView[]; silent: readonly SeriesView[] } {
  const isLowerGood = views[0]?.indicator.direction === 'lower'
  const number = ({ value }: SeriesView) => (typeof value === 'number' ? value : 0)
  const told = views.filter(({ value }) => value !== undefined)
  return {
    told: told.toSorted((a, b) => (isLowerGood ? number(b) - number(a) : number(a) - number(b)) || a.subject.short.localeCompare(b.subject.short, 'vi')),
    silent: views.filter(({ value }) => value === undefined),
  }
}
