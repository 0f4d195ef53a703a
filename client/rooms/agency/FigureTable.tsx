import { useState } from 'react'
import type { PreviewFigure, SubmissionPreview } from '#contract'
import { formatDelta, useSay, withUnit } from '../../locale/index.ts'
import { cellText, type Names, periodText } from './names.ts'

const FIRST = 20

/** What would stand on the screens, beside what stands there now. */
export function FigureTable({ preview: { figures, figureCount }, names }: { preview: SubmissionPreview; names: Names }) {
  const say = useSay()
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? figures : figures.slice(0, FIRST)
  return (
    <section className="card" aria-labelledby="figures-title">
      <header className="card-head">
        <h2 id="figures-title">{say('agency.figures')}</h2>
        <span className="desk-note">{say('agency.figuresNote')}</span>
      </header>
      {figures.length === 0
        ? <p className="desk-empty">{say('agency.noFigures')}</p>
        : (
          <table className="desk-table figure-table">
            <thead>
              <tr>
                <th scope="col">{say('agency.figure')}</th><th scope="col">{say('agency.period')}</th><th scope="col" className="is-figure">{say('agency.now')}</th>
                <th scope="col" className="is-figure">{say('agency.new')}</th><th scope="col">{say('agency.state')}</th>
              </tr>
            </thead>
            <tbody>{shown.map((figure) => <FigureRow key={`${figure.series} ${figure.at} ${figure.period ?? ''}`} figure={figure} names={names} />)}</tbody>
          </table>
        )}
      <p className="card-foot desk-note">
        {!isWhole && figures.length > FIRST && <button type="button" onClick={() => setWhole(true)}>{say('agency.showAllFigures', { n: figures.length })}</button>}
        {isWhole && figureCount > figures.length && say('agency.cutFigures', { shown: figures.length, all: figureCount })}
      </p>
    </section>
  )
}

function FigureRow({ figure: { series, at, period, value, now, state }, names }: { figure: PreviewFigure; names: Names }) {
  const say = useSay()
  const { indicator, subject, info } = names.series(series)
  // Every digit that was sent: a screen may round, a check may not.
  const written = (one: string | number) => withUnit(cellText(one, names.locale), info?.unit ?? '', names.locale)
  return (
    <tr>
      <th scope="row">{indicator}<small>{subject}</small></th>
      <td data-label={say('agency.period')}>{period === undefined ? names.day(at) : periodText(period)}</td>
      <td data-label={say('agency.now')} className="is-figure is-now">{now === undefined ? say('agency.none') : written(now)}</td>
      <td data-label={say('agency.new')} className="is-figure"><b>{written(value)}</b><small>{changeOf(value, now, names, say)}</small></td>
      <td data-label={say('agency.state')}>{state === undefined ? '' : say(`figure.${state}`)}</td>
    </tr>
  )
}

function changeOf(value: string | number, now: string | number | undefined, { locale }: Names, say: ReturnType<typeof useSay>): string {
  if (now === undefined) return ''
  if (value === now) return say('agency.same')
  if (typeof value !== 'number' || typeof now !== 'number') return say('agency.changed')
  const decimals = Math.min(6, Math.max(...[value, now].map((one) => String(one).split('.')[1]?.length ?? 0)))
  return formatDelta(value - now, decimals, locale)
}
