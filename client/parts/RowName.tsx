import type { Freshness as Verdict, SeriesView } from '#contract'
import { type Locale, SAYS } from '../locale/index.ts'
import { commonCoverage, coverageText } from './coverage.ts'
import { ageWords, Freshness } from './Freshness.tsx'
import { hasOneSource } from './PanelAge.tsx'
import { usePaper } from './paper.ts'

/** How much of age and source the panel's one line tells for all rows: nothing of the kind where they have several sources. */
export interface ToldAbove {
  source: boolean
  freshness: Verdict | undefined
  coverage: SeriesView['coverage']
}

export function toldAbove(views: readonly SeriesView[]): ToldAbove {
  const verdicts = new Set(views.flatMap(({ at, freshness }) => (at === undefined ? [] : freshness)))
  return { source: hasOneSource(views), freshness: verdicts.size === 1 ? [...verdicts][0] : undefined, coverage: commonCoverage(views) }
}

/** Whether the row needs a second line: its own age and source, that it is older than others, that it stands for a part only. What never reported has neither. */
export const hasSecondLine = (view: SeriesView, above: ToldAbove): boolean =>
  view.at === undefined ? false : !above.source || ownCoverage(view, above) !== undefined || view.suspect === true || (view.freshness !== 'live' && view.freshness !== above.freshness)

const ownCoverage = ({ coverage }: SeriesView, above: ToldAbove): SeriesView['coverage'] =>
  coverage?.reported === above.coverage?.reported && coverage?.expected === above.coverage?.expected ? undefined : coverage

interface Props {
  view: SeriesView
  name: string
  above: ToldAbove
  now: number
  timeZone: string
  locale: Locale
}

/** The name of a row, and below it what sets the row's figure apart from the others. */
export function RowName({ view, name, above, now, timeZone, locale }: Props) {
  return (
    <div className="row-name">
      <h3>{name}</h3>
      {hasSecondLine(view, above) && <SecondLine view={view} name={name} above={above} now={now} timeZone={timeZone} locale={locale} />}
    </div>
  )
}

function SecondLine({ view, above, now, timeZone, locale }: Props) {
  const isPaper = usePaper()
  const part = ownCoverage(view, above) === undefined ? undefined : coverageText(view, locale)
  if (!above.source) return <Freshness view={view} now={now} timeZone={timeZone} locale={locale}>{part}</Freshness>
  const { word, age } = ageWords(view.freshness, view.at, now, timeZone, locale, isPaper)
  const said = [
    word === undefined || view.freshness === above.freshness ? undefined : `${word} ${age}`,
    view.suspect === true ? SAYS[locale]('fresh.suspect') : undefined, part,
  ].filter((text) => text !== undefined)
  return <span className={`note fresh is-${view.freshness}`}><b>{said.join(' · ')}</b></span>
}
