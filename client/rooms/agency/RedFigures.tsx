import { Link } from 'wouter'
import type { Explanation, SeriesName, SeriesView } from '#contract'
import { useServerNow } from '../../live/index.ts'
import { useSay } from '../../locale/index.ts'
import { Figure, Freshness, judgedBy, shortName, StatusGlyph } from '../../parts/index.ts'
import { isOverdue } from '../explanations/Explained.tsx'
import { deskFigurePath } from '../figure-list/FigureRow.tsx'
import { dayText, type Names } from './names.ts'
import { redOf } from './todo.ts'

interface Props {
  views: readonly SeriesView[]
  explained: ReadonlyMap<SeriesName, Explanation> | undefined
  today: string
  names: Names
}

/** What is missed, and what its owner says of it: signed by whom, and until when it will be mended. */
export function RedFigures({ views, explained, today, names }: Props) {
  const say = useSay()
  const { locale, timeZone } = names
  const now = useServerNow(1_000) ?? 0
  const red = redOf(views)
  return (
    <section className="card home-red" aria-labelledby="home-red">
      <header className="card-head"><h2 id="home-red">{say('home.red')}</h2></header>
      {red.length === 0 && <p className="desk-empty">{say('home.redNone')}</p>}
      <ul>
        {red.map((view) => (
          <li key={view.series} data-red={view.series}>
            <StatusGlyph status="bad" />
            <div>
              <p className="home-red-now"><Link href={`${deskFigurePath(view.series)}#explain`} className="home-link">{shortName(view.indicator, locale)}</Link> <Figure view={view} locale={locale} className="num" /> <span>{judgedBy(view, locale)}</span></p>
              {explained !== undefined && <Told explanation={explained.get(view.series)} today={today} names={names} />}
              <Freshness view={view} now={now} timeZone={timeZone} locale={locale} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Told({ explanation, today, names }: { explanation: Explanation | undefined; today: string; names: Names }) {
  const say = useSay()
  if (explanation === undefined) return <p className="is-open">{say('home.redUnexplained')}</p>
  const { why, remedy, until, by, roles, writtenAt } = explanation
  return (
    <div className="home-told">
      <p>{why}</p>
      <p className={isOverdue(explanation, today) ? 'is-open' : undefined}>{isOverdue(explanation, today) ? say('home.redOverdue', { day: dayText(until) }) : say('home.redUntil', { day: dayText(until), remedy })}</p>
      <small>{say('explain.signed', { who: by, roles: roles.map((role) => say(`role.${role}`)).join(', '), at: names.moment(writtenAt) })}</small>
    </div>
  )
}
