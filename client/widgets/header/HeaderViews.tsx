import type { SourceView } from '#contract'
import { formatDate, formatTime, useSay } from '../../locale/index.ts'
import { Mark } from '../../parts/index.ts'
import type { WidgetProps } from '../widget.ts'
import './header.css'

/** Whose wall it is; of a scene with a title of its own what it is about, where there is room. */
export function IdentityView({ title, locale, place }: WidgetProps<object>) {
  return (
    <header className="hd">
      <Mark />
      <div>
        {title !== undefined && <h1 className="hd-scene">{title}</h1>}
        <h1 className={title === undefined ? undefined : 'hd-place'}>{place.name[locale]}</h1>
        <p>{title === undefined ? place.centre[locale] : `${place.centre[locale]} ${place.name[locale]}`}</p>
      </div>
    </header>
  )
}

/** What the scene is about. */
export function TitleView({ title }: WidgetProps<object>) {
  return <header className="hd"><h1>{title}</h1></header>
}

/** Until the server has told its time nobody here knows it. */
const UNKNOWN = 0

/** The server's time, the day, and in one line how the sources do. */
export function ClockView({ sources, now, locale, place }: WidgetProps<object>) {
  const say = useSay()
  return (
    <header className="hd">
      {now === UNKNOWN ? <span className="clock">–</span> : <time className="clock" dateTime={new Date(now).toISOString()}>{formatTime(now, place.timeZone, locale, { hour: '2-digit', minute: '2-digit' })}</time>}
      <div className="date">
        {now !== UNKNOWN && <b>{formatDate(now, place.timeZone, locale)}</b>}
        <p>{summary(sources, say)}</p>
      </div>
      {place.demo && <p className="demo">{say('figure.demoData')}</p>}
    </header>
  )
}

function summary(sources: readonly SourceView[], say: ReturnType<typeof useSay>): string {
  const count = (freshness: string) => sources.filter((source) => source.freshness === freshness).length
  if (count('lost') > 0) return say('sources.lost')
  const rest = (['late', 'stale', 'never'] as const).flatMap((freshness) => (count(freshness) > 0 ? [say(`sources.${freshness}`, { n: count(freshness) })] : []))
  return [say('sources.summary', { total: sources.length, live: count('live') }), ...rest].join(', ')
}
