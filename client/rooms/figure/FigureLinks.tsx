import { Link } from 'wouter'
import { durationMs, type Indicator, type SeriesName, splitSeries } from '#contract'
import { useSay } from '../../locale/index.ts'
import { ExportLinks } from '../../parts/index.ts'

const DAY_MS = 86_400_000

/** From a figure on: to what its indicator means and is elsewhere, and to its past and its neighbours as files. */
export function FigureLinks({ series, indicator }: { series: SeriesName; indicator: Indicator }) {
  const say = useSay()
  const { subject } = splitSeries(series)
  return (
    <p className="figure-links">
      <Link href={`/indicator/${indicator.id}`}>{say('definition.whole')}</Link>
      <span>{say('export.past')} <ExportLinks path={pastPath(indicator, subject)} of={say('export.past')} /></span>
      {indicator.level !== 'province' && <span>{say('definition.places')} <ExportLinks path={`/api/v1/tables/values?indicator=${encodeURIComponent(indicator.id)}`} of={say('definition.places')} /></span>}
    </p>
  )
}

/** A month by the hour of what comes often; five years of what comes by the month or the year. */
function pastPath({ id, due }: Indicator, subject: string): string {
  const query = 'every' in due && durationMs(due.every) < DAY_MS ? 'back=30d&step=1h' : 'back=1830d'
  return `/api/v1/series/${id}/${encodeURIComponent(subject)}?${query}`
}
