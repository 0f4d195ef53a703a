import type { SeriesView } from '#contract'
import { useSay } from '../../locale/index.ts'
import { figureData, Provenance, StatusGlyph } from '../../parts/index.ts'
import type { WidgetProps } from '../widget.ts'
import { type Answer, ANSWERS, answerOf, callRoll } from './call.ts'
import type { RollCallOptions } from './options.ts'
import './roll-call.css'

const MOST_NAMED = 4

/** One block per site in a fixed place: filled is ready, dashed is connected but not ready, crossed is off; who did not answer is a low bar. */
export function RollCallView({ views, options, title, now, locale, place }: WidgetProps<RollCallOptions>) {
  const say = useSay()
  const roll = callRoll(views, options)
  const word = (answer: Answer): string => (answer === 'unknown' ? say('rollCall.unknown') : options[answer][locale])
  const known = views.length - roll.unknown.length
  const isAll = roll.ready.length === views.length
  return (
    <article className="p roll-call">
      <header className="pt">
        <h2>{title}</h2>
        <span className="note">{say('rollCall.note')}</span>
      </header>
      {views.length === 0 && <p className="p-empty">{say('figure.noFigure')}</p>}
      {views.length > 0 && (
        <>
          <div className="roll-head">
            <span className="num l" data-counts="">{known === 0 ? '–' : roll.ready.length}<span className="unit">{`/ ${views.length}`}</span></span>
            <div>
              <p>
                {(roll.off.length > 0 || roll.between.length > 0) && <StatusGlyph status={roll.off.length > 0 ? 'watch' : 'unknown'} />}
                <b>{isAll ? say('rollCall.all') : known === 0 ? say('figure.noFigure') : say('rollCall.ready', { word: word('ready') })}</b>
              </p>
              {(['off', 'between', 'unknown'] as const).map((answer) => roll[answer].length > 0 && known > 0 && <p key={answer} className="roll-names" data-counts="">{`${word(answer)}: ${namesOf(roll[answer], say)}`}</p>)}
            </div>
          </div>
          <div className="roll" style={{ gridTemplateColumns: `repeat(${options.columns}, minmax(0, 1fr))` }}>
            {views.map((view) => <Block key={view.series} view={view} answer={answerOf(view, options)} word={word(answerOf(view, options))} />)}
          </div>
          <footer className="roll-legend">
            {ANSWERS.filter((answer) => answer !== 'unknown' || roll.unknown.length > 0).map((answer) => (
              <span key={answer} data-counts=""><svg width="60" height="40" viewBox="0 0 60 40" aria-hidden="true"><Shape answer={answer} width={60} height={40} /></svg>{`${word(answer)} ${roll[answer].length}`}</span>
            ))}
          </footer>
          <Provenance views={views} now={now} timeZone={place.timeZone} locale={locale}>{known < views.length ? say('rollCall.known', { known, all: views.length }) : undefined}</Provenance>
        </>
      )}
    </article>
  )
}

function namesOf(views: readonly SeriesView[], say: ReturnType<typeof useSay>): string {
  const named = views.slice(0, MOST_NAMED).map(({ subject }) => subject.short).join(', ')
  return views.length > MOST_NAMED ? `${named} ${say('rollCall.more', { n: views.length - MOST_NAMED })}` : named
}

function Block({ view, answer, word }: { view: SeriesView; answer: Answer; word: string }) {
  return (
    <svg viewBox="0 0 100 72" preserveAspectRatio="none" role="img" aria-label={`${view.subject.short}: ${word}`} className={`roll-block is-${answer}`} {...figureData(view)}>
      <Shape answer={answer} width={100} height={72} />
    </svg>
  )
}

function Shape({ answer, width: w, height: h }: { answer: Answer; width: number; height: number }) {
  if (answer === 'ready') return <rect width={w} height={h} fill="var(--ink-3)" />
  if (answer === 'unknown') return <rect y={h - 10} width={w} height="10" fill="var(--stale-e)" />
  if (answer === 'between') return <rect x="3" y="3" width={w - 6} height={h - 6} fill="none" stroke="var(--ink-2)" strokeWidth="5" strokeDasharray="10 7" />
  const [x, y] = [w / 2, h / 2]
  return (
    <>
      <rect x="4" y="4" width={w - 8} height={h - 8} fill="none" stroke="var(--p3-e)" strokeWidth="8" />
      <path d={`M${x - 11} ${y - 11}L${x + 11} ${y + 11}M${x + 11} ${y - 11}L${x - 11} ${y + 11}`} stroke="var(--p3-e)" strokeWidth="6" />
    </>
  )
}
