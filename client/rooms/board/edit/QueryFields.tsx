import { useId, useState } from 'react'
import { type Indicator, type Panel, SeriesQuery } from '#contract'
import { indicatorsOf } from '../../../boards/index.ts'
import { useSay } from '../../../locale/index.ts'
import { changeIn, useEditing } from './editing.ts'
import { FindIndicator } from './FindIndicator.tsx'
import { JsonField } from './JsonField.tsx'
import { PlainFields } from './PlainFields.tsx'
import { firstOf, formOf, inForm, QUERY_FORMS, type QueryForm, withQuery } from './query-form.ts'
import { TogetherFields } from './TogetherFields.tsx'
import { UsedWhere } from './UsedWhere.tsx'

/** Which figures a panel shows: named ones, indicators over all places, several such questions, or as it is written in a file. */
export function QueryFields({ panel }: { panel: Panel }) {
  const say = useSay()
  const id = useId()
  const editing = useEditing()
  const { catalogue } = editing
  const [wished, wish] = useState<QueryForm>()
  const { query } = panel
  const form = wished ?? formOf(query)
  const ask = (next: SeriesQuery | undefined) => {
    wish(undefined)
    changeIn(editing, panel.id, (one) => withQuery(one, next))
  }
  const choose = (next: QueryForm) => {
    const made = inForm(next, query, catalogue)
    if (next === 'none') ask(undefined)
    else if (made === undefined || next === 'other') wish(next)
    else ask(made)
  }
  const isPlain = query !== undefined && !('together' in query) && form === formOf(query)
  const begin = (indicator: Indicator) => ask(firstOf(form, indicator, catalogue))
  return (
    <section aria-labelledby={`${id}-head`}>
      <h3 id={`${id}-head`}>{say('board.figures')}</h3>
      <div className="segments" role="group" aria-labelledby={`${id}-head`}>
        {QUERY_FORMS.map((one) => <button key={one} type="button" aria-pressed={one === form} onClick={() => choose(one)}>{say(`board.query-${one}`)}</button>)}
      </div>
      {isPlain && <PlainFields query={query} ask={ask} />}
      {form === 'together' && query !== undefined && 'together' in query && <TogetherFields parts={query.together} ask={ask} />}
      {form === 'other' && <JsonField id={`${id}-json`} value={query} change={(value) => ask(value === undefined ? undefined : SeriesQuery.parse(value))} check={checkQuery} />}
      {form !== 'none' && form !== 'other' && form !== formOf(query) && <><p className="desk-note">{say('board.noSeries')}</p><FindIndicator found={begin} of={form === 'over' ? 'places' : 'anything'} /></>}
      <UsedWhere indicators={indicatorsOf(query)} />
    </section>
  )
}

function checkQuery(value: unknown): string | undefined {
  const parsed = SeriesQuery.safeParse(value)
  return parsed.success ? undefined : (parsed.error.issues[0]?.message ?? '')
}
