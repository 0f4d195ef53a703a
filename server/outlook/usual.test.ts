import { expect, it } from 'vitest'
import { type Told, usualAt } from './usual.ts'

const DAY_MS = 86_400_000
const dayOf = (n: number) => new Date(Date.UTC(2026, 9, 1) + n * DAY_MS).toISOString().slice(0, 10)

/** 40 days of 24 hours, each hour with a course of its own, days off a tenth of it. */
const told = Array.from({ length: 40 * 24 }, (_, i): Told => {
  const [n, hour] = [Math.floor(i / 24), i % 24]
  const isOff = [0, 6].includes(new Date(dayOf(n)).getUTCDay())
  return { at: i, day: dayOf(n), key: `${hour}${isOff ? 'off' : 'worked'}`, value: (100 + hour * 10 + ((n * 7_919) % 31)) * (isOff ? 0.1 : 1) }
})

/** The same by counting: the value with so many of the others below it. */
function obvious(values: readonly number[], share: number): number {
  const at = share * (values.length - 1)
  const nth = (n: number) => values.find((one) => values.filter((other) => other < one).length <= n && values.filter((other) => other <= one).length > n) ?? NaN
  return nth(Math.floor(at)) + (nth(Math.ceil(at)) - nth(Math.floor(at))) * (at % 1)
}

it('says what an hour brings on days of its kind, as counting it by hand does', () => {
  const slots = told.slice(-48)
  const { points } = usualAt(slots, told, 28)
  expect(points).toHaveLength(48)
  for (const [i, point] of points.entries()) {
    const slot = slots[i]
    const values = told.filter(({ key, day }) => key === slot?.key && day < slot.day && Date.parse(slot.day) - Date.parse(day) <= 28 * DAY_MS).map(({ value }) => value)
    for (const [name, share] of [['low', 0.1], ['middle', 0.5], ['high', 0.9]] as const) expect(point[name]).toBeCloseTo(obvious(values, share), 9)
  }
})

it('never compares a working day with a day off, nor a day with itself or with what comes after it', () => {
  const sunday = told.filter(({ day, key }) => day === '2026-10-25' && key.startsWith('9'))
  const [point] = usualAt(sunday, told.map((one) => ({ ...one, value: one.day >= '2026-10-25' ? 1e9 : one.value })), 28).points
  expect(point?.high).toBeLessThan(30)
})

it('says nothing from three past values, and how many there were', () => {
  const slot = { at: 0, day: '2026-10-30', key: '9worked' }
  const three = told.filter(({ key, day }) => key === slot.key && day < slot.day).slice(-3)
  expect(usualAt([slot], three, 28)).toEqual({ points: [], most: 3 })
})
