import { type CSSProperties, type ReactNode, useState } from 'react'
import type { Scene } from '#contract'
import { useConnection, useMark, useServerNow } from '../live/index.ts'
import { useSay } from '../locale/index.ts'
import { Notice } from './Notice.tsx'
import { type Plan, type Showing, orbitAt, planWall, tileAt } from './plan.ts'
import { Tile, TurnTile } from './Tile.tsx'
import { useKey, useWindowSize } from './use-window.ts'
import { useTurn } from './use-turn.ts'
import './scenes.css'

interface Props {
  scene: Scene
  /** This window is one tile of a larger wall and shows only that one. */
  tile?: string | undefined
  /** Sizes of a wall; false for a screen read from near. */
  wall: boolean
}

/** Plays a scene on the window's size. */
export function Wall({ scene, tile, wall }: Props) {
  const size = useWindowSize()
  const [showing, show] = useState<Showing>('auto')
  const isWaiting = useServerNow(60_000) === undefined
  const plan = tile === undefined ? planWall(scene, size, showing) : planWall(oneTile(scene, tile), size, 'whole')
  const isTurning = plan.layout === '1x1'
  const change = () => show(isTurning ? 'whole' : 'single')
  useKey('w', change)
  return (
    <div className="wall-window">
      <WallRoot plan={plan} label={scene.id}>
        {isTurning ? <Turning scene={scene} isWaiting={isWaiting} /> : <Standing scene={scene} plan={plan} wall={wall} isWaiting={isWaiting} />}
      </WallRoot>
      {plan.canSwitch && tile === undefined && <Switch isSingle={isTurning} change={change} />}
    </div>
  )
}

/** Carries what tests and checks compare with the server: drawn in the same pass as the panels it speaks of. */
function WallRoot({ plan, label, children }: { plan: Plan; label: string; children: ReactNode }) {
  const mark = useMark()
  const { state } = useConnection()
  const { x, y } = orbitAt(useServerNow(60_000) ?? 0)
  const style: CSSProperties = {
    left: plan.left, top: plan.top, width: plan.width, height: plan.height,
    gridTemplateColumns: `repeat(${plan.width / 1920}, 1920px)`,
    transform: `scale(${plan.scale}) translate(${x}px, ${y}px)`,
  }
  return (
    <main
      className="wall" style={style} data-scene={label} data-layout={plan.layout} data-connection={state}
      data-epoch={mark?.epoch} data-cursor={mark?.cursor}
    >
      {children}
    </main>
  )
}

function Standing({ scene, plan, wall, isWaiting }: { scene: Scene; plan: Plan; wall: boolean; isWaiting: boolean }) {
  const names = plan.rows.flat()
  return names.map((name, i) => (
    <Tile
      key={name === '.' ? i : name} scene={scene} name={name} wall={wall} isWaiting={isWaiting}
      notice={i === 0 && <Notice place={wall ? 'header' : 'none'} />}
    />
  ))
}

function Turning({ scene, isWaiting }: { scene: Scene; isWaiting: boolean }) {
  const now = useServerNow(1_000) ?? 0
  return useTurn(tileAt(scene, now)).map(({ tile, isLeaving }) => (
    <div key={tile} className={isLeaving ? 'turn turn-out' : 'turn turn-in'} aria-hidden={isLeaving}>
      <TurnTile scene={scene} name={tile} isWaiting={isWaiting} notice={<Notice place="turn" />} />
    </div>
  ))
}

function Switch({ isSingle, change }: { isSingle: boolean; change: () => void }) {
  const say = useSay()
  return (
    <button type="button" className="wall-switch" onClick={change}>
      {say(isSingle ? 'wall.showWhole' : 'wall.showTile')}
      <kbd>W</kbd>
    </button>
  )
}

const oneTile = (scene: Scene, tile: string): Scene => ({ ...scene, layouts: { ...scene.layouts, '3x2': [[tile]] } })
