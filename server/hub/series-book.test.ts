import { describe, expect, it } from 'vitest'
import type { KeptSample } from '#contract'
import { testCatalogue, testDueOf } from '../../tests/support/hub-rig.ts'
import { createSeriesBook } from './series-book.ts'

const NOW = 1_790_000_000_000
const MINUTE = 60_000
const sample = (more: Partial<Record<keyof KeptSample, unknown>> = {}): KeptSample =>
  ({ series: 'tthc.a@tn2025', at: NOW, value: 1, source: 'tthc', run: 'tthc:1', receivedAt: NOW, ...more }) as KeptSample // plain texts for branded ids
const bookOf = () => createSeriesBook({ indicators: testCatalogue().indicators, dueOf: testDueOf })
const value = (book: ReturnType<typeof bookOf>) => [...book.all()][0]?.sample.value

describe('the latest value', () => {
  it.each([
    ['a newer one', { at: NOW + 1 }, 2],
    ['a correction at the same moment', {}, 2],
    ['one of a later period at the same moment', { period: '2026-10' }, 2],
    ['none that is older', { at: NOW - 1 }, 1],
  ])('becomes %s', (_what, more, expected) => {
    const book = bookOf()
    book.apply(sample(), NOW, 1)
    book.apply(sample({ value: 2, ...more }), NOW, 2)
    expect(value(book)).toBe(expected)
  })

  it('of a later period is not replaced by one of an earlier at the same moment', () => {
    const book = bookOf()
    book.apply(sample({ period: '2026-10' }), NOW, 1)
    book.apply(sample({ period: '2026-09', value: 2 }), NOW, 2)
    expect(value(book)).toBe(1)
  })
})

describe('verdicts', () => {
  it('change at the moment the rule says, each once', () => {
    const book = bookOf()
    book.apply(sample(), NOW, 1)
    expect(book.judge(NOW + 1.2 * MINUTE, 2)).toEqual([])
    expect(book.judge(NOW + 1.2 * MINUTE + 1, 3).map((one) => one.freshness)).toEqual(['late'])
    expect(book.judge(NOW + 3 * MINUTE, 4)).toEqual([])
    expect(book.judge(NOW + 3 * MINUTE + 1, 5).map((one) => one.freshness)).toEqual(['stale'])
    expect(book.judge(NOW + 90 * MINUTE, 6)).toEqual([])
  })

  it('wait for the newest sample, however many came before', () => {
    const book = bookOf()
    for (let second = 0; second < 600; second++) book.apply(sample({ at: NOW + second * 1_000 }), NOW + second * 1_000, second)
    expect(book.judge(NOW + 11 * MINUTE, 700)).toEqual([])
    expect(book.judge(NOW + 12 * MINUTE, 701).map((one) => one.freshness)).toEqual(['late'])
  })

  it('are taken back when the server\'s clock is set back', () => {
    const book = bookOf()
    book.apply(sample(), NOW, 1)
    expect(book.judge(NOW + 10 * MINUTE, 2).map((one) => one.freshness)).toEqual(['stale'])
    expect(book.judge(NOW + 10_000, 3).map((one) => one.freshness)).toEqual(['live'])
    expect(book.judge(NOW + 2 * MINUTE, 4).map((one) => one.freshness)).toEqual(['late'])
  })
})

it('writes down the rarer parts of a sample only where there are any', () => {
  const book = bookOf()
  expect(book.apply(sample(), NOW, 1)?.wire).toEqual([1, NOW, 1])
  expect(book.apply(sample({ period: '2026', state: 'estimated', quality: 'suspect', coverage: { reported: 92, expected: 96 } }), NOW, 2)?.wire)
    .toEqual([1, NOW, 1, { p: '2026', st: 'estimated', q: 1, c: [92, 96] }])
})
