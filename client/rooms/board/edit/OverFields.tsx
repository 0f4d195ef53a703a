import { useId } from 'react'
import type { PlainQuery } from '#contract'
import { useLocale, useSay } from '../../../locale/index.ts'
import { useEditing } from './editing.ts'
import { Lines, moved } from './Lines.tsx'
import { subjectName } from './names-of.ts'
import { indicatorsIn, LEVELS, type OverQuery, placesAbove, withIndicators } from './query-form.ts'

/** Indicators over all places of one level below a place: a column each where there are several. */
export function OverFields({ query, ask }: { query: OverQuery; ask(query: PlainQuery | undefined): void }) {
  const say = useSay()
  const locale = useLocale()
  const id = useId()
  const { catalogue } = useEditing()
  const all = indicatorsIn(query)
  const nameOf = (indicator: string) => catalogue.indicators.find((one) => one.id === indicator)?.name[locale] ?? indicator
  const above = [...new Set([query.of, ...placesAbove(query.level, catalogue)])]
  const toLevel = (level: OverQuery['level']) => ask({ ...query, level, of: placesAbove(level, catalogue).includes(query.of) ? query.of : catalogue.deployment.subject })
  const keep = (indicators: readonly string[]) => ask(withIndicators(query, indicators))
  return (
    <>
      <Lines
        label={say('board.indicators')} lines={all.map((indicator) => ({ key: indicator, name: nameOf(indicator), body: <strong>{nameOf(indicator)}</strong> }))}
        move={(from, to) => keep(moved(all, from, to))} take={(index) => keep(all.toSpliced(index, 1))}
      />
      <div className="over-fields">
        <div className="field">
          <label htmlFor={`${id}-level`}>{say('board.level')}</label>
          <select id={`${id}-level`} value={query.level} onChange={({ target }) => toLevel(target.value as OverQuery['level'])}>{LEVELS.map((level) => <option key={level} value={level}>{say(`board.level-${level}`)}</option>)}</select>
        </div>
        <div className="field">
          <label htmlFor={`${id}-of`}>{say('board.below')}</label>
          <select id={`${id}-of`} value={query.of} onChange={({ target }) => ask({ ...query, of: target.value })}>{above.map((place) => <option key={place} value={place}>{subjectName(place, catalogue, locale)}</option>)}</select>
        </div>
      </div>
    </>
  )
}
