import type { SeriesName } from '#contract'
import { useSay } from '../../locale/index.ts'
import { figurePath, FigureRow } from './FigureRow.tsx'
import './figure-list.css'

/** Figures below one another, with the names of the columns where there is room for columns. */
export function FigureList({ series, label, hrefOf = figurePath }: { series: readonly SeriesName[]; label: string; hrefOf?: (series: SeriesName) => string }) {
  const say = useSay()
  return (
    <section className="card figure-list" aria-label={label}>
      <div className="figure-list-head" aria-hidden="true">
        <span>{say('leader.indicator')}</span><span>{say('leader.nowAndTarget')}</span><span>{say('leader.ruler')}</span><span>{say('leader.course')}</span><span>{say('leader.change')}</span><span>{say('leader.state')}</span>
      </div>
      <ul>{series.map((one) => <FigureRow key={one} series={one} hrefOf={hrefOf} />)}</ul>
    </section>
  )
}
