import { useEffect, useState } from 'react'
import type { Scene, WallState } from '#contract'
import { useAtServerTime, useLive } from '../live/index.ts'
import { useSay } from '../locale/index.ts'
import type { Glass } from './glass.ts'
import type { Showing } from './plan.ts'
import { useTurn } from './use-turn.ts'
import { useWallState } from './use-wall-state.ts'
import { Wall } from './Wall.tsx'

interface Props {
  /** Shown until the server has said another. */
  home: string
  scenes: ReadonlyMap<string, Scene>
  first: WallState | undefined
  ask: () => Promise<WallState>
  /** The server wants a scene that was not loaded. */
  wanted: (scene: string) => void
  tile?: string | undefined
  turn?: string | undefined
  glass?: Glass | undefined
}

/** So long before its time the next scene is drawn out of sight: its code, shapes, first values and trails are then there. */
const DRAWN_BEFORE_MS = 8_000
const WANTED_AGAIN_MS = 3_000

/** Plays one scene after another as the server says. A tile renders; it decides nothing. */
export function Rotation({ home, scenes, first, ask, wanted, ...rest }: Props) {
  const state = useWallState(first, ask)
  const [showing, show] = useState<Showing>('auto')
  const said = state?.scene ?? home
  const next = useAtServerTime((now) => (now !== undefined && state?.next !== undefined && now >= state.next.at - DRAWN_BEFORE_MS ? state.next.scene : undefined))
  // A scene that is not here yet: the last one stands until it is.
  const [known, setKnown] = useState(scenes.has(said) ? said : home)
  if (known !== said && scenes.has(said)) setKnown(said)
  const isMissing = !scenes.has(said)
  useEffect(() => {
    if (!isMissing) return undefined
    wanted(said)
    const timer = setInterval(() => wanted(said), WANTED_AGAIN_MS)
    return () => clearInterval(timer)
  }, [isMissing, said, wanted])

  const layers = layersOf(useTurn(known), next)
  return (
    <>
      {layers.map(({ id, place }) => {
        const scene = scenes.get(id)
        if (scene === undefined) return null
        const isOnStage = place === 'is-shown'
        return (
          <div key={id} className={`scene-layer ${place}`} aria-hidden={!isOnStage} inert={!isOnStage}>
            <Wall scene={scene} wall shared={{ showing, show, isOnStage }} {...rest} />
          </div>
        )
      })}
      <Dimmer state={state} />
    </>
  )
}

interface Layer {
  id: string
  place: 'is-shown' | 'is-leaving' | 'is-next'
}

/** In one order whatever their places are: what is moved within the page would begin its animations anew. */
function layersOf(shown: ReturnType<typeof useTurn>, next: string | undefined): Layer[] {
  const layers = shown.map(({ tile, isLeaving }): Layer => ({ id: tile, place: isLeaving ? 'is-leaving' : 'is-shown' }))
  const isNew = next !== undefined && !layers.some(({ id }) => id === next)
  return [...layers, ...(isNew ? [{ id: next, place: 'is-next' } as const] : [])].toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/** 40 % of the light is 66 % of a colour's number: the sign beside a figure must stay readable at night. */
const GAMMA = 2.2

/** Night, and the black field of the week, which says what it is in dim letters that stand elsewhere each minute. */
function Dimmer({ state }: { state: WallState | undefined }) {
  const say = useSay()
  const { timeZone } = useLive().catalogue.deployment
  const minute = useAtServerTime((now = 0) => Math.floor(now / 60_000))
  const { brightness = 1, brightUntil } = state ?? {}
  if (brightness === 1) return null
  const time = brightUntil === undefined ? '' : new Intl.DateTimeFormat('vi-VN', { timeZone, hour: '2-digit', minute: '2-digit' }).format(brightUntil)
  return (
    <div className="wall-dim" data-brightness={brightness} style={{ background: `rgb(0 0 0 / ${(1 - brightness ** (1 / GAMMA)).toFixed(3)})` }} aria-hidden={brightness > 0}>
      {brightness === 0 && <p style={{ left: `${(minute * 7) % 60}%`, top: `${10 + ((minute * 13) % 80)}%` }}>{say('wall.black', { time })}</p>}
    </div>
  )
}
