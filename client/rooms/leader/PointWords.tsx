import { Link } from 'wouter'
import { useServerNow } from '../../live/index.ts'
import { useLocale, useSay } from '../../locale/index.ts'
import { Figure, Freshness, PanelAge, statusOf, statusWord, ViewGlyph } from '../../parts/index.ts'
import { PointLegend, PointMarks } from '../../widgets/point-map/index.ts'
import { figurePath } from '../figure-list/FigureRow.tsx'
import { useSheet } from './sheet.ts'
import type { DrawnPoints } from './use-map-points.ts'

const MOST = 6

/** What the points on the map mean, how old they are, and those that need a look in words: nobody can tab to a canvas. */
export function PointWords({ drawn: { options, points, views }, isDrawn }: { drawn: DrawnPoints; isDrawn: boolean }) {
  const say = useSay()
  const locale = useLocale()
  const { timeZone } = useSheet()
  const now = useServerNow(1_000) ?? 0
  const odd = points.odd.slice(0, MOST)
  return (
    <div className="map-points">
      <PanelAge views={views} now={now} timeZone={timeZone} locale={locale}>{say('layers.points-age')}</PanelAge>
      <PointMarks options={options} points={points} locale={locale} />
      <PointLegend options={options} points={points} unnamed={points.odd.length - odd.length} fill={undefined} outlines={undefined} isDrawn={isDrawn} locale={locale} />
      {odd.length > 0 && (
        <>
          <h3>{say('layers.odd')}</h3>
          <ul className="map-points-odd">
            {odd.map(({ view }) => (
              <li key={view.subject.id}>
                <ViewGlyph freshness={view.freshness} status={statusOf(view)} />
                <Link href={figurePath(view.series)}>{view.subject.name[locale]}</Link>
                <Figure view={view} locale={locale} className="num" />
                <span className="off-screen">{statusWord(view, locale)}</span>
                <Freshness view={view} now={now} timeZone={timeZone} locale={locale} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
