import { Link } from 'wouter'
import type { SeriesName } from '#contract'
import { useServerNow } from '../../live/index.ts'
import { formatDelta, formatValue, useLocale, useSay, withUnit } from '../../locale/index.ts'
import { changeOf, Figure, Freshness, StateChip, statusOf, statusWord, ViewGlyph } from '../../parts/index.ts'
import { figurePath } from '../figure-list/FigureRow.tsx'
import { useFigure } from '../figure-list/use-figures.ts'
import { useSheet } from './sheet.ts'

const YEAR_MS = 365.25 * 86_400_000

/** The year's figures: what is planned and on which paper, what is reached, the same time last year, and how sure the figure is. */
export function Plans() {
  const say = useSay()
  const { briefing } = useSheet()
  return (
    <>
      <h1>{say('leader.part-plans')}</h1>
      <p className="desk-note">{say('leader.plansNote')}</p>
      <ul className="leader-plans">{briefing.plans.map((series) => <Plan key={series} series={series} />)}</ul>
    </>
  )
}

function Plan({ series }: { series: SeriesName }) {
  const say = useSay()
  const locale = useLocale()
  const { timeZone, ownerOf } = useSheet()
  const now = useServerNow(1_000) ?? 0
  const view = useFigure(series)
  if (view === undefined) return null
  const { indicator } = view
  const lastYear = changeOf(view, YEAR_MS)
  const targets = [...(view.targets ?? [])].sort((a, b) => Number(b.main) - Number(a.main))
  const digits = indicator.unit === '%' ? Math.max(1, indicator.decimals) : indicator.decimals
  return (
    <li className={`card leader-plan${view.freshness === 'stale' ? ' is-old' : ''}`}>
      <h2><Link href={figurePath(series)}>{indicator.name[locale]}</Link></h2>
      <p className="leader-plan-now"><Figure view={view} locale={locale} className="num" />{view.state !== undefined && <StateChip state={view.state} locale={locale} />}<span className="leader-plan-state"><ViewGlyph freshness={view.freshness} status={statusOf(view)} />{statusWord(view, locale)}</span></p>
      <dl>
        {targets.length === 0 && <div><dt>{say('leader.plan')}</dt><dd>{say('figure.noTarget')}</dd></div>}
        {targets.map((target) => (
          <div key={`${target.value} ${target.basis}`}>
            <dt>{say(target.main ? 'leader.mainTarget' : 'leader.otherTarget')}</dt>
            <dd>{withUnit(formatValue(target.value, indicator, locale), indicator.unit, locale)}{typeof view.value === 'number' && view.freshness !== 'stale' && <> ({formatDelta(view.value - target.value, digits, locale)})</>}{target.basis !== undefined && <small>{target.basis}</small>}</dd>
          </div>
        ))}
        <div><dt>{say('leader.samePeriod')}</dt><dd>{!('by' in lastYear) || typeof view.value !== 'number' ? say('by' in lastYear || lastYear.why === 'none' ? 'leader.noSamePeriod' : `course.why-${lastYear.why}`) : `${withUnit(formatValue(view.value - lastYear.by, indicator, locale), indicator.unit, locale)} (${formatDelta(lastYear.by, digits, locale)})`}</dd></div>
        <div><dt>{say('leader.owner')}</dt><dd>{ownerOf(indicator)?.[locale] ?? say('leader.noOwner')}</dd></div>
      </dl>
      <p className="leader-plan-age"><Freshness view={view} now={now} timeZone={timeZone} locale={locale}>{view.period}</Freshness></p>
    </li>
  )
}
