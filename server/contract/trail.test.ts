import { expect, it } from 'vitest'
import { type SeriesAnswer, trailOf } from '#contract'

const BOUNDARY = { at: '2025-06-30T17:00:00.000Z', day: '2025-07-01', side: 'before', rule: 'break', title: { vi: 'Trước', en: 'Before' }, reason: { vi: 'vì', en: 'as' }, subjects: [] } as const
const answer = (samples: object[], boundaries: object[] = []) => ({ samples, boundaries }) as unknown as SeriesAnswer // only what is read

it('puts a hole that names it where a change of boundaries lies, and leaves plain points plain', () => {
  const [before, hole, after] = trailOf(answer([{ at: '2025-06-30T16:59:59.000Z', value: 1, period: '2025-06', apportioned: { parts: 2 } }, { at: '2025-07-31T16:59:59.000Z', value: 2 }], [BOUNDARY]))
  expect(before).toEqual([Date.UTC(2025, 5, 30, 16, 59, 59), 1, { period: '2025-06', apportioned: true }])
  expect(hole).toEqual([Date.UTC(2025, 5, 30, 17), null, { boundary: BOUNDARY }])
  expect(after).toEqual([Date.UTC(2025, 6, 31, 16, 59, 59), 2])
})
