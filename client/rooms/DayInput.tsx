import { type InputHTMLAttributes, useState } from 'react'
import { useSay } from '../locale/index.ts'
import { readDay, readMoment, writeDay, writeMoment } from './read-day.ts'

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange' | 'type' | 'min' | 'max'> {
  /** `2026-11-27`, or empty. */
  value: string
  min?: string
  max?: string
  /** Told a day, or that there is none. */
  change(day: string): void
}

interface Written {
  /** Of its form and of what is none, in the texts. */
  kind: 'day' | 'moment'
  read(typed: string): string
  write(value: string): string
}

const DAY: Written = { kind: 'day', read: readDay, write: writeDay }
const MOMENT: Written = { kind: 'moment', read: readMoment, write: writeMoment }

/**
 * A day as `dd/MM/yyyy`, whatever language the browser speaks: its own field asks an English one for month and day the other way round,
 * and 07/11 is then read as another day than the one meant.
 */
export const DayInput = (props: Props) => <WrittenInput {...props} {...DAY} maxLength={10} />

/** A moment as `dd/MM/yyyy HH:mm`; its value is `2026-11-27T23:10`, of whichever clock its reader means. */
export const MomentInput = (props: Props) => <WrittenInput {...props} {...MOMENT} maxLength={16} />

function WrittenInput({ value, change, min = '', max = '9999', kind, read, write, ...rest }: Props & Written) {
  const say = useSay()
  const [typed, type] = useState(write(value))
  const [isLeft, leave] = useState(false)
  // Chosen elsewhere meanwhile.
  const shown = read(typed) === value ? typed : write(value)
  const isBad = isLeft && shown !== '' && (value === '' || value < min || value > max)
  return (
    <>
      <input
        {...rest} inputMode={kind === 'day' ? 'numeric' : 'text'} autoComplete="off" placeholder={say(`day.form-${kind}`)} value={shown} {...(isBad && { 'aria-invalid': true })}
        onChange={({ target }) => { type(target.value); change(read(target.value)) }} onFocus={() => leave(false)} onBlur={() => leave(true)}
      />
      {isBad && <small className="day-bad" role="alert">{value === '' ? say(`day.bad-${kind}`) : say(value < min ? 'day.early' : 'day.late', { day: write(value < min ? min : max) })}</small>}
    </>
  )
}
