import { coverageText, Figure, Freshness, shortName } from '../../parts/index.ts'
import { oldClass } from '../old.ts'
import type { WidgetProps } from '../widget.ts'
import type { TextValueOptions } from './options.ts'
import './text-value.css'

const MANY_DIGITS = 100_000

/** A plain figure with its name, age and source. */
export function TextValueView({ views, options, title, now, wall, locale, place }: WidgetProps<TextValueOptions>) {
  const view = views[0]
  if (view === undefined) return <article className="p"><h3>{title}</h3></article>
  const isLong = typeof view.value === 'number' && Math.abs(view.value) >= MANY_DIGITS
  return (
    <article className={`p text-value is-${options.size}${wall ? '' : ' is-near'}${oldClass(view)}`}>
      <h3>{title ?? shortName(view.indicator, locale)}</h3>
      <Figure view={view} locale={locale} className={options.size === 'large' && !isLong ? 'num l' : 'num m'} />
      <Freshness view={view} now={now} timeZone={place.timeZone} locale={locale}>{coverageText(view, locale)}</Freshness>
    </article>
  )
}
