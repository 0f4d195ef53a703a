import { expect, it } from 'vitest'
import { dayOfSenders } from './reshape.ts'

const record = (day: object, more: object = {}) => ({
  senders: 1, messages: 0, ...more, day: { messages: 1_000, unreadable: 0, dropped: 0, unheardMs: 0, cef: { critical: 1, high: 9, medium: 90, low: 900, unknown: 0 }, ...day },
})
const reshape = (one: object) => dayOfSenders([one])[0]

it('leaves a day as it is of which nearly all was heard and graded', () => {
  for (const one of [record({}), record({ unheardMs: 15 * 60_000 }), record({ messages: 1_009, unreadable: 1 })]) expect(reshape(one)).toBe(one)
})

it.each([['a port that did not stand', { unheardMs: 16 * 60_000 }], ['messages without a grade', { messages: 1_050 }], ['messages that could not be read', { unreadable: 50 }], ['messages that were dropped', { dropped: 50 }]])('doubts the count of a day with %s', (_, day) => {
  expect(reshape(record(day))).toMatchObject({ quality: 'suspect' })
})

it('says nothing for a stretch in which nobody was there', () => {
  expect(dayOfSenders([record({}, { senders: 0 })])).toEqual([])
  expect(dayOfSenders([record({}, { senders: 0, messages: 1 }), record({}, { senders: 1 })])).toHaveLength(2)
})

it('refuses a day of which nothing could be graded, instead of calling it quiet', () => {
  expect(reshape(record({ messages: 7, unreadable: 2, cef: { critical: 0, high: 0, medium: 0, low: 0, unknown: 7 } }))).toMatch(/^9 bản tin .* CEF/)
  const quiet = record({ messages: 0, cef: { critical: 0, high: 0, medium: 0, low: 0, unknown: 0 } })
  expect(reshape(quiet)).toBe(quiet)
})
