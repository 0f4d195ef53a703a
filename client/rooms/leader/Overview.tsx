import { useSay } from '../../locale/index.ts'
import { Changes } from './Changes.tsx'
import { Exceptions } from './Exceptions.tsx'
import { FigureList } from '../figure-list/FigureList.tsx'
import { Headline } from './Headline.tsx'
import { ProvinceMap } from './later.tsx'
import { useSheet } from './sheet.ts'

/** The two minutes: the day in a sentence, what needs a word, the figures that lead, and where. */
export function Overview() {
  const say = useSay()
  const { briefing } = useSheet()
  return (
    <div className="leader-overview">
      <div className="leader-column">
        <Headline />
        <Changes />
        <Exceptions />
        <FigureList series={briefing.lead} label={say('leader.lead')} />
      </div>
      {briefing.map !== undefined && <ProvinceMap {...briefing.map} />}
    </div>
  )
}
