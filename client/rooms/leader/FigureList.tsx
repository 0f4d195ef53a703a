import type { SeriesName } from '#contract'
import { useSay } from '../../locale/index.ts'
import { FigureRow } from './FigureRow.tsx'

/** Figures below one another, with the names of the columns where there is room for columns. */
export function FigureList({ series, label }: { series: readonly SeriesName[]; label: string }) {
  const say = useSay()
  return (
    <section className="card leader-list" aria-label={label}>
      <div className="leader-list-head" aria-hidden="true">
        <span>{say('leader.indicator')}</span><span>{say('leader.nowAndTarget')}</span><span>{say('leader.ruler')}</span><span>{say('leader.course')}</span><span>{say('leader.change')}</span><span>{say('leader.state')}</span>
      </div>
      <ul>{series.map((one) => <FigureRow key={one} series={one} />)}</ul>
    </section>
  )
}
