import { useMemo, useState } from 'react'
import { Link } from 'wouter'
import { type Catalogue, seriesName, type SeriesName, type SeriesView, splitSeries, standingOf, type TargetRegistration } from '#contract'
import { useServerNow } from '../../live/index.ts'
import { useSay } from '../../locale/index.ts'
import { ExportLinks, Figure, Freshness, shortName, statusOf, statusWord, ViewGlyph } from '../../parts/index.ts'
import { deskFigurePath } from '../figure-list/FigureRow.tsx'
import { useFigures } from '../figure-list/use-figures.ts'
import { dayText, type Names } from './names.ts'
import type { Own } from './own.ts'
import { amountText, daysText, heldOn, originText } from './target-words.ts'
import { TargetMark } from './TargetMark.tsx'

interface Props {
  own: Own
  catalogue: Catalogue
  names: Names
  registrations: readonly TargetRegistration[]
  today: string
  /** The way to the form, where this person may register one. */
  register(series: SeriesName): (() => void) | undefined
}

/** What is, beside what is aimed at: own figures that have a target, or for which one waits or was sent back; the others on demand. */
export function TargetsTable({ own, catalogue, names, registrations, today, register }: Props) {
  const say = useSay()
  const [isWhole, showWhole] = useState(false)
  const named = useMemo(() => seriesOf(own, catalogue, registrations), [own, registrations, catalogue])
  const views = useFigures(named)
  const stateIn = (view: SeriesView) => stateOf(view, { catalogue, registrations, today })
  const isAimed = ({ indicator: { direction } }: SeriesView) => direction === 'higher' || direction === 'lower'
  const rows = views.filter((view) => stateIn(view) !== 'none' || (isWhole && isAimed(view)))
  const rest = views.filter((view) => stateIn(view) === 'none' && isAimed(view)).length
  const isNamed = own.kind === 'agency' || own.places.length > 1
  return (
    <section className="card" aria-labelledby="targets-all">
      <header className="card-head"><h2 id="targets-all">{say('targets.table')}</h2><ExportLinks path="/api/v1/tables/targets" of={say('targets.title')} /></header>
      {rows.length === 0 ? <p className="desk-empty">{say('targets.none')}</p> : (
        <table className="desk-table targets-table">
          <thead>
            <tr>
              <th scope="col">{say('targets.indicator')}</th><th scope="col" className="is-figure">{say('targets.actual')}</th><th scope="col">{say('targets.target')}</th>
              <th scope="col">{say('targets.verdict')}</th><th scope="col">{say('targets.state')}</th><th scope="col"><span className="off-screen">{say('targets.action')}</span></th>
            </tr>
          </thead>
          <tbody>{rows.map((view) => <Row key={view.series} view={view} isNamed={isNamed} names={names} register={register(view.series)} state={stateIn(view)} held={heldOn(catalogue, { ...splitSeries(view.series), day: today })} />)}</tbody>
        </table>
      )}
      {rest > 0 && <p className="card-foot"><button type="button" aria-expanded={isWhole} onClick={() => showWhole(!isWhole)}>{say(isWhole ? 'targets.hideRest' : 'targets.showRest', { n: rest })}</button></p>}
    </section>
  )
}

interface RowProps {
  view: SeriesView
  isNamed: boolean
  names: Names
  state: ReturnType<typeof stateOf>
  held: ReturnType<typeof heldOn>
  register: (() => void) | undefined
}

