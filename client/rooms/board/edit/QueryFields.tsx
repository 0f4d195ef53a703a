import { useId, useState } from 'react'
import { type Indicator, type Panel, type SeriesName, SeriesQuery, seriesName, splitSeries } from '#contract'
import { indicatorsOf } from '../../../boards/index.ts'
import { useLocale, useSay } from '../../../locale/index.ts'
import { changeIn, useEditing } from './editing.ts'
import { FindIndicator } from './FindIndicator.tsx'
import { Cross, Up } from './Icons.tsx'
import { JsonField } from './JsonField.tsx'
import { seriesWords, subjectName } from './names-of.ts'
import { firstSeries, formOf, overPlaces, type QueryForm, subjectsOf, withQuery } from './query-form.ts'
import { UsedWhere } from './UsedWhere.tsx'

const FORMS: readonly QueryForm[] = ['series', 'over', 'other', 'none']

/** Which figures a panel shows: named ones, one indicator over all places, or as it is written in a file. */
export function QueryFields({ panel }: { panel: Panel }) {
  const say = useSay()
  const id = useId()
  const editing = useEditing()
  const { catalogue } = editing
  const [wished, wish] = useState<QueryForm>()
  const form = wished ?? formOf(panel.query)
  const ask = (query: SeriesQuery | undefined) => {
    wish(undefined)
    changeIn(editing, panel.id, (one) => withQuery(one, query))
  }
  const choose = (next: QueryForm) => {
    const known = catalogue.indicators.find((one) => one.id === indicatorsOf(panel.query)[0])
    if (next === 'none') ask(undefined)
    else if (next === 'series' && known !== undefined) ask({ series: [firstSeries(known, catalogue)] })
    else if (next === 'over' && known !== undefined) ask(overPlaces(known, catalogue))
    else wish(next)
  }
  const found = (indicator: Indicator) => {
    if (form === 'over') ask(overPlaces(indicator, catalogue))
    else ask({ series: [...seriesOf(panel), firstSeries(indicator, catalogue)] })
  }
  return (
    <section aria-labelledby={`${id}-head`}>
      <h3 id={`${id}-head`}>{say('board.figures')}</h3>
      <div className="segments" role="group" aria-labelledby={`${id}-head`}>
        {FORMS.map((one) => <button key={one} type="button" aria-pressed={one === form} onClick={() => choose(one)}>{say(`board.query-${one}`)}</button>)}
      </div>
      {form === 'series' && <SeriesList panel={panel} ask={ask} />}
      {form === 'over' && panel.query !== undefined && 'indicator' in panel.query && <OverWords indicator={panel.query.indicator} level={panel.query.level} of={panel.query.of} />}
      {form === 'other' && <JsonField id={`${id}-json`} value={panel.query} change={(value) => ask(value === undefined ? undefined : SeriesQuery.parse(value))} check={checkQuery} />}
      {(form === 'series' || form === 'over') && <FindIndicator found={found} places={form === 'over'} />}
      <UsedWhere indicators={indicatorsOf(panel.query)} />
    </section>
  )
}

const seriesOf = ({ query }: Panel): readonly SeriesName[] => (query !== undefined && 'series' in query ? query.series : [])

function checkQuery(value: unknown): string | undefined {
  const parsed = SeriesQuery.safeParse(value)
  return parsed.success ? undefined : (parsed.error.issues[0]?.message ?? '')
}

function OverWords({ indicator, level, of }: { indicator: string; level: string; of: string }) {
  const say = useSay()
  const locale = useLocale()
  const { catalogue } = useEditing()
  const name = catalogue.indicators.find(({ id }) => id === indicator)?.name[locale] ?? indicator
  return <p className="query-words"><strong>{name}</strong><br />{say(`board.over-${level}`, { of: subjectName(of, catalogue, locale) })}</p>
}

function SeriesList({ panel, ask }: { panel: Panel; ask(query: SeriesQuery): void }) {
  const say = useSay()
  const locale = useLocale()
  const { catalogue } = useEditing()
  const all = seriesOf(panel)
  if (all.length === 0) return <p className="desk-note">{say('board.noSeries')}</p>
  return (
    <ol className="series-list">
      {all.map((series, index) => {
        const { indicator, subject } = seriesWords(series, catalogue, locale)
        const info = catalogue.indicators.find(({ id }) => id === splitSeries(series).indicator)
        const own = splitSeries(series)
        const subjects = info === undefined ? [own.subject] : [...new Set([own.subject as string, ...subjectsOf(info, catalogue)])]
        const swap = (other: number) => ask({ series: all.toSpliced(index, 1).toSpliced(other, 0, series) })
        return (
          <li key={series}>
            <strong>{indicator}</strong>
            {subjects.length > 1
              ? <select aria-label={say('board.ofWhat', { indicator })} value={own.subject} onChange={({ target }) => ask({ series: [...new Set(all.with(index, seriesName(own.indicator, target.value)))] })}>{subjects.map((id) => <option key={id} value={id}>{subjectName(id, catalogue, locale)}</option>)}</select>
              : <span>{subject}</span>}
            <span className="actions">
              <button type="button" disabled={index === 0} aria-label={say('board.up', { name: indicator })} onClick={() => swap(index - 1)}><Up /></button>
              <button type="button" disabled={index === all.length - 1} aria-label={say('board.down', { name: indicator })} onClick={() => swap(index + 1)}><Up isDown /></button>
              <button type="button" aria-label={say('board.take', { name: indicator })} onClick={() => ask({ series: all.toSpliced(index, 1) })}><Cross /></button>
            </span>
          </li>
        )
      })}
    </ol>
  )
}
