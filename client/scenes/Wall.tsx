import { type CSSProperties, type ReactNode, useState } from 'react'
import { type Cell, cellsOf, type Scene } from '#contract'
import { useAtServerTime, useConnection, useMark, useServerNow } from '../live/index.ts'
import { useSay } from '../locale/index.ts'
import { type Glass, TILE } from './glass.ts'
import { Notice } from './Notice.tsx'
import { type Plan, type Showing, orbitAt, planWall, tileAt, turnOf } from './plan.ts'
import { WallOnPaper } from './PaperScene.tsx'
import { headersOf, Tile, TurnTile } from './Tile.tsx'
import { useKey, useWindowSize } from './use-window.ts'
import { useTurn } from './use-turn.ts'
import './scenes.css'

interface Props {
  scene: Scene
  /** This window is one tile of a larger wall and shows only that one. */
  tile?: string | undefined
  /** Where tiles take turns, this one stays: for who must look at one tile in peace, a check above all. */
  turn?: string | undefined
  /** Sizes of a wall; false for a screen read from near. */
  wall: boolean
  /** What the wall is made of, where that is known. */
  glass?: Glass | undefined
  /** How it is looked at, where several scenes share it; only the one on stage listens to the keys. */
  shared?: { showing: Showing; show: (showing: Showing) => void; isOnStage: boolean }
}

/** Plays a scene on the window's size. */
export function Wall({ scene, tile, turn, wall, glass, shared }: Props) {
  const size = useWindowSize()
  const [own, showOwn] = useState<Showing>('auto')
  const { showing, show, isOnStage } = shared ?? { showing: own, show: showOwn, isOnStage: true }
  const isWaiting = useServerNow(60_000) === undefined
  const plan = tile === undefined ? planWall(scene, size, showing, glass) : planWall(oneTile(scene, tile), size, 'whole')
  const isTurning = plan.layout === '1x1'
  const change = () => show(isTurning ? 'whole' : 'single')
  useKey('w', () => isOnStage && change())
  return (
    <>
      <div className="wall-window">
        <WallRoot plan={plan} label={scene.id}>
          {isTurning ? <Turning scene={scene} held={turn} isWaiting={isWaiting} /> : <Standing scene={scene} plan={plan} held={turn} wall={wall} isWaiting={isWaiting} />}
        </WallRoot>
        {plan.canSwitch && tile === undefined && isOnStage && <Switch scene={scene.id} isSingle={isTurning} change={change} />}
      </div>
      {isOnStage && <WallOnPaper scene={scene} />}
    </>
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

interface PlayProps {
  scene: Scene
  held: string | undefined
  isWaiting: boolean
}

function Standing({ scene, plan, held, wall, isWaiting }: PlayProps & { plan: Plan; wall: boolean }) {
  const cells = cellsOf(plan.rows).filter((cell) => isSeen(cell, plan))
  // Beside whose wall it is there is room for what is not ordinary about it.
  const home = scene.panels.find(({ widget }) => widget === 'header-identity')?.tile ?? ''
  const noticed = Math.max(0, cells.findIndex(({ names }) => names.includes(home)))
  return cells.map((cell, i) => {
    const [name = '.'] = cell.names
    const key = name === '.' ? i : name
    const notice = i === noticed && <Notice place={wall ? 'header' : 'none'} />
    if (cell.names.length > 1) return <TakingTurns key={key} scene={scene} cell={cell} held={held} wall={wall} isWaiting={isWaiting} notice={notice} />
    return <Tile key={key} scene={scene} name={name} wall={wall} isWaiting={isWaiting} style={placeOf(cell)} notice={notice} />
  })
}

/** Tiles that share one place of the wall, below the header of the first. */
function TakingTurns({ scene, cell, held, wall, isWaiting, notice }: PlayProps & { cell: Cell; wall: boolean; notice: ReactNode }) {
  const [first = '.'] = cell.names
  const headers = headersOf(scene, first)
  const shown = useTurn(useAtServerTime((now = 0) => turnOf(cell.names, scene, now, held) ?? first))
  return (
    <div className="turns" style={placeOf(cell)}>
      {shown.map(({ tile, isLeaving }) => (
        <div key={tile} className={isLeaving ? 'turn turn-out' : 'turn turn-in'} aria-hidden={isLeaving}>
          <TurnTile scene={scene} name={tile} wall={wall} isWaiting={isWaiting} headers={headers} notice={notice} />
        </div>
      ))}
    </div>
  )
}

function Turning({ scene, held, isWaiting }: PlayProps) {
  return useTurn(useAtServerTime((now = 0) => tileAt(scene, now, held))).map(({ tile, isLeaving }) => (
    <div key={tile} className={isLeaving ? 'turn turn-out' : 'turn turn-in'} aria-hidden={isLeaving}>
      <TurnTile scene={scene} name={tile} isWaiting={isWaiting} notice={<Notice place="turn" />} />
    </div>
  ))
}

/** In a window of its own a tile does not draw the rest of the wall. */
function isSeen({ column, row, height }: Cell, { sees }: Plan): boolean {
  if (sees === undefined) return true
  const left = (column - 1) * TILE.width
  const top = (row - 1) * TILE.height
  return left < sees.left + sees.width && left + TILE.width > sees.left && top < sees.top + sees.height && top + height * TILE.height > sees.top
}

const placeOf = ({ row, column, height }: Cell): CSSProperties => ({ gridArea: `${row} / ${column} / span ${height} / span 1`, height: height * TILE.height })

function Switch({ scene, isSingle, change }: { scene: string; isSingle: boolean; change: () => void }) {
  const say = useSay()
  return (
    <div className="wall-switches">
      <a className="wall-switch" href={`/print/scene/${scene}`}>{say('paper.printOf')}</a>
      <button type="button" className="wall-switch" onClick={change}>
        {say(isSingle ? 'wall.showWhole' : 'wall.showTile')}
        <kbd>W</kbd>
      </button>
    </div>
  )
}

const oneTile = (scene: Scene, tile: string): Scene => ({ ...scene, layouts: { ...scene.layouts, '3x2': [[tile]] } })
