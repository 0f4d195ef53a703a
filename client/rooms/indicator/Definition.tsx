import { type Catalogue, type DueRule, durationMs, type Indicator, type SourceInfo } from '#contract'
import { formatAge, formatNumber, type Locale, type Say, unitText, useLocale, useSay, withUnit } from '../../locale/index.ts'
import { FormulaVersions } from './FormulaVersions.tsx'
import { TargetList } from './TargetList.tsx'
import './indicator.css'

interface Props {
  catalogue: Catalogue
  indicator: Indicator
}

/** What an indicator means, on which paper it rests, whose it is, when it is due and how it is judged. */
export function Definition({ catalogue, indicator }: Props) {
  const say = useSay()
  const locale = useLocale()
  const agency = (id: string | undefined) => catalogue.agencies.find((one) => one.id === id)?.name[locale] ?? id
  const facts: [string, string | undefined][] = [
    ['id', indicator.id],
    ['unit', unitText(indicator.unit, locale)],
    ['legalBasis', indicator.legalBasis ?? say('definition.notWritten')],
    ['owner', agency(indicator.owner)],
    ['earlierOwner', agency(indicator.earlierOwner)],
    ['level', say(`definition.level-${indicator.level}`)],
    ['due', dueText(indicator.due, say, locale)],
    ['periods', indicator.periods && say(`definition.periods-${indicator.periods}`)],
    ['direction', say(`direction.${indicator.direction}`)],
    ['aggregation', say(`aggregation.${indicator.aggregation}`)],
    ['warn', limitText(indicator.warn, indicator, locale)],
    ['critical', limitText(indicator.critical, indicator, locale)],
    ['pace', indicator.pace && paceText(indicator.pace, indicator, say)],
    ['across', say(`definition.across-${indicator.across ?? 'none'}`)],
  ]
  const sources = sourcesOf(indicator, catalogue)
  return (
    <div className="card definition">
      <div className="card-head"><h2>{say('definition.title')}</h2></div>
      <dl>
        {facts.map(([key, text]) => text !== undefined && text !== '' && <div key={key}><dt>{say(`definition.${key}`)}</dt><dd>{text}</dd></div>)}
        <FormulaVersions catalogue={catalogue} indicator={indicator} />
        <TargetList catalogue={catalogue} indicator={indicator} />
        <div>
          <dt>{say('definition.sources')}</dt>
          <dd>
            {sources.length === 0 && say(isComputed(indicator) ? 'definition.computed' : 'definition.noSource')}
            <ul>{sources.map((one) => <li key={one.id}>{one.title[locale]}<small>{rhythmText(one, say, locale)}</small></li>)}</ul>
          </dd>
        </div>
      </dl>
    </div>
  )
}

/** Who delivers it; of a source that does not say beforehand what it delivers, who might. */
const sourcesOf = ({ id, domain }: Indicator, { sources }: Catalogue): SourceInfo[] =>
  sources.filter(({ indicators, feeds, driver }) => driver !== 'derive' && (indicators?.includes(id) ?? feeds.includes(domain)))

const isComputed = ({ formula, formulas }: Indicator): boolean => formula !== undefined || formulas !== undefined

/** `Prometheus, mỗi 10 giây · Minh họa` */
function rhythmText({ driver, everyMs, origin }: SourceInfo, say: Say, locale: Locale): string {
  const rhythm = everyMs === undefined ? say('definition.whenSent') : say('due.every', { every: formatAge(everyMs, locale) })
  return `${say(`driver.${driver}`)}, ${rhythm}${origin === 'real' ? '' : ` · ${say('figure.demo')}`}`
}

function limitText(limit: Indicator['warn'], { decimals, unit }: Indicator, locale: Locale): string | undefined {
  if (limit === undefined) return undefined
  const text = typeof limit === 'number' ? formatNumber(limit, decimals, locale) : `${formatNumber(limit.low, decimals, locale)} – ${formatNumber(limit.high, decimals, locale)}`
  return withUnit(text, unit, locale)
}

function paceText({ by, over, warn, critical }: NonNullable<Indicator['pace']>, { periods }: Indicator, say: Say): string {
  return say(`definition.pace-${by}`, { over: say(periods === 'investment' && over === 'year' ? 'definition.budgetYear' : `definition.over-${over}`), warn, critical })
}

function dueText(due: DueRule, say: Say, locale: Locale): string {
  if ('every' in due) return say('due.every', { every: formatAge(durationMs(due.every), locale) })
  const by = due.by ?? ''
  const day = 'day' in due ? (due.day === 'last' ? say('due.last') : String(due.day)) : ''
  return say(`due.${due.calendar}`, { by, day, month: 'month' in due ? due.month : '' }).trim() + ('worked' in due ? say('due.worked') : '')
}
