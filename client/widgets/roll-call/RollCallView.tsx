import type { SeriesView } from '#contract'
import { useSay } from '../../locale/index.ts'
import { figureData, fitNames, Provenance, StatusGlyph, ViewGlyph } from '../../parts/index.ts'
import type { WidgetProps } from '../widget.ts'
import { type Answer, ANSWERS, callRoll, columnsFor, isFresh, lastAnswer } from './call.ts'
import type { RollCallOptions } from './options.ts'
import './roll-call.css'

/** What a line beside the count holds, its word included, with room for `và 12 nơi khác`. */
const LETTERS = 56
const MORE_LETTERS = 16

/** One block per site in a fixed place: filled is ready, dashed is connected but not ready, crossed is off; who did not answer is a low bar. */
export function RollCallView({ views, options, title, now, locale, place }: WidgetProps<RollCallOptions>) {
  const say = useSay()
  const roll = callRoll(views, options)
  const word = (answer: Answer): string => (answer === 'unknown' ? say('rollCall.unknown') : options[answer][locale])
  const known = views.length - roll.unknown.length
  const isAll = roll.ready.length === views.length
  const isOld = views.some(({ value }) => value !== undefined)
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
                {roll.off.length > 0 && <StatusGlyph status="watch" />}
                {isOld && known === 0 && <ViewGlyph freshness={views[0]?.freshness ?? 'never'} status="unknown" />}
                <b>{isAll ? say('rollCall.all') : known > 0 ? say('rollCall.ready', { word: word('ready') }) : say(isOld ? 'rollCall.old' : 'figure.noFigure')}</b>
              </p>
              {(['off', 'between', 'unknown'] as const).map((answer) => roll[answer].length > 0 && known > 0 && <p key={answer} className="roll-names" data-counts="">{`${word(answer)}: ${namesOf(roll[answer], LETTERS - word(answer).length, say)}`}</p>)}
            </div>
          </div>
          <div className="roll" style={{ gridTemplateColumns: `repeat(${options.columns ?? columnsFor(views.length)}, minmax(0, 1fr))` }}>
            {views.map((view) => <Block key={view.series} view={view} last={lastAnswer(view, options)} word={word} />)}
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

function namesOf(views: readonly SeriesView[], letters: number, say: ReturnType<typeof useSay>): string {
  const names = views.map(({ subject }) => subject.short)
  const all = fitNames(names, letters)
  if (all.more === 0) return all.named.join(', ')
  const { named, more } = fitNames(names, letters - MORE_LETTERS)
  return `${named.join(', ')} ${say('rollCall.more', { n: more })}`
}

/** What a site said last stays in sight, dimmed, over the bar of who does not answer. */
function Block({ view, last, word }: { view: SeriesView; last: Exclude<Answer, 'unknown'> | undefined; word(answer: Answer): string }) {
  const answer = isFresh(view) && last !== undefined ? last : 'unknown'
  return (
    <svg viewBox="0 0 100 72" preserveAspectRatio="none" role="img" aria-label={`${view.subject.short}: ${word(answer)}`} className={`roll-block is-${answer}`} {...figureData(view)}>
      {answer === 'unknown' && last !== undefined && <g opacity="0.35"><Shape answer={last} width={100} height={54} /></g>}
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
