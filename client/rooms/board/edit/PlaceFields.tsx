import { useId } from 'react'
import type { Panel } from '#contract'
import { COLUMNS, fit, ROW_STEP, rowsOf, tilesOf } from '../../../boards/index.ts'
import { useSay } from '../../../locale/index.ts'
import { changeIn, useEditing } from './editing.ts'
import { NumberField } from './NumberField.tsx'

const FIELDS = ['column', 'row', 'columns', 'rows'] as const

/** Where it stands, in numbers: the same as dragging, for who would rather type. */
export function PlaceFields({ panel, lookAt }: { panel: Panel; lookAt(tile: string): void }) {
  const say = useSay()
  const id = useId()
  const editing = useEditing()
  const rows = rowsOf(editing.scene, panel.tile)
  const change = (part: (typeof FIELDS)[number], value: number) => changeIn(editing, panel.id, (one) => fit({ ...one, [part]: value }, rows))
  const toTile = (tile: string) => {
    changeIn(editing, panel.id, (one) => fit({ ...one, tile }, rowsOf(editing.scene, tile)))
    lookAt(tile)
  }
  return (
    <section aria-labelledby={`${id}-head`}>
      <h3 id={`${id}-head`}>{say('board.place')}</h3>
      <div className="place-fields">
        <div className="field is-tile">
          <label htmlFor={`${id}-tile`}>{say('board.tileField')}</label>
          <select id={`${id}-tile`} value={panel.tile} onChange={({ target }) => toTile(target.value)}>
            {tilesOf(editing.scene, []).map((tile) => <option key={tile} value={tile}>{tile.toUpperCase()}</option>)}
          </select>
        </div>
        {FIELDS.map((part) => (
          <div className="field" key={part}>
            <label htmlFor={`${id}-${part}`}>{say(`board.${part}`)}</label>
            <NumberField id={`${id}-${part}`} value={panel[part]} step={part.startsWith('row') ? ROW_STEP : 1} min={part === 'rows' ? ROW_STEP : 1} max={part.startsWith('row') ? rows : COLUMNS} change={(value) => value !== undefined && change(part, value)} />
          </div>
        ))}
      </div>
    </section>
  )
}
