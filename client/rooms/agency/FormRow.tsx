import { type ReactNode, useId } from 'react'
import { type Catalogue, type SubmissionSource, ValueState } from '#contract'
import { unitText, useSay, withUnit } from '../../locale/index.ts'
import { Glyph } from '../../parts/index.ts'
import type { NamedViewer } from '../NamedOnly.tsx'
import { type Names, subjectsOf } from './names.ts'
import type { TypedFaults, TypedField, TypedRow } from './typed-row.ts'

interface Props {
  row: TypedRow
  number: number
  source: SubmissionSource
  names: Names
  catalogue: Catalogue
  viewer: NamedViewer
  /** In words, by field. */
  faults: TypedFaults
  change(row: TypedRow): void
  /** Absent for the last line left. */
  remove: (() => void) | undefined
}

/** One figure: of what, where, when, how much. What is wrong stands under its field. */
export function FormRow({ row, number, source, names, catalogue, viewer, faults, change, remove }: Props) {
  const say = useSay()
  const id = useId()
  const info = names.indicator(row.indicator)
  const places = info === undefined ? [] : subjectsOf(info, catalogue, viewer.scope.localities)
  const chooseIndicator = (indicator: string) => {
    const chosen = names.indicator(indicator)
    const reachable = chosen === undefined ? [] : subjectsOf(chosen, catalogue, viewer.scope.localities)
    const subject = reachable.some((one) => one.id === row.subject) ? row.subject : reachable.length === 1 ? (reachable[0]?.id ?? '') : ''
    change({ ...row, indicator, subject })
  }
  const bind = (field: TypedField) => ({
    id: `${id}-${field}`, value: row[field], 'aria-invalid': faults[field] !== undefined, 'aria-describedby': `${id}-${field}-why`,
    onChange: ({ target }: { target: { value: string } }) => change({ ...row, [field]: target.value }),
  })
  const field = (name: TypedField, label: string, input: ReactNode) => (
    <div className={`field is-${name}${faults[name] === undefined ? '' : ' is-wrong'}`}>
      <label htmlFor={`${id}-${name}`}>{label}</label>
      {input}
      <p id={`${id}-${name}-why`} className="field-why">{faults[name] !== undefined && <><Glyph priority={2} /><span>{faults[name]}</span></>}</p>
    </div>
  )
  return (
    <li>
      <fieldset className="form-row">
        <legend>{say('agency.lineNo', { n: number })}</legend>
        {field('indicator', say('agency.indicator'), (
          <select {...bind('indicator')} onChange={({ target }) => chooseIndicator(target.value)}>
            <option value="">{say('agency.choosing')}</option>
            {source.indicators.map((one) => <option key={one} value={one}>{names.indicator(one)?.name[names.locale] ?? one}</option>)}
          </select>
        ))}
        {field('subject', say('agency.place'), (
          <select {...bind('subject')} disabled={places.length === 0}>
            <option value="">{say('agency.choosing')}</option>
            {places.map((one) => <option key={one.id} value={one.id}>{one.name[names.locale]}</option>)}
          </select>
        ))}
        {field('value', info === undefined || info.unit === '' ? say('agency.value') : withUnit(say('agency.value'), `(${unitText(info.unit, names.locale)})`), <input {...bind('value')} inputMode="decimal" autoComplete="off" maxLength={64} placeholder="1.234,5" />)}
        {field('day', say('agency.day'), <input {...bind('day')} inputMode="numeric" autoComplete="off" maxLength={10} placeholder="24/11/2026" />)}
        {field('period', say('agency.periodField'), <input {...bind('period')} autoComplete="off" maxLength={20} placeholder="10/2026" />)}
        {field('state', say('agency.state'), (
          <select {...bind('state')}>
            <option value="">{say('agency.noState')}</option>
            {ValueState.options.map((one) => <option key={one} value={one}>{say(`figure.${one}`)}</option>)}
          </select>
        ))}
        {remove !== undefined && <button type="button" onClick={remove} aria-label={say('agency.removeLine', { n: number })}>{say('agency.remove')}</button>}
      </fieldset>
    </li>
  )
}
