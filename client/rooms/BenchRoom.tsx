import { useMemo } from 'react'
import type { Catalogue } from '#contract'
import { LiveLine } from '../app/LiveLine.tsx'
import { pageApi } from '../app/api.ts'
import { useTheme, useTitle } from '../app/use-theme.ts'
import { WhenFetched } from '../app/WhenFetched.tsx'
import { useSay } from '../locale/index.ts'
import { Wall } from '../scenes/Wall.tsx'
import { benchScene } from './bench-scene.ts'

/** `/wall/bench`: what other products are measured against. */
export function BenchRoom() {
  return <WhenFetched load={pageApi.catalogue}>{(catalogue) => <Measured catalogue={catalogue} />}</WhenFetched>
}

function Measured({ catalogue }: { catalogue: Catalogue }) {
  const say = useSay()
  const scene = useMemo(() => benchScene(catalogue.deployment.subject), [catalogue])
  useTheme('wall')
  useTitle(say('bench.title'))
  return (
    <LiveLine feeds={scene.feeds} catalogue={catalogue}>
      <Wall scene={scene} tile="a" wall={false} />
    </LiveLine>
  )
}
