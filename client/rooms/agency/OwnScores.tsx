import { Link } from 'wouter'
import { type Agency, type Catalogue, type QualityRow, QualityWord, type Status, WORD_OF_CHECK } from '#contract'
import { formatNumber, useSay } from '../../locale/index.ts'
import { StatusGlyph } from '../../parts/index.ts'
import type { Names } from './names.ts'
import { ProblemNote } from './ProblemNote.tsx'
import { useScores } from './use-scores.ts'

const NO_DAYS = { from: '', to: '' }

/** Đúng, đủ, sạch, sống of one's own sources; only what is below what is asked of it is marked. */
export function OwnScores({ catalogue, names, agencies }: { catalogue: Catalogue; names: Names; agencies: readonly Agency[] }) {
  const say = useSay()
  const { answer, thrown } = useScores(catalogue, { span: 'month', own: NO_DAYS, by: 'source' })
  const ids = new Set<string>(agencies.map(({ id }) => id))
  const rows = answer === undefined || answer === 'no-period' ? [] : answer.rows.filter(({ agency, source }) => ids.has(agency) && source !== undefined)
  return (
    <section className="card home-scores" aria-labelledby="home-scores">
      <header className="card-head"><h2 id="home-scores">{say('home.scores')}</h2><span className="desk-note">{say('home.scoresNote')}</span></header>
      {thrown !== undefined && <ProblemNote title={say('agency.scoresFailed')} thrown={thrown} />}
      {answer === undefined && thrown === undefined && <p className="desk-empty" role="status">{say('app.loading')}</p>}
      {answer !== undefined && rows.length === 0 && <p className="desk-empty">{say('agency.noScores')}</p>}
      {rows.length > 0 && (
        <>
          <table className="desk-table">
            <thead><tr><th scope="col">{say('home.source')}</th>{QualityWord.options.map((word) => <th key={word} scope="col" className="is-figure">{say(`agency.score-${word}`)}</th>)}</tr></thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.source}>
                  <th scope="row">{names.source(row.source ?? '')}</th>
                  {QualityWord.options.map((word) => <td key={word} className="is-figure"><Score row={row} word={word} names={names} /></td>)}
                </tr>
              ))}
            </tbody>
          </table>
          <p className="card-foot"><Link href="/agency?part=quality" className="home-link">{say('home.scoresMore')}</Link></p>
        </>
      )}
    </section>
  )
}

function Score({ row, word, names }: { row: QualityRow; word: QualityWord; names: Names }) {
  const value = row[word]
  if (value === undefined) return '–'
  const status = worstOf(row, word)
  return <span className={status === 'bad' ? 'home-score is-told' : 'home-score'}>{(status === 'bad' || status === 'watch') && <StatusGlyph status={status} />}{formatNumber(value, Number.isInteger(value) ? 0 : 1, names.locale)}</span>
}

/** A word is as its worst check. */
function worstOf({ checks }: QualityRow, word: QualityWord): Status {
  const statuses = checks.filter(({ check }) => WORD_OF_CHECK[check] === word).map(({ status }) => status)
  return statuses.includes('bad') ? 'bad' : statuses.includes('watch') ? 'watch' : 'good'
}
