import type { ManualForm, ManualRow, ValueState } from '#contract'
import { readDay, readPeriod } from './read-typed.ts'

/** A line of the form as typed. */
export interface TypedRow {
  id: number
  indicator: string
  subject: string
  day: string
  period: string
  value: string
  state: ValueState | ''
}

export type TypedField = Exclude<keyof TypedRow, 'id'>

/** What can be seen to be wrong before the server is asked: a key of the words to say, by field. */
export type TypedFaults = Partial<Record<TypedField, string>>

export function faultsOf(row: TypedRow): TypedFaults {
  return {
    ...(row.indicator === '' ? { indicator: 'agency.chooseIndicator' } : {}),
    ...(row.subject === '' ? { subject: 'agency.choosePlace' } : {}),
    ...(readDay(row.day) === undefined ? { day: 'agency.badDay' } : {}),
    ...(row.period.trim() !== '' && readPeriod(row.period) === undefined ? { period: 'agency.badPeriod' } : {}),
    ...(row.value.trim() === '' ? { value: 'agency.noValue' } : {}),
  }
}

/** Undefined while a line has a fault. */
export function formOf(rows: readonly TypedRow[]): ManualForm | undefined {
  const lines = rows.map((row): ManualRow | undefined => {
    const at = readDay(row.day)
    if (at === undefined || Object.keys(faultsOf(row)).length > 0) return undefined
    const period = row.period.trim() === '' ? undefined : readPeriod(row.period)
    return { indicator: row.indicator, subject: row.subject, at, value: row.value.trim(), ...(period === undefined ? {} : { period }), ...(row.state === '' ? {} : { state: row.state }) }
  })
  const whole = lines.filter((line) => line !== undefined)
  return lines.length > 0 && whole.length === lines.length ? { rows: whole } : undefined
}

/** The form's own name of a field the server speaks of. */
export function fieldOfForm(field: string | undefined): TypedField | undefined {
  if (field === 'at') return 'day'
  return (['indicator', 'subject', 'period', 'value', 'state'] as const).find((one) => one === field)
}
