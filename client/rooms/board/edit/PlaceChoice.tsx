import { useLocale, useSay } from '../../../locale/index.ts'
import type { Place, Stage } from './stage.ts'

export type Zoom = 'fit' | 'double' | 'tile'
const ZOOMS: readonly Zoom[] = ['fit', 'double', 'tile']

interface Props {
  places: readonly Place[]
  place: Place
  choose(id: string): void
  zoom: Zoom
  setZoom(zoom: Zoom): void
  stage: Stage
  lookAt(tile: string): void
}

/** On which wall it is looked at, how near, and which of the tiles that share a place. */
export function PlaceChoice({ places, place, choose, zoom, setZoom, stage, lookAt }: Props) {
  const say = useSay()
  const locale = useLocale()
  const words = ({ kind, profile }: Place) => {
    const metres = profile.farthestSeatM.toLocaleString(locale)
    return kind === 'desk' ? say('board.desk') : say(profile.grid === '1x1' ? 'board.oneScreen' : 'board.wallOf', { grid: profile.grid.replace('x', ' × '), m: metres })
  }
  const shared = stage.tiles.filter(({ names }) => names.length > 1)
  return (
    <div className="place-choice">
      <label>
        <span>{say('board.lookedAt')}</span>
        <select value={place.id} onChange={({ target }) => choose(target.value)}>{places.map((one) => <option key={one.id} value={one.id}>{words(one)}</option>)}</select>
      </label>
      <div role="group" aria-label={say('board.zoom')} className="segments">
        {ZOOMS.map((one) => <button key={one} type="button" aria-pressed={one === zoom} onClick={() => setZoom(one)}>{say(`board.zoom-${one}`)}</button>)}
      </div>
      {shared.map(({ name, names }) => (
        <div key={names.join()} role="group" aria-label={say('board.turnsHere')} className="segments">
          {names.map((one) => <button key={one} type="button" aria-pressed={one === name} onClick={() => lookAt(one)}>{say('board.tile', { tile: one.toUpperCase() })}</button>)}
        </div>
      ))}
    </div>
  )
}
