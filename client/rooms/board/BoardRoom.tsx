import { useCallback, useEffect } from 'react'
import { Link } from 'wouter'
import { type BoardAnswer, BoardId, type Catalogue } from '#contract'
import { boardFilePath } from '../../api/index.ts'
import { pageApi } from '../../app/api.ts'
import { loadFonts } from '../../app/load-fonts.ts'
import { LiveLine } from '../../app/LiveLine.tsx'
import { UntilHeard } from '../../app/UntilHeard.tsx'
import { NotFound } from '../../app/NotFound.tsx'
import { WhenFetched } from '../../app/WhenFetched.tsx'
import { formatTime, useLocale, useSay } from '../../locale/index.ts'
import { boardApi } from './board-api.ts'
import { BoardFrame } from './BoardFrame.tsx'
import { mayEdit } from './may-edit.ts'
import { PlayBoard } from './PlayBoard.tsx'
import './board.css'

interface Loaded {
  catalogue: Catalogue
  board: BoardAnswer
  isEditor: boolean
}

/** `/boards/:id`: the published board on a desk or a phone, and on paper. */
export function BoardRoom({ id }: { id: string }) {
  const load = useCallback(async (): Promise<Loaded | undefined> => {
    const parsed = BoardId.safeParse(id)
    if (!parsed.success) return undefined
    const [catalogue, board, { viewer }] = await Promise.all([pageApi.catalogue(), boardApi.board(parsed.data), pageApi.session()])
    return { catalogue, board, isEditor: mayEdit(viewer) }
  }, [id])
  return <WhenFetched load={load}>{(loaded) => (loaded === undefined ? <NotFound /> : <Board {...loaded} />)}</WhenFetched>
}

const MOMENT = { day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

function Board({ catalogue, board: { summary, scene }, isEditor }: Loaded) {
  const say = useSay()
  const locale = useLocale()
  useEffect(loadFonts, [])
  const { id, title, version, publishedAt, publishedBy = '' } = summary
  const href = `/boards/${encodeURIComponent(id)}`
  const when = publishedAt === undefined ? say('board.never') : say('board.published', { n: version, at: formatTime(Date.parse(publishedAt), catalogue.deployment.timeZone, locale, MOMENT), who: publishedBy })
  return (
    <BoardFrame catalogue={catalogue} title={title[locale]} lead={when} here={href}>
      <div className="actions board-bar">
        {isEditor && <Link href={`${href}/edit`} className="button is-strong wide-only">{say('board.edit')}</Link>}
        {scene !== undefined && <Link href={`/wall/main?scene=${encodeURIComponent(id)}`} className="button wide-only">{say('board.onWall')}</Link>}
        {scene !== undefined && <button type="button" className="wide-only" onClick={() => window.print()}>{say('board.print')}</button>}
        {version > 0 && <a className="button wide-only" href={boardFilePath(id, version)} download={`${id.slice('board.'.length)}.yaml`}>{say('board.file')}</a>}
        {isEditor && <p className="desk-note narrow-only">{say('board.notOnPhone')}</p>}
      </div>
      {scene === undefined
        ? <p className="card desk-empty">{say('board.neverYet')}</p>
        : <LiveLine feeds={scene.feeds} catalogue={catalogue}><UntilHeard><PlayBoard scene={scene} /></UntilHeard></LiveLine>}
    </BoardFrame>
  )
}
