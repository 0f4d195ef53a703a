import { expect, it } from 'vitest'
import { localIn, momentIn, periodOf } from './period-of.ts'

const HANOI = 'Asia/Ho_Chi_Minh'
/** Two in the morning of the 15th there, still the 14th in London. */
const now = Date.parse('2026-10-14T19:00:00Z')
const of = (span: Parameters<typeof periodOf>[0], own = { from: '', to: '' }) => periodOf(span, { now, timeZone: HANOI, own })?.from
const NOW = new Date(now).toISOString()

it('begins days and months by the clock of the province, wherever the browser is', () => {
  expect(periodOf('today', { now, timeZone: HANOI, own: { from: '', to: '' } })).toEqual({ from: '2026-10-14T17:00:00.000Z', to: NOW })
  expect([of('week'), of('month'), of('thisMonth')]).toEqual(['2026-10-08T17:00:00.000Z', '2026-09-15T17:00:00.000Z', '2026-09-30T17:00:00.000Z'])
})

it('takes days of one\'s own as a whole, up to now, and none that are no days', () => {
  expect(periodOf('own', { now, timeZone: HANOI, own: { from: '2026-10-01', to: '2026-10-02' } })).toEqual({ from: '2026-09-30T17:00:00.000Z', to: '2026-10-02T17:00:00.000Z' })
  expect(periodOf('own', { now, timeZone: HANOI, own: { from: '2026-10-01', to: '2026-10-30' } })?.to).toBe(NOW)
  expect([of('own'), of('own', { from: '2026-10-02', to: '2026-10-01' }), of('own', { from: '2026-11-02', to: '2026-11-03' })]).toEqual([undefined, undefined, undefined])
})

it('reads a clock of a zone that changes its hours', () => {
  expect(momentIn('Europe/Paris', '2026-03-29T12:00')).toBe(Date.parse('2026-03-29T10:00:00Z'))
  expect(momentIn('Europe/Paris', '2026-01-29T12:00')).toBe(Date.parse('2026-01-29T11:00:00Z'))
  expect(localIn(HANOI, momentIn(HANOI, '2026-10-15T14:30'))).toBe('2026-10-15T14:30')
  expect(momentIn(HANOI, 'mai')).toBeNaN()
})
