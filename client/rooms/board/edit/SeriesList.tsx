import { type SeriesName, seriesName, splitSeries } from '#contract'
import { useLocale, useSay } from '../../../locale/index.ts'
import { useEditing } from './editing.ts'
import { Lines, moved } from './Lines.tsx'
import { seriesWords, subjectName } from './names-of.ts'
import { subjectsOf } from './query-form.ts'

/** Figures one by one, each of a place of its own, in the order they are drawn. */
export function SeriesList({ all, ask }: { all: readonly SeriesName[]; ask(series: SeriesName[]): void }) {
  const say = useSay()
  const locale = useLocale()
  const { catalogue } = useEditing()
  if (all.length === 0) return <p className="desk-note">{say('board.noSeries')}</p>
  const lines = all.map((series, index) => {
    const { indicator, subject } = seriesWords(series, catalogue, locale)
    const own = splitSeries(series)
    const info = catalogue.indicators.find(({ id }) => id === own.indicator)
    const subjects = info === undefined ? [own.subject] : [...new Set([own.subject as string, ...subjectsOf(info, catalogue)])]
    const choose = (id: string) => ask([...new Set(all.with(index, seriesName(own.indicator, id)))])
    return {
      key: series, name: indicator,
      body: (
        <>
          <strong>{indicator}</strong>
          {subjects.length > 1
            ? <select aria-label={say('board.ofWhat', { indicator })} value={own.subject} onChange={({ target }) => choose(target.value)}>{subjects.map((id) => <option key={id} value={id}>{subjectName(id, catalogue, locale)}</option>)}</select>
            : <span>{subject}</span>}
        </>
      ),
    }
  })
  return <Lines label={say('board.figures')} lines={lines} move={(from, to) => ask(moved(all, from, to))} take={(index) => ask(all.toSpliced(index, 1))} />
}
