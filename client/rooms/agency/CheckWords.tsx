import { Check, QualityWord, WORD_OF_CHECK } from '#contract'
import { useSay } from '../../locale/index.ts'

/** The whole vocabulary, by its four words. */
export function CheckWords() {
  const say = useSay()
  return (
    <details className="check-words card-foot">
      <summary>{say('agency.checkWords')}</summary>
      <div>
        {QualityWord.options.map((word) => (
          <section key={word}>
            <h3>{say(`agency.score-${word}`)}</h3>
            <dl>
              {Check.options.filter((check) => WORD_OF_CHECK[check] === word).map((check) => (
                <div key={check}><dt>{say(`agency.check-${check}`)}</dt><dd>{say(`agency.means-check-${check}`)}</dd></div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </details>
  )
}
