import { Suspense, useCallback, useRef } from 'react'
import type { Catalogue, LocalityMap as Shapes } from '#contract'
import { pageApi } from '../../app/api.ts'
import { useFetched } from '../../app/use-fetched.ts'
import { useLocale, useSay } from '../../locale/index.ts'
import { LocalityMap } from '../../maps/index.ts'
import { Glyph, StatusGlyph, useSize } from '../../parts/index.ts'
import type { Era } from './era.ts'

const USUAL = { width: 400, height: 520 }
const NOTHING: readonly never[] = []
const ignore = () => undefined

/** The map that is drawn of these areas now: what it is, whose, and which version. */
export function CurrentMap({ catalogue, era: { level, day } }: { catalogue: Catalogue; era: Era }) {
  const say = useSay()
  const fetched = useFetched(useCallback(() => pageApi.mapOf({ level, ...(day !== '' && { day }) }), [level, day]))
  return (
    <section className="card current-map" aria-labelledby="map-now">
      <header className="card-head"><h2 id="map-now">{say('admin.mapNow')}</h2></header>
      {fetched.state === 'ready'
        ? <><Facts shapes={fetched.value} catalogue={catalogue} /><Picture shapes={fetched.value} /></>
        : <p className="desk-empty" role="status">{'message' in fetched ? say('admin.mapFailed', { why: fetched.message }) : say('app.loading')}</p>}
    </section>
  )
}

function Facts({ shapes, catalogue }: { shapes: Shapes; catalogue: Catalogue }) {
  const say = useSay()
  const locale = useLocale()
  const { schematic, caption, version, features, missing } = shapes
  const names = missing.map((id) => catalogue.localities.find((one) => one.id === id)?.name[locale] ?? id)
  return (
    <dl>
      <div><dt>{say('admin.mapKind')}</dt><dd>{schematic ? <Glyph priority={3} /> : <StatusGlyph status="good" />} {say(schematic ? 'admin.schematic' : 'admin.official')}</dd></div>
      <div><dt>{say('admin.caption')}</dt><dd>{caption[locale]}</dd></div>
      <div><dt>{say('admin.shapes')}</dt><dd>{say('admin.shapeCount', { n: features.length, all: features.length + missing.length })}{names.length > 0 && ` ${say('map.noShape', { names: names.join(', ') })}`}</dd></div>
      <div><dt>{say('admin.version')}</dt><dd className="version">{version}</dd></div>
    </dl>
  )
}

function Picture({ shapes }: { shapes: Shapes }) {
  const say = useSay()
  const room = useRef<HTMLDivElement>(null)
  const size = useSize(room, USUAL)
  return (
    <div className="map-room" ref={room}>
      <Suspense>
        <LocalityMap key={shapes.version} shapes={shapes} shades={NOTHING} labels={NOTHING} size={size} keepClear={NOTHING} seams={NOTHING} label={say('admin.mapNow')} onDropped={ignore} />
      </Suspense>
    </div>
  )
}
