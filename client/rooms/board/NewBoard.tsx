import { type FormEvent, useId, useState } from 'react'
import { useLocation } from 'wouter'
import type { BoardSummary, Scene } from '#contract'
import { useLocale, useSay } from '../../locale/index.ts'
import { boardApi } from './board-api.ts'
import { ProblemNote } from '../agency/ProblemNote.tsx'
import { boardIdOf } from './board-id.ts'

/** A new board: what it is called, and what it begins from. */
export function NewBoard({ scenes, boards }: { scenes: readonly Scene[]; boards: readonly BoardSummary[] }) {
  const say = useSay()
  const locale = useLocale()
  const id = useId()
  const [, go] = useLocation()
  const [vi, setVi] = useState('')
  const [en, setEn] = useState('')
  const [from, setFrom] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [thrown, setThrown] = useState<unknown>()
  const make = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setThrown(undefined)
    try {
      const draft = await boardApi.makeBoard({ id: boardIdOf(vi, boards.map((board) => board.id)), title: { vi: vi.trim(), en: en.trim() || vi.trim() }, ...(from !== '' && { from }) })
      go(`/boards/${encodeURIComponent(draft.id)}/edit`)
    } catch (failure) {
      setThrown(failure)
      setBusy(false)
    }
  }
  const published = boards.filter(({ version }) => version > 0)
  return (
    <section className="card board-new wide-only" aria-labelledby={`${id}-title`}>
      <header className="card-head"><h2 id={`${id}-title`}>{say('board.new')}</h2></header>
      <form onSubmit={(event) => void make(event)}>
        <div className="field"><label htmlFor={`${id}-vi`}>{say('board.nameVi')}</label><input id={`${id}-vi`} required maxLength={120} value={vi} onChange={({ target }) => setVi(target.value)} /></div>
        <div className="field"><label htmlFor={`${id}-en`}>{say('board.nameEn')}</label><input id={`${id}-en`} maxLength={120} value={en} onChange={({ target }) => setEn(target.value)} /></div>
        <div className="field">
          <label htmlFor={`${id}-from`}>{say('board.from')}</label>
          <select id={`${id}-from`} value={from} onChange={({ target }) => setFrom(target.value)}>
            <option value="">{say('board.fromNothing')}</option>
            <optgroup label={say('board.fromScene')}>{scenes.map((scene) => <option key={scene.id} value={scene.id}>{scene.title[locale]}</option>)}</optgroup>
            {published.length > 0 && <optgroup label={say('board.fromBoard')}>{published.map((board) => <option key={board.id} value={board.id}>{board.title[locale]}</option>)}</optgroup>}
          </select>
        </div>
        {thrown !== undefined && <ProblemNote title={say('board.newFailed')} thrown={thrown} />}
        <button type="submit" className="is-primary" disabled={isBusy || vi.trim() === ''}>{say('board.make')}</button>
        <p className="desk-note">{say('board.newNote')}</p>
      </form>
    </section>
  )
}
