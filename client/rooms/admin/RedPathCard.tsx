import type { RedPath } from '#contract'
import { formatAge, useLocale, useSay } from '../../locale/index.ts'

/** How long a figure that is not as it should be waits for the word of who answers for it. */
export function RedPathCard({ red: { explained, timed, medianMs, redNow, unexplainedNow } }: { red: RedPath }) {
  const say = useSay()
  const locale = useLocale()
  return (
    <section className="card use-red" aria-labelledby="use-red">
      <header className="card-head"><h2 id="use-red">{say('use.red')}</h2></header>
      <dl>
        <div><dt>{say('use.redNow')}</dt><dd>{redNow}</dd></div>
        <div><dt>{say('use.unexplained')}</dt><dd>{unexplainedNow}</dd></div>
        <div><dt>{say('use.explained')}</dt><dd>{explained}</dd></div>
        <div><dt>{say('use.median')}</dt><dd>{medianMs === undefined ? say('use.noMedian') : formatAge(medianMs, locale)}</dd></div>
      </dl>
      <p className="desk-note">{say('use.redNote', { timed, explained })}</p>
    </section>
  )
}
