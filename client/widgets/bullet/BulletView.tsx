import { useRef } from 'react'
import type { SeriesView, Status } from '#contract'
import { formatNumber, type Locale, type Say, useSay, withUnit } from '../../locale/index.ts'
import { Figure, figureData, hasSecondLine, MissingLine, PanelAge, partsWord, reportedText, RowName, shortName, StateChip, statusOf, statusWord, type ToldAbove, toldAbove, useSize, ViewGlyph } from '../../parts/index.ts'
import { oldClass } from '../old.ts'
import type { WidgetProps } from '../widget.ts'
import type { BulletOptions } from './options.ts'
import { paceOf, type PaceFacts } from './pace.ts'
import { fullOf } from './share.ts'
import { Track } from './Track.tsx'
import './bullet.css'

const USUAL = { width: 1_752, height: 850 }
/** Name and value, the bar, what it is held to; a second line below the name. */
const LEAST_ROW_PX = 196
const SECOND_LINE_PX = 30
/** A plan says more than fits beside the verdict. */
const LEAST_PLAN_ROW_PX = 256

/** Shares from 0 against their targets, or what has come together against a year's plan and the pace needed. */
export function BulletView({ views, options, title, now, locale, place }: WidgetProps<BulletOptions>) {
  const say = useSay()
  const list = useRef<HTMLDivElement>(null)
  const { height } = useSize(list, USUAL)
  const above = toldAbove(views)
  const fits = Math.max(1, Math.floor(height / leastRow(views, options.form)))
  const rest = views.slice(fits)
  const reported = rest.filter(({ value }) => value !== undefined)
  const off = reported.filter((view) => ['bad', 'watch'].includes(judged(view, options, place.timeZone).status)).length
  const parts = partsWord(views, locale)
  return (
    <article className="p bullet">
      <header className="pt wraps">
        <h2>{title ?? (views[0] === undefined ? '' : shortName(views[0].indicator, locale))}</h2>
        {views.length > 0 && <PanelAge views={views} now={now} timeZone={place.timeZone} locale={locale}>{views.length > 1 ? reportedText(views, locale) : undefined}</PanelAge>}
      </header>
      {views.length === 0 && <p className="p-empty">{say('figure.noFigure')}</p>}
      {views.length > 0 && (
        <div className="bullet-rows" ref={list}>
          {views.slice(0, fits).map((view) => <Row key={view.series} view={view} name={views.length === 1 && title !== undefined ? '' : nameOf(view, views, locale)} options={options} full={fullOf(views.filter(({ indicator }) => indicator.unit === view.indicator.unit), options.full)} above={above} now={now} timeZone={place.timeZone} locale={locale} />)}
        </div>
      )}
      <div className="foot">
        {reported.length > 0 && <div className="note rest-line">{say(off > 0 ? 'parts.restOff' : 'parts.rest', { n: reported.length, parts, off })}</div>}
        <MissingLine names={rest.filter(({ value }) => value === undefined).map((view) => nameOf(view, views, locale))} parts={parts} locale={locale} />
      </div>
    </article>
  )
}

const leastRow = (views: readonly SeriesView[], form: BulletOptions['form']): number => {
  const above = toldAbove(views)
  return (form === 'pace' ? LEAST_PLAN_ROW_PX : LEAST_ROW_PX) + (views.some((view) => hasSecondLine(view, above)) ? SECOND_LINE_PX : 0)
}

const nameOf = ({ indicator, subject }: SeriesView, views: readonly SeriesView[], locale: Locale): string =>
  views.every((view) => view.subject.id === subject.id) ? shortName(indicator, locale) : subject.short

function judged(view: SeriesView, options: BulletOptions, timeZone: string): { pace: PaceFacts | undefined; status: Status } {
  if (options.form === 'share') return { pace: undefined, status: statusOf(view) }
  const pace = paceOf(view, options.pace, timeZone)
  return { pace, status: pace?.status ?? 'unknown' }
}

interface RowProps { view: SeriesView; name: string; options: BulletOptions; full: number; above: ToldAbove; now: number; timeZone: string; locale: Locale }

function Row({ view, name, options, full, above, now, timeZone, locale }: RowProps) {
  const say = useSay()
  const { pace, status } = judged(view, options, timeZone)
  const held = pace === undefined ? targetsText(view, say, locale) : paceText(view, pace, { say, locale })
  return (
    <section className={`bullet-row is-${status}${oldClass(view)}`}>
      <div className="bullet-top">
        <RowName view={view} name={name} above={above} now={now} timeZone={timeZone} locale={locale} />
        <StateChip state={view.state} locale={locale} />
        <Figure view={view} locale={locale} className="num s" />
      </div>
      <Track view={view} status={status} marks={marksOf(view, pace, full)} data={figureData(view)} />
      <div className="bullet-held">
        <span className="bullet-word">
          {view.value !== undefined && <ViewGlyph freshness={view.freshness} status={status} />}
          <b>{wordOf(view, status, options.form, { say, locale })}</b>
        </span>
        <span>{held}</span>
      </div>
    </section>
  )
}

function marksOf(view: SeriesView, pace: PaceFacts | undefined, full: number): Parameters<typeof Track>[0]['marks'] {
  if (pace !== undefined) return { full: Math.max(pace.plan, typeof view.value === 'number' ? view.value : 0), plan: pace.plan, heavy: pace.needed, dashed: pace.before }
  return { full, heavy: view.target?.value, thin: (view.targets ?? []).filter(({ main }) => !main).map(({ value }) => value) }
}

interface Words { say: Say; locale: Locale }

function wordOf(view: SeriesView, status: Status, form: BulletOptions['form'], { say, locale }: Words): string {
  const isJudged = view.freshness === 'live' || view.freshness === 'late'
  if (form === 'share' || !isJudged || status === 'unknown') return statusWord({ ...view, ...(form === 'pace' && isJudged ? { value: 'none' } : {}) }, locale)
  return say(`bullet.${status}`)
}

const write = (value: number, { unit, decimals }: SeriesView['indicator'], locale: Locale) => withUnit(formatNumber(value, Number.isInteger(value) ? 0 : Math.max(1, decimals), locale), unit, locale)

/** All targets, the main one marked. */
function targetsText({ targets, target, indicator }: SeriesView, say: Say, locale: Locale): string {
  const all = targets ?? (target === undefined ? [] : [target])
  return all.toSorted((a, b) => Number(b.main) - Number(a.main)).map(({ value, main }) => say(main ? 'bullet.main' : 'bullet.also', { value: write(value, indicator, locale) })).join(' · ')
}

function paceText(view: SeriesView, { plan, needed, day, before }: PaceFacts, { say, locale }: Words): string {
  // The unit stands at the value; here are four figures of it.
  const plain = (value: number) => formatNumber(value, Number.isInteger(value) ? 0 : Math.max(1, view.indicator.decimals), locale)
  const [, month, date] = day.split('-')
  const others = (view.targets ?? []).filter(({ value }) => value !== plan).map(({ value }) => say('bullet.also', { value: plain(value) }))
  return [
    say('bullet.plan', { value: plain(plan) }), ...others,
    say('bullet.needed', { value: plain(Number(needed.toFixed(view.indicator.decimals))), day: `${date}/${month}` }),
    before === undefined ? say('bullet.noBefore') : say('bullet.before', { value: plain(before) }),
  ].join(' · ')
}
