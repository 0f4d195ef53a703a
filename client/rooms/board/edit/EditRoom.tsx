import { useCallback, useEffect, useState } from 'react'
import { Link } from 'wouter'
import { type BoardAnswer, type BoardDraft, BoardId, type Catalogue, type Wall } from '#contract'
import { pageApi } from '../../../app/api.ts'
import { loadFonts } from '../../../app/load-fonts.ts'
import { NotFound } from '../../../app/NotFound.tsx'
import { PlainPage } from '../../../app/PlainPage.tsx'
import { WhenFetched } from '../../../app/WhenFetched.tsx'
import { useSay } from '../../../locale/index.ts'
import { useWindowSize } from '../../../scenes/use-window.ts'
import { boardApi } from '../board-api.ts'
import { loginHref, NamedOnly, type NamedViewer } from '../../NamedOnly.tsx'
import { mayEdit } from '../may-edit.ts'
import { EditorPage } from './EditorPage.tsx'
import '../../desk.css'
import './edit.css'

interface Loaded {
  catalogue: Catalogue
  walls: readonly Wall[]
  draft: BoardDraft
  board: BoardAnswer
}

/** Below this a panel is smaller than a finger. */
const NARROWEST = 900

/** `/boards/:id/edit`: for persons with the right, at a desk. */
export function EditRoom({ id }: { id: string }) {
  const parsed = BoardId.safeParse(id)
  if (!parsed.success) return <NotFound />
  return <NamedOnly>{(viewer) => (mayEdit(viewer) ? <AtDesk id={parsed.data} viewer={viewer} /> : <NotForYou id={id} />)}</NamedOnly>
}

function AtDesk({ id, viewer }: { id: BoardId; viewer: NamedViewer }) {
  const { width } = useWindowSize()
  const load = useCallback(async (): Promise<Loaded> => {
    const [catalogue, walls, draft, board] = await Promise.all([pageApi.catalogue(), boardApi.walls(), boardApi.boardDraft(id), boardApi.board(id)])
    return { catalogue, walls, draft, board }
  }, [id])
  useEffect(loadFonts, [])
  if (width < NARROWEST) return <TooNarrow id={id} />
  return <WhenFetched load={load}>{(loaded) => <Opened {...loaded} viewer={viewer} />}</WhenFetched>
}

/** Another draft in the place of this one begins anew. */
function Opened({ draft, ...rest }: Loaded & { viewer: NamedViewer }) {
  const [here, open] = useState(draft)
  return <EditorPage key={`${here.id} ${here.revision}`} draft={here} open={open} {...rest} />
}

function TooNarrow({ id }: { id: string }) {
  const say = useSay()
  return (
    <PlainPage title="board.narrow" text="board.narrowText">
      <p><Link href={`/boards/${encodeURIComponent(id)}`}>{say('board.openPublished')}</Link></p>
      <p><Link href="/boards">{say('board.title')}</Link></p>
    </PlainPage>
  )
}

function NotForYou({ id }: { id: string }) {
  const say = useSay()
  return (
    <PlainPage title="board.notForYou" text="board.notForYouText">
      <p><Link href={`/boards/${encodeURIComponent(id)}`}>{say('board.openPublished')}</Link></p>
      <p><Link href={loginHref()}>{say('login.in')}</Link></p>
    </PlainPage>
  )
}
