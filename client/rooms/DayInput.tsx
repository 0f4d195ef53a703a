import { type InputHTMLAttributes, useState } from 'react'
import { useSay } from '../locale/index.ts'
import { readDay, writeDay } from './read-day.ts'

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange' | 'type' | 'min' | 'max'> {
  /** `2026-11-27`, or empty. */
  value: string
  min?: string
  max?: string
  /** Told a day, or that there is none. */
  change(day: string): void
}

/**
 * A day as `dd/MM/yyyy`, whatever language the browser speaks: its own field asks an English one for month and day the other way round,
 * and 07/11 is then read as another day than the one meant.
 */
export function DayInput({ value, change, min = '', max = '9999', ...rest }: Props) {
  const say = useSay()
  const [typed, type] = useState(writeDay(value))
  const [isLeft, leave] = useState(false)
  // Chosen elsewhere meanwhile.
  const shown = readDay(typed) === value ? typed : writeDay(value)
  const isBad = isLeft && shown !== '' && (value === '' || value < min || value > max)
  return (
    <>
      <input
        {...rest} inputMode="numeric" autoComplete="off" maxLength={10} placeholder={say('day.form')} value={shown} {...(isBad && { 'aria-invalid': true })}
        onChange={({ target }) => { type(target.value); change(readDay(target.value)) }} onFocus={() => leave(false)} onBlur={() => leave(true)}
      />
      {isBad && <small className="day-bad" role="alert">{value === '' ? say('day.bad') : say(value < min ? 'day.early' : 'day.late', { day: writeDay(value < min ? min : max) })}</small>}
    </>
  )
}
