import { type Indicator, MOST_INDICATORS, type PlainQuery, type SeriesQuery } from '#contract'
import { useSay } from '../../../locale/index.ts'
import { useEditing } from './editing.ts'
import { FindIndicator } from './FindIndicator.tsx'
import { Lines, moved } from './Lines.tsx'
import { PlainFields } from './PlainFields.tsx'
import { firstSeries, together } from './query-form.ts'

/** Several questions in one panel, such as counts of communes under stations: each is worked on by itself, and their order counts. */
export function TogetherFields({ parts, ask }: { parts: readonly PlainQuery[]; ask(query: SeriesQuery | undefined): void }) {
  const say = useSay()
  const { catalogue } = useEditing()
  const change = (index: number, query: PlainQuery | undefined) => ask(together(query === undefined ? parts.toSpliced(index, 1) : parts.with(index, query)))
  const lines = parts.map((query, index) => ({
    // Parts have no name of their own; by their place the fields of one stay its fields while it is changed.
    key: String(index), name: say('board.part', { n: index + 1 }),
    body: <div className="query-part" role="group" aria-label={say('board.part', { n: index + 1 })}><h4>{say('board.part', { n: index + 1 })}</h4><PlainFields query={query} ask={(next) => change(index, next)} /></div>,
  }))
  const add = (indicator: Indicator) => ask(together([...parts, { series: [firstSeries(indicator, catalogue)] }]))
  return (
    <>
      <Lines label={say('board.parts')} lines={lines} move={(from, to) => ask(together(moved(parts, from, to)))} take={(index) => ask(together(parts.toSpliced(index, 1)))} />
      {parts.length < MOST_INDICATORS && <div className="query-more"><h4>{say('board.addPart')}</h4><FindIndicator found={add} of="anything" /></div>}
    </>
  )
}
