import { Suspense, useMemo, useRef, useState } from 'react'
import { useSay } from '../../locale/index.ts'
import { type Box, LocalityMap } from '../../maps/index.ts'
import { PanelAge, useSize } from '../../parts/index.ts'
import type { WidgetProps } from '../widget.ts'
import { describeMap } from './describe.ts'
import { labelsOf } from './labels.tsx'
import { Legend, namesOf } from './Legend.tsx'
import type { LocalityMapOptions } from './options.ts'
import './locality-map.css'

/** A tile of its own, and the legend in it, until they are measured. */
const USUAL_PANEL = { width: 1_824, height: 984 }
const USUAL = { width: 1_824, height: 840 }
const USUAL_LEGEND = { width: 560, height: 430 }

/** Every commune coloured by its figure: only the exceptions are named. */
export function LocalityMapView({ views, options, title, now, locale, place, shapes }: WidgetProps<LocalityMapOptions>) {
  const say = useSay()
  const [panel, room, legend] = [useRef<HTMLElement>(null), useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null)]
  const [{ height }, size, legendSize] = [useSize(panel, USUAL_PANEL), useSize(room, USUAL), useSize(legend, USUAL_LEGEND)]
  const [dropped, setDropped] = useState<readonly string[]>([])
  const picture = useMemo(() => describeMap(views, options), [views, options])
  const labels = useMemo(() => labelsOf(picture, options.words, locale), [picture, options.words, locale])
  const keepClear = useMemo((): Box[] => [{ left: 0, top: size.height - legendSize.height, right: legendSize.width, bottom: size.height }], [size, legendSize])
  // The room begins below the heading.
  const seams = useMemo(() => options.seams.map((seam) => seam - (height - size.height)), [options.seams, height, size.height])
  const shortOf = (subjects: readonly string[]) => views.filter((view) => subjects.includes(view.subject.id)).map((view) => view.subject.short)
  const drawn = new Set<string>(shapes?.features.map(({ properties }) => properties.subject))
  const exceptions = new Set([...picture.bad, ...picture.missing].map((view) => view.subject.id))
  const unplaced = shortOf(dropped.filter((subject) => exceptions.has(subject)))
  return (
    <article className="p lmap" ref={panel}>
      <header className="pt">
        <h2>{title}</h2>
        <span className="note">{say('coverage.communes', { reported: picture.reporting.length, expected: views.length })} {say('coverage.reported')}</span>
      </header>
      {/* Not on the map itself: coming and going there it would move the names it speaks of. */}
      <div className="lmap-age">
        <PanelAge views={views} now={now} timeZone={place.timeZone} locale={locale} />
        {unplaced.length > 0 && <span className="lmap-unplaced">{say('map.noPlace', { names: namesOf(unplaced, say) })}</span>}
      </div>
      <div className="lmap-room" ref={room}>
        {shapes === undefined
          ? <p className="p-empty">{say('map.loading')}</p>
          : (
            <Suspense>
              <LocalityMap
                key={shapes.version} shapes={shapes} shades={picture.shades} labels={labels} size={size} keepClear={keepClear} seams={seams}
                label={say('map.label', { title: title ?? '' })} onDropped={setDropped}
              />
            </Suspense>
          )}
        <div className="lmap-legend" ref={legend}>
          <Legend
            picture={picture} views={views} words={options.words} locale={locale}
            shapeless={shapes === undefined ? [] : shortOf(views.map((view) => view.subject.id).filter((subject) => !drawn.has(subject)))}
            silent={picture.isMissingNamed ? [] : picture.missing.map((view) => view.subject.short)}
          />
          {shapes !== undefined && <p className="lmap-caption">{shapes.caption[locale]}</p>}
        </div>
      </div>
    </article>
  )
}
