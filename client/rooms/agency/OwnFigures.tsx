import { useState } from 'react'
import type { SeriesView, Status } from '#contract'
import { useSay } from '../../locale/index.ts'
import { statusOf, usePaper } from '../../parts/index.ts'
import { deskFigurePath } from '../figure-list/FigureRow.tsx'
import { FigureList } from '../figure-list/FigureList.tsx'
import { shortfall } from '../figure-list/weigh.ts'

const FIRST = 12
const WEIGHT: Record<Status, number> = { bad: 0, watch: 1, good: 3, unknown: 4 }

/** All figures of one's own, the worst first; what never came stands last, and is counted. */
export function OwnFigures({ views }: { views: readonly SeriesView[] }) {
  const say = useSay()
  const [opened, showWhole] = useState(false)
  const isPaper = usePaper()
  const isWhole = opened || isPaper
  const all = views.toSorted((a, b) => weightOf(a) - weightOf(b) || shortfall(b) - shortfall(a)).map(({ series }) => series)
  if (all.length === 0) return null
  return (
    <section className="home-all" id="all" aria-labelledby="home-all">
      <header className="home-all-head"><h2 id="home-all">{say('home.all')}</h2><span className="desk-note">{say('home.allNote')}</span></header>
      <FigureList series={isWhole ? all : all.slice(0, FIRST)} label={say('home.all')} hrefOf={deskFigurePath} />
      {all.length > FIRST && !isWhole && <button type="button" onClick={() => showWhole(true)}>{say('home.showAll', { n: all.length })}</button>}
    </section>
  )
}

/** What has grown too old comes after what is missed, before what is well. */
const weightOf = (view: SeriesView): number => (view.freshness === 'stale' ? 2 : view.freshness === 'never' ? 5 : WEIGHT[statusOf(view)])
