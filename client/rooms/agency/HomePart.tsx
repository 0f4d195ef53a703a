import { useCallback, useMemo } from 'react'
import type { Catalogue } from '#contract'
import { pageApi } from '../../app/api.ts'
import { LiveLine } from '../../app/LiveLine.tsx'
import { UntilHeard } from '../../app/UntilHeard.tsx'
import { useServerNow } from '../../live/index.ts'
import { useSay } from '../../locale/index.ts'
import type { NamedViewer } from '../NamedOnly.tsx'
import { useFigures } from '../figure-list/use-figures.ts'
import { KpiCard } from './KpiCard.tsx'
import type { Names } from './names.ts'
import type { Own } from './own.ts'
import { OwnFigures } from './OwnFigures.tsx'
import { OwnScores } from './OwnScores.tsx'
import { OwnSources, useOwnSources } from './OwnSources.tsx'
import { dayIn } from './period-of.ts'
import { RedFigures } from './RedFigures.tsx'
import { todosOf } from './todo.ts'
import { TodoList } from './TodoList.tsx'
import type { Quality } from './use-quality.ts'
import { useReadAgain } from './use-read-again.ts'
import type { Submissions } from './use-submissions.ts'
import type { ReadTargets } from './use-targets.ts'
import './home.css'

interface Props {
  own: Own
  catalogue: Catalogue
  names: Names
  viewer: NamedViewer
  submissions: Submissions
  quality: Quality
  targets: ReadTargets
}

/** The home of an agency or a commune: how its own figures and sources do, and what waits for its people. */
export function HomePart(props: Props) {
  const say = useSay()
  const { own, catalogue } = props
  if (own.feeds.length === 0) return <p className="card desk-empty">{say('home.nothing')}</p>
  return <LiveLine feeds={own.feeds} catalogue={catalogue}><UntilHeard><Home {...props} /></UntilHeard></LiveLine>
}

const MOST_LARGE = 4

function Home({ own, catalogue, names, viewer, submissions, quality, targets }: Props) {
  const say = useSay()
  const views = useFigures(own.series)
  const sources = useOwnSources(own.sources)
  const now = useServerNow(60_000) ?? 0
  const explanations = useReadAgain(useCallback(() => pageApi.explanations(), []))
  const explained = useMemo(() => explanations.answer && new Map(explanations.answer.explanations.map((one) => [one.series, one])), [explanations.answer])
  // Those with a target lead, in the order of the catalogue: cards that changed places would be read wrong.
  const large = useMemo(() => views.filter(({ value }) => typeof value === 'number').toSorted((a, b) => rankOf(a) - rankOf(b)).slice(0, MOST_LARGE).map(({ series }) => series).join(' '), [views])
  const today = dayIn(names.timeZone, now)
  const todos = now === 0 ? undefined : todosOf({ views, sources, ownsSources: own.kind === 'agency', submissions: submissions.answer, held: quality.answer ?? [], explained, targets: targets.answer, viewer, now, today }, names, say)
  const unread = [...(submissions.thrown === undefined ? [] : ['submissions']), ...(quality.thrown === undefined ? [] : ['quality']), ...(explanations.thrown === undefined ? [] : ['explanations']), ...(targets.thrown === undefined ? [] : ['targets'])]
  return (
    <div className="home">
      {large !== '' && <section className="home-kpis" aria-label={say('home.main')}>{own.series.filter((series) => large.split(' ').includes(series)).map((series) => <KpiCard key={series} series={series} withPlace={own.places.length > 1} />)}</section>}
      <div className="home-column is-wide">
        <OwnSources sources={sources} names={names} />
        {own.kind === 'agency' && <OwnScores catalogue={catalogue} names={names} agencies={own.agencies} />}
      </div>
      <div className="home-column">
        <TodoList todos={todos} unread={unread} />
        <RedFigures views={views} explained={explained} today={today} names={names} />
      </div>
      <OwnFigures views={views} />
    </div>
  )
}

function rankOf({ target, indicator: { warn, critical } }: ReturnType<typeof useFigures>[number]): number {
  if (target !== undefined) return 0
  return warn !== undefined || critical !== undefined ? 1 : 2
}
