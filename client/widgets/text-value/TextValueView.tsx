import { coverageText, Figure, Freshness, shortName } from '../../parts/index.ts'
import { oldClass } from '../old.ts'
import type { WidgetProps } from '../widget.ts'
import './text-value.css'

/** A plain figure with its name, age and source. */
export function TextValueView({ views, title, now, wall, locale, place }: WidgetProps<object>) {
  const view = views[0]
  if (view === undefined) return <article className="p"><h3>{title}</h3></article>
  return (
    <article className={`p text-value${wall ? '' : ' is-near'}${oldClass(view)}`}>
      <h3>{title ?? shortName(view.indicator, locale)}</h3>
      <Figure view={view} locale={locale} className="num m" />
      <Freshness view={view} now={now} timeZone={place.timeZone} locale={locale}>{coverageText(view, locale)}</Freshness>
    </article>
  )
}
