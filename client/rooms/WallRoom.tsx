import { useCallback, useEffect } from 'react'
import { useSearchParams } from 'wouter'
import { LiveLine } from '../app/LiveLine.tsx'
import { pageApi } from '../app/api.ts'
import { loadFonts } from '../app/load-fonts.ts'
import { useTheme, useTitle } from '../app/use-theme.ts'
import { WhenFetched } from '../app/WhenFetched.tsx'
import { useLocale } from '../locale/index.ts'
import { Wall } from '../scenes/Wall.tsx'

/** `/wall/:wallId`, with `?tile=` where this window is one tile of a larger wall, `?turn=` to hold one of those that take turns. */
export function WallRoom({ wallId }: { wallId: string }) {
  const load = useCallback(() => loadWall(wallId), [wallId])
  return <WhenFetched load={load}>{(loaded) => <Playing {...loaded} />}</WhenFetched>
}

async function loadWall(wallId: string) {
  const [catalogue, wall] = await Promise.all([pageApi.catalogue(), pageApi.wall(wallId)])
  return { catalogue, wall, scene: await pageApi.scene(wall.scene) }
}

function Playing({ catalogue, wall, scene }: Awaited<ReturnType<typeof loadWall>>) {
  const locale = useLocale()
  const [search] = useSearchParams()
  useTheme('wall')
  useEffect(loadFonts, [])
  useTitle(`${wall.title[locale]} · ${catalogue.deployment.name[locale]}`)
  return (
    <LiveLine feeds={scene.feeds} catalogue={catalogue}>
      <Wall scene={scene} tile={search.get('tile') ?? undefined} turn={search.get('turn') ?? undefined} wall />
    </LiveLine>
  )
}
