import { expect, it } from 'vitest'
import { foresee, type Reached } from './forecast.ts'

const END = ['01-31', '02-28', '03-31', '04-30', '05-31', '06-30', '07-31', '08-31', '09-30', '10-31', '11-30', '12-31']
const year = (span: string, values: readonly number[]): Reached[] => values.map((value, i) => ({ span, first: `${span}-01-01`, day: `${span}-${END[i]}`, value }))

it('goes straight on at the pace of the last three months, from the day the figure is for', () => {
  // 10 a day in August, September and October: 31 + 30 + 31 days.
  const reached = year('2026', [1, 2, 3, 4, 5, 6, 100, 410, 710, 1_020])
  const foreseen = foresee(reached, '2026-12-31')
  expect(foreseen).toMatchObject({ perDay: 10, periods: 3 })
  expect(foreseen?.value).toBeCloseTo(1_020 + 61 * 10)
})

it('counts from nothing at the beginning of a span that has no three months yet', () => {
  expect(foresee(year('2026', [31, 59]), '2026-12-31')).toMatchObject({ perDay: 1, periods: 2, value: 59 + 306 })
  expect(foresee(year('2026', [31]), '2026-12-31')).toBeUndefined()
  expect(foresee([], '2026-12-31')).toBeUndefined()
})

it('knows no error where it was never wrong, and says how often it was tried', () => {
  const steady = year('2026', Array.from({ length: 8 }, (_, i) => (Date.parse(`2026-${END[i]}`) - Date.parse('2025-12-31')) / 86_400_000))
  const foreseen = foresee(steady, '2026-12-31')
  expect(foreseen?.tried).toBe(21)
  expect([foreseen?.low, foreseen?.value, foreseen?.high].map((one) => Math.round((one ?? 0) * 1e6) / 1e6)).toEqual([365, 365, 365])
})

it('is as wide as the rule was wrong in the years before, as trying it by hand says', () => {
  const before = year('2025', [5, 9, 20, 31, 37, 48, 52, 66, 81, 85, 90, 100])
  const own = year('2026', [8, 15, 21, 33, 41, 55])
  const errors = [before, own].flatMap((points) => points.flatMap((here, i) => points.slice(i + 1).flatMap((later) => {
    if (i === 0) return []
    const base = i >= 3 ? points[i - 3] : undefined
    const from = base === undefined ? Date.parse(here.first) - 86_400_000 : Date.parse(base.day)
    const pace = (here.value - (base?.value ?? 0)) / (Date.parse(here.day) - from)
    const ahead = Date.parse(later.day) - Date.parse(here.day)
    return [(later.value - here.value) / (ahead / 86_400_000) - pace * 86_400_000]
  }))).sort((a, b) => a - b)
  const foreseen = foresee([...before, ...own], '2026-12-31')
  const at = (share: number) => {
    const place = share * (errors.length - 1)
    return (errors[Math.floor(place)] ?? 0) * (1 - (place % 1)) + (errors[Math.ceil(place)] ?? 0) * (place % 1)
  }
  expect(foreseen?.tried).toBe(errors.length)
  expect(foreseen?.low).toBeCloseTo(Math.max(55, (foreseen?.value ?? 0) + at(0.1) * 184), 6)
  expect(foreseen?.high).toBeCloseTo((foreseen?.value ?? 0) + at(0.9) * 184, 6)
})

it('has no band where the rule was tried three times or less', () => {
  const foreseen = foresee(year('2026', [10, 20, 30, 40]), '2026-12-31')
  expect(foreseen?.tried).toBe(3)
  expect(foreseen).not.toHaveProperty('low')
})
