import { useCallback, useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { Catalogue, SeriesName } from '#contract'
import { pageApi } from '../../app/api.ts'
import { useSay } from '../../locale/index.ts'
import { useReadAgain } from '../agency/use-read-again.ts'
import { problemInWords } from '../agency/problem-words.ts'
import { Explained } from './Explained.tsx'
import { ExplainForm } from './ExplainForm.tsx'
import './explanations.css'

interface Props {
  catalogue: Catalogue
  series: SeriesName
  /** Where it is only read: the page on which it is written. */
  writeAt?: string
}

const PLACE = 'explain'

/** Beside a figure: why it is not as it should be, as its owner signed it, and a form for who answers for it. Nothing where there is neither. */
export function ExplanationCard({ catalogue, series, writeAt }: Props) {
  const say = useSay()
  const { answer, thrown, readAt, again } = useReadAgain(useCallback(() => pageApi.explanationsOf(series), [series]))
  const card = useRef<HTMLElement>(null)
  const isThere = answer !== undefined
  // It came after the page: a browser that was sent here has looked for it in vain.
  useEffect(() => {
    if (isThere && window.location.hash === `#${PLACE}`) card.current?.scrollIntoView()
  }, [isThere])
  if (answer === undefined) return thrown === undefined ? null : <p className="card explanations-failed desk-note" role="status">{say('explain.readFailed', { why: problemInWords(thrown, say) })}</p>
  const [newest, ...older] = answer.explanations
  if (newest === undefined && !answer.mayExplain) return null
  const draw = (one: typeof newest) => one !== undefined && <Explained key={one.id} explanation={one} catalogue={catalogue} now={readAt ?? 0} />
  return (
    <section className="card explanations" id={PLACE} ref={card} aria-labelledby="explanations-title">
      <header className="card-head"><h2 id="explanations-title">{say('explain.title')}</h2></header>
      {thrown !== undefined && <p className="desk-note explanations-failed" role="status">{say('explain.readFailed', { why: problemInWords(thrown, say) })}</p>}
      {newest === undefined ? <p className="desk-empty">{say('explain.none')}</p> : draw(newest)}
      {older.length > 0 && <details><summary>{say('explain.older', { n: older.length })}</summary>{older.map(draw)}</details>}
      {answer.mayExplain && (writeAt === undefined
        ? <ExplainForm series={series} timeZone={catalogue.deployment.timeZone} isFirst={newest === undefined} again={again} />
        : <p className="explanations-write"><Link href={writeAt} className="button">{say(newest === undefined ? 'explain.write' : 'explain.writeNew')}</Link></p>)}
    </section>
  )
}
