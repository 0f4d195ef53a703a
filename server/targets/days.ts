import type { Text } from '#contract'

/** Days from the first to the last, both included; without a last one as far as one likes. */
export interface Days {
  validFrom?: string | undefined
  validTo?: string | undefined
}

const DAY_MS = 86_400_000
const shifted = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

export const dayBefore = (day: string): string => shifted(day, -1)
export const dayAfter = (day: string): string => shifted(day, 1)

const EVER = '9999-12-31'
export const firstOf = ({ validFrom }: Days): string => validFrom ?? ''
export const lastOf = ({ validTo }: Days): string => validTo ?? EVER

/** At least one day lies in both. */
export const overlap = (a: Days, b: Days): boolean => firstOf(a) <= lastOf(b) && firstOf(b) <= lastOf(a)

/** `2026-11-30` as it is said: `30/11/2026`. */
export const dayText = (day: string): string => day.split('-').toReversed().join('/')

/** `từ 01/01/2027 đến 31/12/2027` */
export const daysText = ({ validFrom, validTo }: Days): Text => ({
  vi: [validFrom && `từ ${dayText(validFrom)}`, validTo === undefined ? 'không ghi ngày kết thúc' : `đến ${dayText(validTo)}`].filter((part) => part !== undefined).join(' '),
  en: [validFrom && `from ${dayText(validFrom)}`, validTo === undefined ? 'without an end' : `to ${dayText(validTo)}`].filter((part) => part !== undefined).join(' '),
})
