import type { SeriesView, Text } from '#contract'
import { formatNumber, type Locale, type Say, useSay, withUnit } from '../../locale/index.ts'
import { nameSome } from '../../parts/index.ts'
import { colourOf, type Picture } from './describe.ts'

/** The first few, and how many more. */
export const namesOf = (all: readonly string[], say: Say): string => nameSome(all, (n) => say('coverage.more', { n }))

interface Props {
  picture: Picture
  views: readonly SeriesView[]
  /** Those the map has no shape for. */
  shapeless: readonly string[]
  /** Below target without a name on the map, where not just for their number. */
  unplaced?: readonly string[]
  /** Silent ones that are not named on the map itself. */
  silent: readonly string[]
  /** In place of the ranges, lowest class first. */
  words?: readonly Text[] | undefined
  locale: Locale
}

/** What the colours mean, highest first, and in words whatever the picture itself cannot tell. */
export function Legend({ picture: { breaks, shades, hatched, bad, badUnnamed, others }, views, shapeless, unplaced = [], silent, words, locale }: Props) {
  const say = useSay()
  const unnamed = [...unplaced, ...badUnnamed.map((view) => view.subject.short)]
  const unit = views[0]?.indicator.unit ?? ''
  const classes = shades.length === hatched ? [] : Array.from({ length: breaks.length + 1 }, (_, i) => i + 1).toReversed()
  const lines = [
    ...(unnamed.length > 0 ? [bad.length === 0 ? say('map.bad-count', { n: unnamed.length }) : say('map.bad-more', { names: namesOf(unnamed, say) })] : []), // where none is to be named, none is
    ...(others.length > 0 ? [say('ranking.otherPeriod', { names: namesOf(others.map((view) => view.subject.short), say) })] : []),
    ...(silent.length > 0 ? [say('coverage.missing', { names: namesOf(silent, say) })] : []),
    ...(shapeless.length > 0 ? [say('map.noShape', { names: namesOf(shapeless, say) })] : []),
  ]
  return (
    <>
      <ul className="lmap-steps">
        {classes.map((step) => <li key={step}><i className={`lm-swatch is-step-${colourOf(step, breaks)}`} />{wordOf(step)}</li>)}
        {hatched > 0 && <li><i className="lm-swatch is-none" />{say('map.none')}</li>}
        {bad.length > 0 && <li><i className="lm-swatch is-bad" />{say('map.bad')}</li>}
      </ul>
      {lines.map((line) => <p key={line}>{line}</p>)}
    </>
  )

  function wordOf(step: number): string {
    const word = words?.[step - 1]
    if (word !== undefined) return word[locale]
    const write = (value: number | undefined) => (value === undefined ? '' : formatNumber(value, Number.isInteger(value) ? 0 : (String(value).split('.')[1]?.length ?? 0), locale))
    const [low, high] = [breaks[step - 2], breaks[step - 1]]
    if (low === undefined && high === undefined) return say('map.all')
    if (high === undefined) return say('map.from', { low: withUnit(write(low), unit, locale) })
    return low === undefined ? say('map.below', { high: write(high) }) : say('map.between', { low: write(low), high: write(high) })
  }
}
