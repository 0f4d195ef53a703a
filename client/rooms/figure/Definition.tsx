import { type Catalogue, type DueRule, durationMs, type Indicator, type SeriesName, splitSeries } from '#contract'
import { formatAge, formatNumber, type Locale, type Say, useLocale, useSay } from '../../locale/index.ts'

/** What an indicator means, whose it is, when it is due and how it is judged. */
export function Definition({ catalogue, series }: { catalogue: Catalogue; series: SeriesName }) {
  const say = useSay()
  const locale = useLocale()
  const indicator = catalogue.indicators.find(({ id }) => id === splitSeries(series).indicator)
  if (indicator === undefined) return null
  const agency = (id: string | undefined) => catalogue.agencies.find((one) => one.id === id)?.name[locale] ?? id
  const sources = catalogue.sources.filter(({ feeds }) => feeds.includes(indicator.domain)).map(({ title }) => title[locale])
  const facts: [string, string | undefined][] = [
    ['id', indicator.id],
    ['unit', indicator.unit],
    ['owner', agency(indicator.owner)],
    ['earlierOwner', agency(indicator.earlierOwner)],
    ['sources', sources.join('; ')],
    ['due', dueText(indicator.due, say, locale)],
    ['direction', say(`direction.${indicator.direction}`)],
    ['aggregation', say(`aggregation.${indicator.aggregation}`)],
    ['formula', indicator.formula],
    ['warn', limitText(indicator.warn, indicator, locale)],
    ['critical', limitText(indicator.critical, indicator, locale)],
    ['pace', indicator.pace && paceText(indicator.pace, indicator, say)],
    ['across', say(`definition.across-${indicator.across ?? 'none'}`)],
  ]
  return (
    <div className="card definition">
      <div className="card-head"><h2>{say('definition.title')}</h2></div>
      <dl>{facts.map(([key, text]) => text !== undefined && text !== '' && <div key={key}><dt>{say(`definition.${key}`)}</dt><dd>{text}</dd></div>)}</dl>
    </div>
  )
}

function limitText(limit: Indicator['warn'], { decimals, unit }: Indicator, locale: Locale): string | undefined {
  if (limit === undefined) return undefined
  const text = typeof limit === 'number' ? formatNumber(limit, decimals, locale) : `${formatNumber(limit.low, decimals, locale)} – ${formatNumber(limit.high, decimals, locale)}`
  return `${text} ${unit}`
}

function paceText({ by, over, warn, critical }: NonNullable<Indicator['pace']>, { periods }: Indicator, say: Say): string {
  return say(`definition.pace-${by}`, { over: say(periods === 'investment' && over === 'year' ? 'definition.budgetYear' : `definition.over-${over}`), warn, critical })
}

function dueText(due: DueRule, say: Say, locale: Locale): string {
  if ('every' in due) return say('due.every', { every: formatAge(durationMs(due.every), locale) })
  const by = due.by ?? ''
  const day = 'day' in due ? (due.day === 'last' ? say('due.last') : String(due.day)) : ''
  return say(`due.${due.calendar}`, { by, day, month: 'month' in due ? due.month : '' }).trim()
}
