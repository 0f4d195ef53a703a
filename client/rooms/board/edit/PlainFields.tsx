import type { Indicator, PlainQuery } from '#contract'
import { useSay } from '../../../locale/index.ts'
import { useEditing } from './editing.ts'
import { FindIndicator } from './FindIndicator.tsx'
import { OverFields } from './OverFields.tsx'
import { firstSeries, withIndicator } from './query-form.ts'
import { SeriesList } from './SeriesList.tsx'

/** One plain question: figures named one by one, or indicators over all places of a level. `undefined` where its last line was taken away. */
export function PlainFields({ query, ask }: { query: PlainQuery; ask(query: PlainQuery | undefined): void }) {
  const say = useSay()
  const { catalogue } = useEditing()
  const isNamed = 'series' in query
  const found = (indicator: Indicator) => ask(isNamed ? { series: [...new Set([...query.series, firstSeries(indicator, catalogue)])] } : withIndicator(query, indicator.id))
  return (
    <>
      {isNamed ? <SeriesList all={query.series} ask={(series) => ask(series.length === 0 ? undefined : { series })} /> : <OverFields query={query} ask={ask} />}
      <p className="desk-note">{say(isNamed ? 'board.addSeries' : 'board.addIndicator')}</p>
      <FindIndicator found={found} of={isNamed ? 'anything' : query.level} />
    </>
  )
}
