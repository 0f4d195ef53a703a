import { useState } from 'react'
import type { SeriesUse } from '#contract'
import { pageApi } from '../../../app/api.ts'
import { useLocale, useSay } from '../../../locale/index.ts'
import { problemInWords } from '../../agency/problem-words.ts'
import { useEditing } from './editing.ts'

/** Where else these figures stand: asked when somebody wants to know. */
export function UsedWhere({ indicators }: { indicators: readonly string[] }) {
  const say = useSay()
  const locale = useLocale()
  const { catalogue } = useEditing()
  const [answers, setAnswers] = useState<readonly { indicator: string; uses: readonly SeriesUse[] }[]>()
  const [thrown, setThrown] = useState<unknown>()
  if (indicators.length === 0) return null
  const ask = () => {
    setThrown(undefined)
    void Promise.all(indicators.map((id) => pageApi.usesOfIndicator(id))).then(setAnswers, setThrown)
  }
  const nameOf = (id: string) => catalogue.indicators.find((one) => one.id === id)?.name[locale] ?? id
  return (
    <div className="used-where">
      <button type="button" className="is-link" aria-expanded={answers !== undefined} onClick={answers === undefined ? ask : () => setAnswers(undefined)}>{say('board.usedWhere')}</button>
      {thrown !== undefined && <p role="alert" className="desk-note">{problemInWords(thrown, say)}</p>}
      {answers?.map(({ indicator, uses }) => (
        <div key={indicator}>
          {answers.length > 1 && <strong>{nameOf(indicator)}</strong>}
          {uses.length === 0 ? <p className="desk-note">{say('board.usedNowhere')}</p> : (
            <ul>{uses.map((use) => <li key={`${use.kind} ${use.id}`}>{say(`board.use-${use.kind}`)}: {use.title?.[locale] ?? use.id}{use.panels !== undefined && ` (${say('board.usePanels', { n: use.panels.length })})`}</li>)}</ul>
          )}
        </div>
      ))}
    </div>
  )
}
