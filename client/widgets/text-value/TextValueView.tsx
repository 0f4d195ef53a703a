import { coverageText, Figure, Freshness, isBesideName, shortName } from '../../parts/index.ts'
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
  const name = title ?? shortName(view.indicator, locale)
  const coverage = coverageText(view, locale)
  const isAbove = isBesideName(name)
  return (
    <article className={`p text-value is-${options.size}${wall ? '' : ' is-near'}${oldClass(view)}`}>
      <header>
        <h3>{name}</h3>
        {isAbove && coverage !== undefined && <span className="note">{coverage}</span>}
      </header>
      <Figure view={view} locale={locale} className={options.size === 'large' && !isLong ? 'num l' : 'num m'} />
      <Freshness view={view} now={now} timeZone={place.timeZone} locale={locale}>{isAbove ? undefined : coverage}</Freshness>
    </article>
  )
}
