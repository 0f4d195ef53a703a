import type { WallTime } from './workbook.ts'

/** Moments as the wall clock of the place shows them. */
export function wallClock(timeZone: string): (at: number) => WallTime {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'numeric', year: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' })
  return (at) => {
    const of = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
    return { wallMs: Date.UTC(of['year'] ?? 0, (of['month'] ?? 1) - 1, of['day'], of['hour'], of['minute'], of['second']) }
  }
}
