import { type Catalogue, type Explanation, type Indicator } from '#contract'
import { formatValue, type Locale, type Say, useLocale, useSay, withUnit } from '../../locale/index.ts'
import { StatusGlyph } from '../../parts/index.ts'
import { createNames, dayText } from '../agency/names.ts'
import { dayIn } from '../agency/period-of.ts'
import './explanations.css'

interface Props {
  explanation: Explanation
  catalogue: Catalogue
  /** Of a list over several places: which one this is about. */
  withPlace?: boolean
  now: number
}

/** One explanation: why, what is done until when, for which figure it was written, and by whom as what. */
export function Explained({ explanation, catalogue, withPlace = false, now }: Props) {
  const say = useSay()
  const locale = useLocale()
  const names = createNames(catalogue, locale)
  const { series, why, remedy, until, by, roles, writtenAt, value, at } = explanation
  const { subject, info } = names.series(series)
  const isOver = isOverdue(explanation, dayIn(catalogue.deployment.timeZone, now))
  return (
    <article className="explained" data-explained={series}>
      {withPlace && <h3><a href={`/figure/${encodeURIComponent(series)}`}>{subject}</a></h3>}
      <dl>
        <div><dt>{say('explain.why')}</dt><dd>{why}</dd></div>
        <div><dt>{say('explain.remedy')}</dt><dd>{remedy}</dd></div>
        <div><dt>{say('explain.until')}</dt><dd className="explained-until">{isOver && <StatusGlyph status="watch" />}{say(isOver ? 'explain.overdue' : 'explain.day', { day: dayText(until) })}</dd></div>
      </dl>
      <p className="explained-signed">
        <b>{say('explain.signed', { who: by, roles: rolesText(roles, say), at: names.moment(writtenAt) })}</b> {say('explain.forValue', { value: valueText(value, info, locale), at: names.moment(at) })}
      </p>
    </article>
  )
}

/** What was promised until a day no longer stands for the figure of the day after. */
export const isOverdue = ({ until }: Pick<Explanation, 'until'>, today: string): boolean => until < today

const rolesText = (roles: Explanation['roles'], say: Say): string => roles.map((role) => say(`role.${role}`)).join(', ')

const valueText = (value: Explanation['value'], indicator: Indicator | undefined, locale: Locale): string =>
  indicator === undefined ? String(value) : withUnit(formatValue(value, indicator, locale), indicator.unit)
