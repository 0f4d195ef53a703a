import { expect, it } from 'vitest'
import { parseDue } from './parse-due.ts'

it.each([
  ['every 5m grace 1m', { every: '5m', grace: '1m' }],
  ['every 10s', { every: '10s' }],
  ['workday', { calendar: 'workday', by: '17:00' }],
  ['  workday   16:30  grace 30m ', { calendar: 'workday', by: '16:30', grace: '30m' }],
  ['monthly 15', { calendar: 'monthly', day: 15 }],
  ['monthly 6 worked 17:00', { calendar: 'monthly', day: 6, by: '17:00', worked: true }],
  ['monthly last 17:00', { calendar: 'monthly', day: 'last', by: '17:00' }],
  ['quarterly 1 15', { calendar: 'quarterly', month: 1, day: 15 }],
  ['quarterly 3 last 09:00 grace 1d', { calendar: 'quarterly', month: 3, day: 'last', by: '09:00', grace: '1d' }],
  ['yearly 31/01', { calendar: 'yearly', month: 1, day: 31 }],
  ['yearly last/02', { calendar: 'yearly', month: 2, day: 'last' }],
  ['yearly 07', { calendar: 'yearly', month: 7, day: 'last' }],
])('reads "%s"', (text, rule) => {
  expect(parseDue(text)).toEqual(rule)
})

it.each(['', 'every', 'every 5', 'every five minutes', 'every 5m 1m', 'every 5m grace', 'workday 5pm', 'workday 25:00', 'monthly', 'monthly 32', 'monthly 0', 'every 5m worked', 'workday worked',
  'quarterly 15', 'quarterly 4 1', 'yearly 13', 'yearly 31/13', 'yearly 1/2/3', 'hourly', 'Every 5m', 'monthly 15 noon'])('does not guess at "%s"', (text) => {
  expect(parseDue(text)).toBeUndefined()
})
