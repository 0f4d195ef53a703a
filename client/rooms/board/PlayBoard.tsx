import { useMemo, useRef } from 'react'
import { type Panel, type Scene, type SeriesName, tilesHigh } from '#contract'
import { useLocale, useSay } from '../../locale/index.ts'
import { Notice } from '../../scenes/Notice.tsx'
import { PanelSlot } from '../../scenes/PanelSlot.tsx'
import { placePanel } from '../../scenes/place-panel.ts'
import { Tile } from '../../scenes/Tile.tsx'
import { TILE } from '../../scenes/glass.ts'
import { useSize } from '../../parts/index.ts'
import { FigureList } from '../figure-list/FigureList.tsx'
import { deskFigurePath } from '../figure-list/FigureRow.tsx'
import { panelsInOrder, tilesInOrder } from './reading-order.ts'
import '../../scenes/scenes.css'

const USUAL = { width: 1_000, height: 600 }
const GAP = 12
/** A wall's smallest letters, 40 px, are 12 px at this scale: the floor of a desk. */
const LEAST_SCALE = 0.297
/** A tile's margins keep it off the seams of a wall; a desk has none. */
const MARGIN = 48
const WIDTH = TILE.width - 2 * MARGIN
/** Narrower than two tiles a desk may show: panels stand one below another. */
const PHONE_PX = 560
/** What a panel is made for is wider than a phone: it is drawn in this width, and its smallest letters come to 11,5 px. */
const PHONE_PANEL = 1_240

/** A published scene at a desk: tile beside tile, as large as there is room, never smaller than can be read; on a phone panel by panel. */
export function PlayBoard({ scene }: { scene: Scene }) {
  const room = useRef<HTMLDivElement>(null)
  const { width } = useSize(room, USUAL)
  return (
    <div className="board-play" ref={room} data-scene={scene.id}>
      <div className="board-notice" data-theme="wall"><Notice place="none" /></div>
      {width < PHONE_PX ? <OneByOne scene={scene} width={width} /> : <TileByTile scene={scene} width={width} />}
    </div>
  )
}

function TileByTile({ scene, width }: { scene: Scene; width: number }) {
  const across = Math.max(1, Math.min(3, Math.floor((width + GAP) / (WIDTH * LEAST_SCALE + GAP))))
  const scale = (width - (across - 1) * GAP) / across / WIDTH
  return (
    <div className="board-tiles" style={{ gridTemplateColumns: `repeat(${across}, minmax(0, 1fr))`, gap: GAP }}>
      {tilesInOrder(scene).map((name) => {
        const height = TILE.height * tilesHigh(scene, name)
        return (
          <div key={name} className="board-tile" data-theme="wall" style={{ height: (height - 2 * MARGIN) * scale, gridRow: `span ${tilesHigh(scene, name)}` }}>
            <div style={{ width: TILE.width, height, transform: `scale(${scale}) translate(${-MARGIN}px, ${-MARGIN}px)` }}><Tile scene={scene} name={name} wall isWaiting={false} style={{ height }} /></div>
          </div>
        )
      })}
    </div>
  )
}

function OneByOne({ scene, width }: { scene: Scene; width: number }) {
  const say = useSay()
  const locale = useLocale()
  return (
    <section className="board-panels" aria-label={say('board.panels')}>
      {panelsInOrder(scene).map((panel) => (panel.widget === 'domain-rows' && panel.query !== undefined && 'series' in panel.query
        ? <Rows key={panel.id} title={panel.title?.[locale]} series={panel.query.series} />
        : <PhonePanel key={panel.id} panel={panel} width={width} />))}
    </section>
  )
}

/** Rows made for a wall have no room for their names on a phone: there they are the list leaders read. */
function Rows({ title, series }: { title: string | undefined; series: readonly SeriesName[] }) {
  const say = useSay()
  return (
    <div className="board-rows">
      {title !== undefined && <h2>{title}</h2>}
      <FigureList series={series} label={title ?? say('board.figures')} hrefOf={deskFigurePath} />
    </div>
  )
}

function PhonePanel({ panel, width }: { panel: Panel; width: number }) {
  const made = placePanel(panel)
  const isWide = made.width > PHONE_PANEL
  const box = useMemo(() => ({ left: 0, top: 0, width: isWide ? PHONE_PANEL : made.width, height: made.height }), [isWide, made.width, made.height])
  const scale = width / box.width
  return (
    <div className="board-tile" data-theme="wall" style={{ height: box.height * scale }}>
      <div style={{ width: box.width, height: box.height, transform: `scale(${scale})` }}><PanelSlot panel={panel} box={box} wall /></div>
    </div>
  )
}
