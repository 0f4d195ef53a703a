/** Said of samples that wait. Of a table a person hands in none does. */
export const HELD_BACK = '; các số ấy được giữ lại'

const NUMBER = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 6 })
const LONGEST_EXAMPLE = 600
const LONGEST_VALUE = 200

export const say = (value: number): string => NUMBER.format(value)

export function exampleOf(records: readonly unknown[], index: number | undefined): { example: { index: number; text: string } } | undefined {
  if (index === undefined || records[index] === undefined) return undefined
  const text = JSON.stringify(records[index]) ?? ''
  return { example: { index, text: text.length > LONGEST_EXAMPLE ? `${text.slice(0, LONGEST_EXAMPLE)}…` : text } }
}

export const cut = (text: string): string => (text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text)

export function sayMoment(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('vi-VN', { timeZone, day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' }).format(at)
}

export function sayLength(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 120) return `${minutes} phút`
  const hours = Math.round(minutes / 60)
  return hours % 24 === 0 ? `${hours / 24} ngày` : `${hours} giờ`
}
