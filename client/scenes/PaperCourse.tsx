import { useMemo } from 'react'
import type { Outlook, SeriesView } from '#contract'
import { PaperChart } from '../charts/index.ts'
import { useLive, useServerNow } from '../live/index.ts'
import { formatTime, useLocale, useSay } from '../locale/index.ts'
import { momentText, OutlookNote, PaperTrail } from '../parts/index.ts'
import { DESK_COLORS } from '../theme/index.ts'
import { trendOption } from '../widgets/trend/index.ts'

/** Kinds of panels whose picture is a course over hours or years. */
export const COURSES: ReadonlySet<string> = new Set(['trend', 'intraday'])

const MINUTE = 60_000

interface Props {
  view: SeriesView
  /** How far back it goes; from midnight where the panel is of one day. */
  spanMs: number
  isToday: boolean
  outlook: Outlook | undefined
}

/** A course as a picture that stands still, with days on its axis, from when to when it goes, and below it the figures it is drawn from. */
export function PaperCourse({ view, spanMs, isToday, outlook }: Props) {
  const say = useSay()
  const locale = useLocale()
  const { timeZone } = useLive().place
  const now = useServerNow(MINUTE)
  const from = now === undefined ? 0 : isToday ? midnightBefore(now, timeZone) : now - spanMs
  // Of a day alone: what usually stands at its first midnight is the end of the day before.
  const drawn = useMemo(() => (isToday ? after(outlook, from) : outlook), [isToday, outlook, from])
  const option = useMemo(
    () => (now === undefined ? undefined : trendOption({ view, from, now: now + MINUTE, locale, timeZone, outlook: drawn, wall: false, dated: true, color: DESK_COLORS })),
    [view, from, now, locale, timeZone, drawn],
  )
  const isKnown = (view.trail ?? []).filter(([at, value]) => value !== null && at >= from).length > 1
  if (!isKnown || option === undefined || now === undefined) return <PaperTrail view={view} timeZone={timeZone} locale={locale} />
  return (
    <>
      <figure className="paper-course">
        <PaperChart option={option} label={view.indicator.name[locale]} />
        <figcaption>{say('paper.course', { from: momentText(from, timeZone, locale), until: momentText(now, timeZone, locale) })}</figcaption>
      </figure>
      <OutlookNote outlook={outlook} view={view} locale={locale} />
      <PaperTrail view={view} timeZone={timeZone} locale={locale} />
    </>
  )
}

function after(outlook: Outlook | undefined, from: number): Outlook | undefined {
  if (outlook === undefined || !('points' in outlook.usual)) return outlook
  return { ...outlook, usual: { ...outlook.usual, points: outlook.usual.points.filter(({ at }) => Date.parse(at) > from) } }
}

function midnightBefore(at: number, timeZone: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = formatTime(at, timeZone, 'en', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).split(':').map(Number)
  return at - (((hours % 24) * 60 + minutes) * 60 + seconds) * 1_000 - (at % 1_000)
}
