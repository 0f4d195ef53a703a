import { useState } from 'react'
import type { BoardSummary } from '#contract'
import { useLocale, useSay } from '../../locale/index.ts'
import { boardApi } from './board-api.ts'
import { problemInWords } from '../agency/problem-words.ts'

/** Taken off the walls and out of the list: asked twice, because nobody else is. */
export function Withdraw({ board: { id, title }, again }: { board: BoardSummary; again(): void }) {
  const say = useSay()
  const locale = useLocale()
  const [isAsked, ask] = useState(false)
  const [thrown, setThrown] = useState<unknown>()
  const withdraw = () => boardApi.withdrawBoard(id).then(again, setThrown)
  if (!isAsked) return <button type="button" className="is-quiet" aria-label={`${say('board.withdraw')}: ${title[locale]}`} onClick={() => ask(true)}>{say('board.withdraw')}</button>
  return (
    <div className="board-sure" role="group" aria-label={say('board.withdrawSure', { title: title[locale] })}>
      <p>{say('board.withdrawSure', { title: title[locale] })}</p>
      <div className="actions">
        <button type="button" onClick={() => void withdraw()}>{say('board.withdraw')}</button>
        <button type="button" autoFocus onClick={() => ask(false)}>{say('board.keep')}</button>
      </div>
      {thrown !== undefined && <p role="alert">{problemInWords(thrown, say)}</p>}
    </div>
  )
}
