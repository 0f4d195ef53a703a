import { type ReactNode, useCallback } from 'react'
import type { Catalogue, Scene } from '#contract'
import { LiveLine } from '../../app/LiveLine.tsx'
import { UntilHeard } from '../../app/UntilHeard.tsx'
import { pageApi } from '../../app/api.ts'
import { WhenFetched } from '../../app/WhenFetched.tsx'
import { useConnection } from '../../live/index.ts'
import { useLocale, useSay } from '../../locale/index.ts'
import { PaperScene } from '../../scenes/PaperScene.tsx'
import { DeskFrame } from '../DeskFrame.tsx'

/** `/print/scene/:id`: a scene as its figures, row by row, to be read at a desk and printed. */
export function PaperSceneRoom({ id }: { id: string }) {
  const load = useCallback(async () => {
    const [catalogue, scene] = await Promise.all([pageApi.catalogue(), pageApi.scene(id)])
    return { catalogue, scene }
  }, [id])
  return <WhenFetched load={load}>{(loaded) => <Sheet {...loaded} />}</WhenFetched>
}

function Sheet({ catalogue, scene }: { catalogue: Catalogue; scene: Scene }) {
  const say = useSay()
  const locale = useLocale()
  return (
    <DeskFrame
      catalogue={catalogue} title={scene.title[locale]} lead={say('paper.sceneLead')}
      parts={[{ href: `/print/scene/${scene.id}`, title: say('paper.scene'), isOpen: true }]}
    >
      <LiveLine feeds={scene.feeds} catalogue={catalogue}><OnLine><UntilHeard><PaperScene scene={scene} /></UntilHeard></OnLine></LiveLine>
    </DeskFrame>
  )
}

function OnLine({ children }: { children: ReactNode }) {
  const { state } = useConnection()
  return <div data-connection={state}>{children}</div>
}
