import { useSay } from '../../locale/index.ts'
import { DayInput } from '../DayInput.tsx'
import { type Faults, Field } from './TargetField.tsx'
import type { TypedValue } from './target-form.ts'

interface Props {
  id: string
  index: number
  count: number
  value: TypedValue
  unit: string
  today: string
  faults: Faults
  change(part: Partial<TypedValue>): void
  remove: (() => void) | undefined
}

/** One planned value and the paper it rests on. */
export function TargetValue({ id, index, count, value, unit, today, faults, change, remove }: Props) {
  const say = useSay()
  const at = `/values/${index}`
  return (
    <li>
      <fieldset className="target-value">
        <legend>{say('targets.valueNo', { n: index + 1 })}</legend>
        <Field place={`${at}/value`} id={`${id}-value`} label={unit === '' ? say('targets.value') : say('targets.valueIn', { unit })} faults={faults}>{(bound) => <input {...bound} className="is-amount" inputMode="decimal" autoComplete="off" maxLength={40} value={value.text} onChange={({ target }) => change({ text: target.value })} />}</Field>
        <Field place={`${at}/paper/number`} id={`${id}-number`} label={say('targets.paperNumber')} faults={faults}>{(bound) => <input {...bound} autoComplete="off" maxLength={100} placeholder="15/QĐ-UBND" value={value.number} onChange={({ target }) => change({ number: target.value })} />}</Field>
        <Field place={`${at}/paper/day`} id={`${id}-day`} label={say('targets.paperDay')} faults={faults}>{(bound) => <DayInput {...bound} max={today} value={value.day} change={(day) => change({ day })} />}</Field>
        <Field place={`${at}/paper/about`} id={`${id}-about`} label={say('targets.paperAbout')} faults={faults}>{(bound) => <input {...bound} autoComplete="off" maxLength={300} value={value.about} onChange={({ target }) => change({ about: target.value })} />}</Field>
        {count > 1 && (
          <div className="target-value-foot">
            <label><input type="radio" checked={value.main} onChange={() => change({ main: true })} />{say('targets.mainChoice')}</label>
            {remove !== undefined && <button type="button" onClick={remove} aria-label={say('targets.removeNo', { n: index + 1 })}>{say('targets.remove')}</button>}
          </div>
        )}
      </fieldset>
    </li>
  )
}
