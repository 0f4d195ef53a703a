import { useId } from 'react'
import { useSay } from '../../locale/index.ts'
import type { LayerFields } from './guess-fields.ts'

export interface MapChoice {
  code: string
  name: string
  /** Whose layer it is; stands on the picture. */
  source: string
  allowMissing: boolean
}

/** Which property of the file holds the official code, which the name, and whose layer it is. */
export function FieldChoice({ layer, choice, change }: { layer: LayerFields; choice: MapChoice; change(choice: MapChoice): void }) {
  const say = useSay()
  const id = useId()
  const select = (field: 'code' | 'name') => (
    <div className="field">
      <label htmlFor={`${id}-${field}`}>{say(`admin.field-${field}`)}</label>
      <select id={`${id}-${field}`} value={choice[field]} onChange={({ target }) => change({ ...choice, [field]: target.value })}>
        <option value="">{say('admin.noField')}</option>
        {layer.fields.map(({ field: one, sample }) => <option key={one} value={one}>{sample === '' ? one : `${one} (${sample.slice(0, 40)})`}</option>)}
      </select>
    </div>
  )
  return (
    <div className="field-choice">
      {select('code')}
      {select('name')}
      <div className="field is-source">
        <label htmlFor={`${id}-source`}>{say('admin.source')}</label>
        <input id={`${id}-source`} value={choice.source} maxLength={200} onChange={({ target }) => change({ ...choice, source: target.value })} />
      </div>
      <label className="check"><input type="checkbox" checked={choice.allowMissing} onChange={({ target }) => change({ ...choice, allowMissing: target.checked })} />{say('admin.allowMissing')}</label>
    </div>
  )
}
