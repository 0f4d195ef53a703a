import type { Scene } from '#contract'
import { tilesOf } from '../../../boards/index.ts'
import { useSay } from '../../../locale/index.ts'
import { Lines, moved } from './Lines.tsx'

/** Which tiles one screen shows, one after another. */
export function TurnsField({ scene, change }: { scene: Scene; change(turns: string[]): void }) {
  const say = useSay()
  const { turns } = scene
  const left = tilesOf(scene, []).filter((tile) => !turns.includes(tile))
  const nameOf = (tile: string) => say('board.tile', { tile: tile.toUpperCase() })
  return (
    <>
      <p className="desk-note">{say(turns.length === 0 ? 'board.turnsNone' : 'board.turnsNote')}</p>
      {turns.length > 0 && (
        <Lines
          label={say('board.turns')} lines={turns.map((tile, index) => ({ key: `${tile} ${turns.slice(0, index).filter((one) => one === tile).length}`, name: nameOf(tile), body: <strong>{nameOf(tile)}</strong> }))}
          move={(from, to) => change(moved(turns, from, to))} take={(index) => change(turns.toSpliced(index, 1))}
        />
      )}
      {left.length > 0 && <div className="actions">{left.map((tile) => <button key={tile} type="button" onClick={() => change([...turns, tile])}>{say('board.addTurn', { tile: tile.toUpperCase() })}</button>)}</div>}
    </>
  )
}
