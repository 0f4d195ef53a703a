import { lazy, type MouseEvent, Suspense, useCallback, useEffect, useState } from 'react'
import { useSearchParams } from 'wouter'
import { SeriesName } from '#contract'
import { LiveLine } from '../app/LiveLine.tsx'
import { pageApi } from '../app/api.ts'
import { loadFonts } from '../app/load-fonts.ts'
import { useTheme, useTitle } from '../app/use-theme.ts'
import { WhenFetched } from '../app/WhenFetched.tsx'
import { useLocale } from '../locale/index.ts'
import { Wall } from '../scenes/Wall.tsx'
import type { Asked } from './figure/FigureDrawer.tsx'

const FigureDrawer = lazy(async () => ({ default: (await import('./figure/FigureDrawer.tsx')).FigureDrawer }))

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
  const [asked, ask] = useState<Asked>()
  return (
    <LiveLine feeds={scene.feeds} catalogue={catalogue}>
      <div onClick={(event) => ask(figureAt(event) ?? asked)}>
        <Wall scene={scene} tile={search.get('tile') ?? undefined} turn={search.get('turn') ?? undefined} wall />
      </div>
      {asked !== undefined && <Suspense fallback={null}><FigureDrawer catalogue={catalogue} asked={asked} onClose={() => ask(undefined)} /></Suspense>}
    </LiveLine>
  )
}

/** Whoever sits at a desk asks a figure where it comes from by clicking on it; a video wall has no mouse. */
function figureAt({ target }: MouseEvent): Asked | undefined {
  const drawn = target instanceof Element ? target.closest<HTMLElement | SVGElement>('[data-series][data-value]') : null
  const series = SeriesName.safeParse(drawn?.dataset['series'])
  return series.success ? { series: series.data, at: undefined } : undefined
}
