import { useCallback } from 'react'
import type { Catalogue, Indicator } from '#contract'
import { pageApi } from '../../app/api.ts'
import { useSay } from '../../locale/index.ts'
import { problemInWords } from '../agency/problem-words.ts'
import { useReadAgain } from '../agency/use-read-again.ts'
import { Explained } from './Explained.tsx'

/** The newest explanation of each place of an indicator; nothing where nobody has written one. */
export function ExplanationsOf({ catalogue, indicator }: { catalogue: Catalogue; indicator: Indicator }) {
  const say = useSay()
  const { answer, thrown, readAt = 0 } = useReadAgain(useCallback(() => pageApi.explanations(indicator.id), [indicator.id]))
  if (answer === undefined) return thrown === undefined ? null : <p className="card explanations-failed desk-note" role="status">{say('explain.readFailed', { why: problemInWords(thrown, say) })}</p>
  if (answer.explanations.length === 0) return null
  return (
    <section className="card explanations" aria-labelledby="explanations-title">
      <header className="card-head"><h2 id="explanations-title">{say('explain.title')}</h2></header>
      {answer.explanations.map((one) => <Explained key={one.id} explanation={one} catalogue={catalogue} withPlace now={readAt} />)}
    </section>
  )
}
