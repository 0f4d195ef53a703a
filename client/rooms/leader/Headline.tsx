import { useConnection } from '../../live/index.ts'
import { formatTime, useLocale, useSay } from '../../locale/index.ts'
import { shortName } from '../../parts/index.ts'
import { useFigures } from '../figure-list/use-figures.ts'
import { allSeries, useSheet } from './sheet.ts'
import { exceptionsOf, tally } from '../figure-list/weigh.ts'
import { useMemo } from 'react'

/** The day in one sentence, computed: how much is as it should be, how much needs a word, and what tells nothing. */
export function Headline() {
  const say = useSay()
  const locale = useLocale()
  const { briefing, timeZone } = useSheet()
  const { state, heardAt } = useConnection()
  const { good, judged, silent } = tally(useFigures(briefing.lead))
  const exceptions = exceptionsOf(useFigures(useMemo(() => allSeries(briefing), [briefing])))
  const [most] = exceptions
  if (state === 'lost') return <h1 className="leader-headline"><b>{say('leader.headCut')}</b>{heardAt !== undefined && ` ${say('leader.headCutAt', { at: formatTime(heardAt, timeZone, locale, CLOCK) })}`}</h1>
  if (judged === 0) return <h1 className="leader-headline">{say('leader.headNothing')}</h1>
  return (
    <h1 className="leader-headline">
      <b>{say('leader.headGood', { good, judged })}</b>
      {' '}
      {most === undefined ? say('leader.headNone') : say('leader.headSome', { n: exceptions.length, most: shortName(most.indicator, locale) })}
      {silent > 0 && ` ${say('leader.headSilent', { n: silent })}`}
    </h1>
  )
}

const CLOCK = { hour: '2-digit', minute: '2-digit', day: '2-digit', month: '2-digit' } as const
