import { useCallback, useEffect, useMemo, useState } from 'react'
import { useSearchParams } from 'wouter'
import { type Catalogue, type Scene, scenesOf, type Wall as WallSettings, type WallState } from '#contract'
import { LiveLine } from '../app/LiveLine.tsx'
import { pageApi } from '../app/api.ts'
import { loadFonts } from '../app/load-fonts.ts'
import { useTheme, useTitle } from '../app/use-theme.ts'
import { WhenFetched } from '../app/WhenFetched.tsx'
import { useLocale } from '../locale/index.ts'
import { Rotation } from '../scenes/Rotation.tsx'
import { Wall } from '../scenes/Wall.tsx'
import { AskableFigures } from './AskableFigures.tsx'
import { useNewestBoard } from './use-newest-board.ts'

interface Loaded {
  catalogue: Catalogue
  wall: WallSettings
  scenes: readonly Scene[]
  /** Absent where nobody says what is on: the wall's own scene stands until somebody does. */
  state: WallState | undefined
  /** Asked for by name: it stays, whatever the schedule says. */
  held: Scene | undefined
}

/**
 * `/wall/:wallId`: with `?column=&row=` where this window is one panel of the hardware, `?tile=` for one tile of the scene,
 * `?scene=` and `?turn=` to hold a scene or a tile, for who must look at it in peace.
 */
export function WallRoom({ wallId }: { wallId: string }) {
  // By what it was opened with: a page that only follows its own address is not loaded anew.
  const [held] = useState(() => new URLSearchParams(window.location.search).get('scene') ?? undefined)
  const load = useCallback(() => loadWall(wallId, held), [wallId, held])
  return <WhenFetched load={load}>{(loaded) => <Playing {...loaded} />}</WhenFetched>
}

async function loadWall(wallId: string, heldId: string | undefined): Promise<Loaded> {
  const [catalogue, wall] = await Promise.all([pageApi.catalogue(), pageApi.wall(wallId)])
  if (heldId !== undefined) {
    const held = await pageApi.scene(heldId)
    return { catalogue, wall, scenes: [held], state: undefined, held }
  }
  const [state, ...scenes] = await Promise.all([pageApi.wallState(wallId).catch(() => undefined), ...scenesOf(wall).map((id) => pageApi.scene(id))])
  return { catalogue, wall, scenes, state, held: undefined }
}

function Playing({ catalogue, wall, scenes, state, held: first }: Loaded) {
  const held = useNewestBoard(first, pageApi.scene)
  const locale = useLocale()
  const [search] = useSearchParams()
  useTheme('wall')
  useEffect(loadFonts, [])
  useTitle(`${wall.title[locale]} · ${catalogue.deployment.name[locale]}`)
  const [more, setMore] = useState<readonly Scene[]>([])
  const known = useMemo(() => new Map([...scenes, ...(held === undefined ? [] : [held]), ...more].map((scene) => [scene.id, scene])), [scenes, held, more])
  const feeds = useMemo(() => [...new Set([...known.values()].flatMap((scene) => scene.feeds))].toSorted(), [known])
  const ask = useCallback(() => pageApi.wallState(wall.id), [wall.id])
  const wanted = useCallback((id: string) => void pageApi.scene(id).then((scene) => setMore((before) => [...before, scene]), () => undefined), [])
  const places = useMemo(() => ({ tile: search.get('tile') ?? undefined, turn: search.get('turn') ?? undefined, glass: glassOf(wall, search) }), [wall, search])
  return (
    <LiveLine feeds={feeds} catalogue={catalogue} {...(held === undefined && { wall: wall.id })}>
      <AskableFigures>
        {held === undefined
          ? <Rotation home={wall.scene} scenes={known} first={state} ask={ask} wanted={wanted} {...places} />
          : <Wall scene={held} wall {...places} />}
      </AskableFigures>
    </LiveLine>
  )
}

function glassOf({ profile }: WallSettings, search: URLSearchParams): { profile: NonNullable<WallSettings['profile']>; at?: { column: number; row: number } } | undefined {
  if (profile === undefined) return undefined
  const [column, row] = [Number(search.get('column')), Number(search.get('row'))]
  return column >= 1 && row >= 1 ? { profile, at: { column, row } } : { profile }
}
