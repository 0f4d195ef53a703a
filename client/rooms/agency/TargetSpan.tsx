import { useSay } from '../../locale/index.ts'
import { DayInput } from '../DayInput.tsx'
import { type Faults, Field } from './TargetField.tsx'
import type { TypedTarget } from './target-form.ts'

const MONTHS = 12
const QUARTERS = 4
const upTo = (n: number): string[] => Array.from({ length: n }, (_, i) => String(i + 1))

/** From when to when: a period by its name, or two days. */
export function TargetSpan({ id, typed, change, faults }: { id: string; typed: TypedTarget; change(part: Partial<TypedTarget>): void; faults: Faults }) {
  const say = useSay()
  if (typed.span === 'days') {
    return (
      <div className="target-fields is-narrow">
        <Field place="/validFrom" id={`${id}-from`} label={say('targets.validFrom')} faults={faults}>{(bound) => <DayInput {...bound} value={typed.from} change={(from) => change({ from })} />}</Field>
        <Field place="/validTo" id={`${id}-to`} label={say('targets.validTo')} faults={faults}>{(bound) => <DayInput {...bound} value={typed.to} change={(to) => change({ to })} />}</Field>
      </div>
    )
  }
  const part = typed.span
  return (
    <div className="target-fields is-narrow">
      {part !== 'year' && (
        <div className="field">
          <label htmlFor={`${id}-part`}>{say(`targets.span-${part}`)}</label>
          <select id={`${id}-part`} value={typed[part]} onChange={({ target }) => change({ [part]: target.value })}>{upTo(part === 'quarter' ? QUARTERS : MONTHS).map((n) => <option key={n} value={n}>{n}</option>)}</select>
        </div>
      )}
      <Field place="/period" id={`${id}-year`} label={say('targets.year')} faults={faults}>{(bound) => <input {...bound} inputMode="numeric" maxLength={4} autoComplete="off" value={typed.year} onChange={({ target }) => change({ year: target.value })} />}</Field>
    </div>
  )
}
