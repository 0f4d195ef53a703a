import { useCallback, useState } from 'react'
import { Link } from 'wouter'
import type { BoardSummary, Catalogue, Scene } from '#contract'
import { pageApi } from '../../app/api.ts'
import { WhenFetched } from '../../app/WhenFetched.tsx'
import { formatTime, useLocale, useSay } from '../../locale/index.ts'
import { boardApi } from './board-api.ts'
import { BoardFrame } from './BoardFrame.tsx'
import { mayEdit } from './may-edit.ts'
import { NewBoard } from './NewBoard.tsx'
import { Withdraw } from './Withdraw.tsx'
import './board.css'

interface Loaded {
  catalogue: Catalogue
  boards: readonly BoardSummary[]
  scenes: readonly Scene[]
  isEditor: boolean
}

async function loadBoards(): Promise<Loaded> {
  const [catalogue, boards, scenes, { viewer }] = await Promise.all([pageApi.catalogue(), boardApi.boards(), boardApi.scenes(), pageApi.session()])
  return { catalogue, boards, scenes, isEditor: mayEdit(viewer) }
}

/** `/boards`: the boards made here; who may edit makes new ones, from a shipped scene or from nothing. */
export function BoardsRoom() {
  const [round, setRound] = useState(0)
  // A new identity for each round: the list is read anew.
  const load = useCallback(() => (round >= 0 ? loadBoards() : loadBoards()), [round])
  return <WhenFetched load={load}>{(loaded) => <Boards {...loaded} again={() => setRound(round + 1)} />}</WhenFetched>
}

function Boards({ catalogue, boards, scenes, isEditor, again }: Loaded & { again(): void }) {
  const say = useSay()
  return (
    <BoardFrame catalogue={catalogue} title={say('board.title')} lead={say('board.lead')}>
      <div className={isEditor ? 'boards is-editor' : 'boards'}>
        <section className="card board-list" aria-labelledby="board-list">
          <header className="card-head"><h2 id="board-list">{say('board.all')}</h2><span className="desk-note">{say('board.count', { n: boards.length })}</span></header>
          {boards.length === 0
            ? <p className="desk-empty">{say(isEditor ? 'board.none' : 'board.noneYet')}</p>
            : <ul>{boards.map((board) => <Row key={board.id} board={board} isEditor={isEditor} timeZone={catalogue.deployment.timeZone} again={again} />)}</ul>}
        </section>
        {isEditor && <NewBoard scenes={scenes} boards={boards} />}
      </div>
    </BoardFrame>
  )
}

const MOMENT = { day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

function Row({ board, isEditor, timeZone, again }: { board: BoardSummary; isEditor: boolean; timeZone: string; again(): void }) {
  const say = useSay()
  const locale = useLocale()
  const { id, title, version, publishedAt, publishedBy = '', draft } = board
  const moment = (at: string) => formatTime(Date.parse(at), timeZone, locale, MOMENT)
  const href = `/boards/${encodeURIComponent(id)}`
  return (
    <li data-board={id}>
      <div>
        <h3>{version === 0 ? title[locale] : <Link href={href}>{title[locale]}</Link>}</h3>
        <p>{publishedAt === undefined ? say('board.never') : say('board.published', { n: version, at: moment(publishedAt), who: publishedBy })}</p>
        {draft !== undefined && <p className="board-draft"><Pen />{say('board.hasDraft', { at: moment(draft.changedAt), who: draft.changedBy })}</p>}
      </div>
      <div className="actions">
        {version > 0 && <Link href={href} className="button" aria-label={`${say('app.open')}: ${title[locale]}`}>{say('app.open')}</Link>}
        {isEditor && <Link href={`${href}/edit`} className="button wide-only" aria-label={`${say('board.edit')}: ${title[locale]}`}>{say('board.edit')}</Link>}
        {isEditor && <Withdraw board={board} again={again} />}
      </div>
    </li>
  )
}

/** Being worked on: a shape besides the words. */
const Pen = () => <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M2 14l1-4 8-8 3 3-8 8z" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" /></svg>
