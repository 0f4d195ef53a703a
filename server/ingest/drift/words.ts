import type { Text } from '#contract'

const LONGEST_EXAMPLE = 600
const LONGEST_VALUE = 200

/** How numbers, lengths and moments are written in one language. */
interface Speaker {
  number(value: number): string
  length(ms: number): string
  moment(at: number, timeZone: string): string
  /** Said of samples that wait. Of a table a person hands in none does. */
  heldBack: string
}

const speaker = (locale: string, units: { minutes: string; hours: string; days: string }, heldBack: string): Speaker => {
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 })
  return {
    heldBack,
    number: (value) => numbers.format(value),
    moment: (at, timeZone) => new Intl.DateTimeFormat(locale, { timeZone, day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' }).format(at),
    length(ms) {
      const minutes = Math.round(ms / 60_000)
      if (minutes < 120) return `${minutes} ${units.minutes}`
      const hours = Math.round(minutes / 60)
      return hours % 24 === 0 ? `${hours / 24} ${units.days}` : `${hours} ${units.hours}`
    },
  }
}

const SPEAKERS = {
  vi: speaker('vi-VN', { minutes: 'phút', hours: 'giờ', days: 'ngày' }, '; các số ấy được giữ lại'),
  en: speaker('en-GB', { minutes: 'minutes', hours: 'hours', days: 'days' }, '; these figures are held back'),
}

/** One sentence in both languages, each with numbers and moments as it writes them. */
export const both = (vi: (says: Speaker) => string, en: (says: Speaker) => string = vi): Text => ({ vi: vi(SPEAKERS.vi), en: en(SPEAKERS.en) })

export const sayNumber = (value: number): Text => both(({ number }) => number(value))
export const sayMoment = (at: number, timeZone: string): Text => both(({ moment }) => moment(at, timeZone))

export const withoutHeldBack = ({ vi, en }: Text): Text => ({ vi: vi.replace(SPEAKERS.vi.heldBack, ''), en: en.replace(SPEAKERS.en.heldBack, '') })

export function exampleOf(records: readonly unknown[], index: number | undefined): { example: { index: number; text: string } } | undefined {
  if (index === undefined || records[index] === undefined) return undefined
  const text = JSON.stringify(records[index]) ?? ''
  return { example: { index, text: text.length > LONGEST_EXAMPLE ? `${text.slice(0, LONGEST_EXAMPLE)}…` : text } }
}

export const cut = (text: string): string => (text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text)
