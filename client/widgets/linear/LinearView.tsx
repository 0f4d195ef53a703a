import { Figure, Freshness, judgedBy, shortName, StatusGlyph, statusOf } from '../../parts/index.ts'
import { oldClass } from '../old.ts'
import type { WidgetProps } from '../widget.ts'
import { LinearRows } from './LinearRows.tsx'
import type { LinearOptions } from './options.ts'
import { scaleFor } from './scale.ts'
import { Track } from './Track.tsx'
import './linear.css'

/** A value on a straight scale with its normal band and limits: what elsewhere is a dial. Several are rows below one title. */
export function LinearView(props: WidgetProps<LinearOptions>) {
  const { views, options, title, now, wall, locale, place } = props
  const view = views[0]
  if (view === undefined) return <article className="p"><h3>{title}</h3></article>
  if (views.length > 1) return <LinearRows {...props} />
  const status = statusOf(view)
  const isOff = status === 'bad' || status === 'watch'
  return (
    <article className={`p linear${wall ? '' : ' is-near'}${status === 'bad' ? ' is-bad' : ''}${oldClass(view)}`}>
      <header>
        <h3>{title ?? shortName(view.indicator, locale)}</h3>
        <span>
          {isOff && <StatusGlyph status={status} />}
          <Figure view={view} locale={locale} className="num s" />
        </span>
      </header>
      <Track view={view} scale={scaleFor(view, options)} />
      <Freshness view={view} now={now} timeZone={place.timeZone} locale={locale}>{view.pace === undefined ? undefined : judgedBy(view, locale)}</Freshness>
    </article>
  )
}
