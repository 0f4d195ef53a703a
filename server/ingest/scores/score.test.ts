import { expect, it } from 'vitest'
import type { Run } from '#contract'
import { score } from './score.ts'

const NOW = Date.parse('2026-10-15T03:00:00Z')
const MINUTE = 60_000
/** Newest first, a minute apart. */
const runs = (count: number, change: (i: number) => Partial<Run> = () => ({})): Run[] => Array.from({ length: count }, (_, i) => ({
  id: `egov:${i}`, source: 'egov', startedAt: NOW - (i + 1) * MINUTE, endedAt: NOW - (i + 1) * MINUTE, fence: 1, raw: [], accepted: 100, unchanged: 0, rejected: 0, rejects: [], ...change(i),
}) as Run) // ids as the schema has them
const of = (all: readonly Run[], more: object = {}) => score({ runs: all, everyMs: MINUTE, now: NOW, reporting: { now: 96, usual: 96 }, ...more })

it('gives a hundred in all four to who did all', () => {
  expect(of(runs(30))).toMatchObject({ correct: 100, complete: 100, clean: 100, alive: 100, passes: 30, lost: [] })
})

it('takes off for doubtful figures, for unreadable ones and for places that are missing, and says what', () => {
  const scores = of(runs(10, (i) => (i === 0 ? { accepted: 0, held: 100 } : i === 1 ? { rejected: 50 } : {})), { reporting: { now: 72, usual: 96 } })
  expect(scores).toMatchObject({ correct: 90, complete: 75 })
  expect(scores.clean).toBeCloseTo(95.2)
  expect(scores.lost.map(({ word, text }) => [word, text])).toEqual([['complete', '24 nơi vắng mặt trong lần gần nhất'], ['correct', '100 số đáng ngờ bị giữ lại'], ['clean', '50 số không đọc được']])
})

it('takes off for the time without a good answer, also when nothing at all was asked', () => {
  expect(of(runs(10, (i) => (i < 5 ? { error: { kind: 'unreachable', message: '' }, accepted: 0 } : {}))).alive).toBeCloseTo(55, 0)
  expect(of(runs(60).filter(({ endedAt }) => NOW - endedAt > 30 * MINUTE)).alive).toBeCloseTo(50.8)
})

it('never rounds up to all', () => expect(of(runs(1, () => ({ accepted: 99_999, held: 1 }))).correct).toBe(99.9))

it('says nothing where there is nothing to count', () => {
  expect(score({ runs: [], everyMs: MINUTE, now: NOW, reporting: undefined })).toEqual({ passes: 0, lost: [] })
  expect(of(runs(3, () => ({ accepted: 0 })), { everyMs: undefined, reporting: undefined })).toEqual({ passes: 3, from: NOW - 3 * MINUTE, lost: [] })
  expect(of(runs(2, () => ({ endedAt: NOW - 2 * 86_400_000 })))).toMatchObject({ passes: 0 })
})
