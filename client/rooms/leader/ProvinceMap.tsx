import { Suspense, useMemo, useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { type SeenBriefing, worstFreshness } from '#contract'
import { useServerNow, useViews } from '../../live/index.ts'
import { formatValue, type Locale, useLocale, useSay } from '../../locale/index.ts'
import { type Box, LocalityMap, type MapLabel } from '../../maps/index.ts'
import { Figure, Freshness, shortName, StatusGlyph, useSize } from '../../parts/index.ts'
import { useShapes } from '../../scenes/use-shapes.ts'
import { describeMap, Legend, type Picture, type Reporting } from '../../widgets/locality-map/index.ts'
import { useSheet } from './sheet.ts'

const USUAL = { width: 380, height: 520 }
/** The legend stands below the map: nothing is in its way. */
const NO_LEGEND: Box = { left: 0, top: 0, right: 0, bottom: 0 }
const NOTHING: readonly Box[] = []
const SEAMS: readonly number[] = []
const NAMED = { worst: 5, best: 2, seams: [] }

/** Where: the province by one figure. A place is opened by a tap. */
export function ProvinceMap({ indicator, of }: NonNullable<SeenBriefing['map']>) {
  const say = useSay()
  const locale = useLocale()
  const [, go] = useLocation()
  const { timeZone, ...sheet } = useSheet()
  const views = useViews(useMemo(() => ({ indicator, level: 'commune' as const, of }), [indicator, of]))
  const shapes = useShapes(true)
  const now = useServerNow(1_000) ?? 0
  const room = useRef<HTMLDivElement>(null)
  const size = useSize(room, USUAL)
  const [, setDropped] = useState<readonly string[]>([])
  const picture = useMemo(() => describeMap(views, NAMED), [views])
  const labels = useMemo(() => labelsOf(picture, locale), [picture, locale])
  const info = sheet.indicator(indicator)
  const oldest = picture.reporting.reduce<Reporting | undefined>((old, view) => (old === undefined || (view.at ?? 0) < (old.at ?? 0) ? view : old), undefined)
  const open = ({ target }: { target: EventTarget }) => {
    const subject = target instanceof Element ? target.closest<SVGElement>('[data-series]')?.dataset['series']?.split('@')[1] : undefined
    if (subject !== undefined) go(`/leader/places/${subject}`)
  }
  return (
    <section className="card leader-map" aria-label={info === undefined ? indicator : shortName(info, locale)}>
      <header className="card-head"><h2>{info !== undefined && shortName(info, locale)}</h2><span className="desk-note">{say('coverage.communes', { reported: picture.reporting.length, expected: views.length })} {say('coverage.reported')}</span></header>
      <p className="leader-map-age">
        <Freshness
          view={{ freshness: worstFreshness((picture.reporting.length > 0 ? picture.reporting : views).map(({ freshness }) => freshness)), source: views[0]?.source, ...(oldest?.at !== undefined && { at: oldest.at }), ...(oldest?.liveUntil !== undefined && { liveUntil: oldest.liveUntil }) }}
          now={now} timeZone={timeZone} locale={locale}
        />
      </p>
      {/* The list of places is the way in for a keyboard. */}
      <div className="leader-map-room" ref={room} onClick={open} role="presentation">
        {shapes !== undefined && (
          <Suspense>
            <LocalityMap
              key={shapes.version} shapes={shapes} shades={picture.shades} labels={labels} size={size} legend={NO_LEGEND} blocked={NOTHING} seams={SEAMS}
              label={say('map.label', { title: info === undefined ? '' : shortName(info, locale) })} onDropped={setDropped}
            />
          </Suspense>
        )}
      </div>
      <div className="leader-map-legend"><Legend picture={picture} views={views} locale={locale} shapeless={[]} silent={picture.missing.map(({ subject }) => subject.short)} /></div>
      {shapes !== undefined && <p className="desk-note leader-map-caption">{shapes.caption[locale]}</p>}
      <p className="card-foot"><Link href="/leader/places">{say('leader.allPlaces', { n: views.length })}</Link></p>
    </section>
  )
}

const LETTER_PX = 7.6
const PAD_PX = 12

function labelsOf({ bad, best }: Picture, locale: Locale): MapLabel[] {
  const named = (view: Reporting, isBad: boolean): MapLabel => ({
    subject: view.subject.id, className: isBad ? 'leader-label is-bad' : 'leader-label', height: 36,
    width: PAD_PX + Math.max(view.subject.short.length * LETTER_PX, (isBad ? 20 : 0) + formatValue(view.value, view.indicator, locale).length * LETTER_PX),
    content: <><span>{view.subject.short}</span><b>{isBad && <StatusGlyph status="bad" />}<Figure view={view} locale={locale} className="num" unit={false} /></b></>,
  })
  return [...bad.map((view) => named(view, true)), ...best.map((view) => named(view, false))]
}