function Row({ view, isNamed, names, state, held, register }: RowProps) {
  const say = useSay()
  const now = useServerNow(1_000) ?? 0
  const status = statusOf(view)
  const { indicator, subject, series } = view
  // A rate's target of the province is each commune's, too, as long as it has none of its own.
  const isShared = held.length === 0 && view.target !== undefined
  const [main, ...others] = isShared ? (view.targets ?? []).toSorted((a, b) => Number(b.main) - Number(a.main)) : held
  const isNew = main === undefined || isShared
  return (
    <tr className={view.freshness === 'stale' ? 'is-old' : undefined}>
      <th scope="row"><Link href={deskFigurePath(series)}>{shortName(indicator, names.locale)}</Link>{isNamed && <small>{subject.name[names.locale]}</small>}</th>
      <td className="is-figure" data-label={say('targets.actual')}><Figure view={view} locale={names.locale} className="num" /><small><Freshness view={view} now={now} timeZone={names.timeZone} locale={names.locale} /></small></td>
      <td data-label={say('targets.target')}>
        {main === undefined ? say('targets.standing-none') : <><b>{amountText(main.value, indicator, names.locale)}</b>{others.map(({ value, main: isMain }) => <span key={value} className="is-other"> {say(isMain ? 'targets.mainValue' : 'targets.otherValue', { value: amountText(value, indicator, names.locale) })}</span>)}<small>{[main.validTo === undefined && main.validFrom !== undefined ? say('targets.from', { day: dayText(main.validFrom) }) : daysText(main, say), isShared ? say('targets.ofProvince') : originText(main, say)].join(' · ')}</small></>}
      </td>
      <td data-label={say('targets.verdict')}><span className="targets-verdict"><ViewGlyph freshness={view.freshness} status={status} />{statusWord(view, names.locale)}</span></td>
      <td data-label={say('targets.state')}><TargetMark standing={state} /></td>
      <td className="is-action">{register !== undefined && <button type="button" aria-label={say(isNew ? 'targets.registerFor' : 'targets.correctFor', { name: `${shortName(indicator, names.locale)}, ${subject.name[names.locale]}` })} onClick={register}>{say(isNew ? 'targets.registerShort' : 'targets.correct')}</button>}</td>
    </tr>
  )
}

/** What waits stands before what holds: it is what somebody must look at. */
export function stateOf({ series, target }: Pick<SeriesView, 'series' | 'target'>, { catalogue, registrations, today }: { catalogue: Pick<Catalogue, 'targets'>; registrations: readonly TargetRegistration[]; today: string }): Parameters<typeof TargetMark>[0]['standing'] {
  const { indicator, subject } = splitSeries(series)
  const own = registrations.filter((one) => one.indicator === indicator && one.subject === subject)
  const standings = new Set(own.map((one) => standingOf(one, today)))
  if (standings.has('waiting')) return 'waiting'
  // One that was sent back stands for itself until another was sent.
  if (own[0] !== undefined && standingOf(own[0], today) === 'returned') return 'returned'
  const told = catalogue.targets.filter((one) => one.indicator === indicator && one.subject === subject)
  if (heldOn(catalogue, { indicator, subject, day: today }).length > 0) return 'inForce'
  if (target !== undefined && target.subject !== subject) return 'inForce'
  if (told.some(({ validFrom = '' }) => validFrom > today)) return 'coming'
  return told.length > 0 ? 'over' : 'none'
}

/** Own figures, and those of parts of the province for which one has a target, or registered one. */
function seriesOf(own: Own, { targets, localities, agencies }: Catalogue, registrations: readonly TargetRegistration[]): SeriesName[] {
  const ended = new Set<string>([...localities, ...agencies].filter(({ validTo }) => validTo !== undefined).map(({ id }) => id))
  const aimed = targets.filter(({ subject }) => !ended.has(subject)).map(({ indicator, subject }) => seriesName(indicator, subject)).filter((series) => isOwn(series, own))
  return [...new Set([...own.series, ...registrations.map(({ indicator, subject }) => seriesName(indicator, subject)), ...aimed])]
}

function isOwn(series: SeriesName, { kind, series: all, places }: Own): boolean {
  const { indicator, subject } = splitSeries(series)
  return all.some((one) => splitSeries(one).indicator === indicator) && (kind === 'agency' || places.some(({ id }) => id === subject))
}
