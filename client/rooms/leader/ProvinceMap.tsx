import { Suspense, useMemo, useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { type SeenBriefing, type SeriesView } from '#contract'
import { useServerNow, useViews } from '../../live/index.ts'
import { useLocale, useSay } from '../../locale/index.ts'
import { type Box, LocalityMap, type MapLabel, type Overlay } from '../../maps/index.ts'
import { PanelAge, shortName, useSize } from '../../parts/index.ts'
import { useOutlines } from '../../scenes/use-outlines.ts'
import { useShapes } from '../../scenes/use-shapes.ts'
import { describeMap, Legend } from '../../widgets/locality-map/index.ts'
import { LayerChoice } from './LayerChoice.tsx'
import { mapLabels } from './map-labels.tsx'
import { PointWords } from './PointWords.tsx'
import { useSheet } from './sheet.ts'
import { useMapLayers } from './use-map-layers.ts'
import { DESK_SCALE, useMapPoints } from './use-map-points.ts'
import './map-layers.css'

const USUAL = { width: 380, height: 520 }
/** The legend stands below the map: nothing is in its way. */
const NOTHING: readonly Box[] = []
const NO_LABELS: readonly MapLabel[] = []
const SEAMS: readonly number[] = []
const NAMED = { worst: 5, best: 2, seams: [] }
/** Beyond, names bury a map as large as a hand. */
const MOST_NAMED = 6
const MOST_SITES = 4

/** Where: the province by one figure, with what else a reader lays on it. A place is opened by a tap. */
export function ProvinceMap({ of, points: layersOfPoints }: NonNullable<SeenBriefing['map']>) {
  const say = useSay()
  const locale = useLocale()
  const [, go] = useLocation()
  const { indicator } = useSheet()
  const { layers, offered, change } = useMapLayers()
  const { fill } = layers
  const views = useViews(useMemo(() => (fill === undefined ? undefined : { indicator: fill, level: 'commune' as const, of }), [fill, of]))
  const shapes = useShapes(true)
  const era = offered.eras.find(({ id }) => id === layers.era)
  const outlines = useOutlines(useMemo(() => era && { day: era.day, level: era.level }, [era]))
  const drawn = useMapPoints(useMemo(() => layersOfPoints.filter(({ id }) => layers.points.includes(id)), [layersOfPoints, layers]), of, shapes)
  const room = useRef<HTMLDivElement>(null)
  const size = useSize(room, USUAL)
  const [dropped, setDropped] = useState<readonly string[]>([])
  const picture = useMemo(() => describeMap(views, NAMED, MOST_NAMED), [views])
  const labels = useMemo(() => (layers.names ? mapLabels(picture, drawn.points.odd.slice(0, MOST_SITES), locale) : NO_LABELS), [layers.names, picture, drawn.points, locale])
  const over = useMemo((): Overlay | undefined => (drawn.views.length === 0 && outlines === undefined ? undefined : { points: drawn.points.points, discs: drawn.discs, outlines, scale: DESK_SCALE }), [drawn, outlines])
  const info = fill === undefined ? undefined : indicator(fill)
  const title = info === undefined ? say('layers.plain') : shortName(info, locale)
  const open = ({ target }: { target: EventTarget }) => {
    const subject = target instanceof Element ? target.closest<SVGElement>('[data-series]')?.dataset['series']?.split('@')[1] : undefined
    if (subject !== undefined) go(`/leader/places/${subject}`)
  }
  return (
    <section className="card leader-map" aria-label={title}>
      <header className="card-head"><h2>{title}</h2>{fill !== undefined && <span className="desk-note">{say('coverage.communes', { reported: picture.reporting.length, expected: views.length })} {say('coverage.reported')}</span>}</header>
      {fill !== undefined && <FillAge views={views} />}
      <LayerChoice layers={layers} offered={offered} change={change} />
      {/* The list of places is the way in for a keyboard. */}
      <div className={layers.lines ? 'leader-map-room' : 'leader-map-room is-lineless'} ref={room} onClick={open} role="presentation">
        {shapes !== undefined && (
          <Suspense>
            <LocalityMap
              // What is coloured no more is drawn anew: a colour that stays would be read as a figure.
              key={`${shapes.version} ${fill ?? ''}`} shapes={shapes} shades={picture.shades} labels={labels} size={size} keepClear={NOTHING} seams={SEAMS} {...(over && { over })}
              label={say('map.label', { title })} onDropped={setDropped}
            />
          </Suspense>
        )}
      </div>
      <div className="leader-map-legend">
        {fill !== undefined && <Legend picture={picture} views={views} locale={locale} shapeless={[]} unplaced={layers.names ? picture.bad.filter(({ subject }) => dropped.includes(subject.id)).map(({ subject }) => subject.short) : []} silent={picture.missing.map(({ subject }) => subject.short)} />}
        {era !== undefined && outlines !== undefined && (
          <p>{say('layers.era-drawn', { era: say(`layers.era-${era.level}`, { day: era.day.split('-').toReversed().join('/') }) })}{outlines.missing.length > 0 && ` ${say('layers.era-missing', { n: outlines.missing.length })}`}</p>
        )}
        {drawn.views.length > 0 && <PointWords drawn={drawn} isDrawn={shapes !== undefined} />}
      </div>
      {shapes !== undefined && <p className="desk-note leader-map-caption">{shapes.caption[locale]}</p>}
      <p className="card-foot"><Link href="/leader/places">{say('leader.allPlaces', { n: shapes === undefined ? views.length : shapes.features.length + shapes.missing.length })}</Link></p>
    </section>
  )
}

/** Of its own: the passing second does not draw the map again. */
function FillAge({ views }: { views: readonly SeriesView[] }) {
  const locale = useLocale()
  const { timeZone } = useSheet()
  const now = useServerNow(1_000) ?? 0
  return <p className="leader-map-age"><PanelAge views={views} now={now} timeZone={timeZone} locale={locale} /></p>
}
