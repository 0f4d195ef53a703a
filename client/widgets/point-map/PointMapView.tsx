import { Suspense, useMemo, useRef, useState } from 'react'
import type { SeriesView } from '#contract'
import { formatNumber, useSay } from '../../locale/index.ts'
import { type Box, LocalityMap, type Overlay, type Shade } from '../../maps/index.ts'
import { PanelAge, shortName, useSize } from '../../parts/index.ts'
import type { WidgetProps } from '../widget.ts'
import { describeClusters, describeFill } from './describe-areas.ts'
import { createMemory, describePoints, type Points } from './describe-points.ts'
import { labelsOf } from './labels.tsx'
import { Legend, Marks, namesOf } from './Legend.tsx'
import type { PointMapOptions } from './options.ts'
import './point-map.css'

/** A tile of its own, and the legend in it, until they are measured. */
const USUAL_PANEL = { width: 1_824, height: 984 }
const USUAL = { width: 1_824, height: 840 }
const USUAL_LEGEND = { width: 520, height: 300 }
const USUAL_MARKS = { width: 420, height: 140 }
const NO_SHADES: readonly Shade[] = []
const NO_POINTS: readonly SeriesView[] = []

/** Stations, cameras, offices as points and counts as discs over the communes; only what is abnormal is named. */
export function PointMapView({ views, options, title, now, locale, place, shapes, outlines }: WidgetProps<PointMapOptions>) {
  const say = useSay()
  const [panel, room, marks, legend] = [useRef<HTMLElement>(null), useRef<HTMLDivElement>(null), useRef<HTMLUListElement>(null), useRef<HTMLDivElement>(null)]
  const [{ height }, size, marksSize, legendSize] = [useSize(panel, USUAL_PANEL), useSize(room, USUAL), useSize(marks, USUAL_MARKS), useSize(legend, USUAL_LEGEND)]
  const [dropped, setDropped] = useState<readonly string[]>([])
  const points = usePoints(views, shapes, options)
  const fill = useMemo(() => (options.fill === undefined ? undefined : describeFill(views.filter((view) => view.indicator.id === options.fill && view.subject.level !== 'site'), options.breaks)), [views, options])
  const clusters = useMemo(() => describeClusters(views, options, locale), [views, options, locale])
  const [odd, named] = [points.odd.slice(0, options.most), clusters.named.slice(0, options.most)]
  const labels = useMemo(() => labelsOf(points.odd.slice(0, options.most), clusters.named.slice(0, options.most), locale), [points, clusters, options.most, locale])
  const over = useMemo((): Overlay => ({ points: points.points, discs: clusters.discs, outlines }), [points, clusters, outlines])
  const keepClear = useMemo((): Box[] => [
    { left: 0, top: 0, right: marksSize.width, bottom: marksSize.height },
    { left: 0, top: size.height - legendSize.height, right: legendSize.width, bottom: size.height },
  ], [size, marksSize, legendSize])
  // The room begins below the heading.
  const seams = useMemo(() => options.seams.map((seam) => seam - (height - size.height)), [options.seams, height, size.height])
  const unnamed = points.odd.length - odd.length + clusters.named.length - named.length
  const unplaced = labels.filter(({ subject }) => dropped.includes(subject)).map(({ subject }) => views.find((view) => view.subject.id === subject)?.subject.short ?? subject)
  const drawn = useMemo(() => [...points.sites.map(({ view }) => view), ...views.filter((view) => view.subject.level !== 'site')], [points, views])
  const filled = fill && views.find((view) => view.indicator.id === options.fill)?.indicator
  return (
    <article className="p pmap" ref={panel}>
      <header className="pt">
        <h2>{title}</h2>
        <span className="note">
          {[
            ...(points.sites.length > 0 ? [say('points.count', { n: formatNumber(points.sites.length, 0, locale) })] : []),
            ...(clusters.expected > 0 ? [`${say('coverage.communes', { reported: clusters.reported, expected: clusters.expected })} ${say('coverage.reported')}`] : fill === undefined ? [] : [`${say('coverage.communes', { reported: fill.shades.filter(({ data }) => data['data-value'] !== undefined).length, expected: fill.shades.length })} ${say('coverage.reported')}`]),
          ].join(' · ')}
        </span>
      </header>
      <div className="pmap-age">
        <PanelAge views={drawn} now={now} timeZone={place.timeZone} locale={locale} />
        {unplaced.length > 0 && <span className="pmap-unplaced">{say('map.noPlace', { names: namesOf(unplaced, say) })}</span>}
      </div>
      <div className="pmap-room" ref={room}>
        {shapes === undefined
          ? <p className="p-empty">{say('map.loading')}</p>
          : (
            <Suspense>
              <LocalityMap
                key={shapes.version} shapes={shapes} shades={fill?.shades ?? NO_SHADES} labels={labels} size={size} keepClear={keepClear} seams={seams} over={over}
                label={say('points.map', { title: title ?? '' })} onDropped={setDropped}
              />
            </Suspense>
          )}
        {/* What the marks mean stands in the corner the province leaves free above, colours and what else is to be said below. */}
        <Marks ref={marks} options={options} points={points} locale={locale} />
        <div className="pmap-legend" ref={legend}>
          <Legend
            options={options} points={points} unnamed={unnamed} outlines={outlines} isDrawn={shapes !== undefined} locale={locale}
            fill={fill && { breaks: fill.breaks, unit: filled?.unit ?? '', name: filled === undefined ? '' : shortName(filled, locale), hatched: fill.shades.filter(({ step }) => step === undefined).length }}
          />
          {shapes !== undefined && <p className="pmap-caption">{shapes.caption[locale]}</p>}
        </div>
      </div>
    </article>
  )
}

function usePoints(views: readonly SeriesView[], shapes: WidgetProps<PointMapOptions>['shapes'], options: PointMapOptions): Points {
  const [memory] = useState(createMemory)
  return useMemo(() => describePoints(options.points ? views.filter((view) => view.subject.level === 'site') : NO_POINTS, { shapes, options, memory }), [views, shapes, options, memory])
}
