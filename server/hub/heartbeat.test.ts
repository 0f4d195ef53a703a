import { describe, expect, it } from 'vitest'
import { beatsOf, HALF_HOUR_MS, type Passes } from './heartbeat.ts'

const MINUTE = 60_000
const NOW = 1_000 * HALF_HOUR_MS + 20 * MINUTE
const passes = (counts: Record<number, number>, more: Partial<Passes> = {}): Passes => {
  const map = new Map(Object.entries(counts).map(([ago, count]) => [1_000 - Number(ago), count]))
  return { counts: map, firstSeen: Math.min(...map.keys()), lastGoodAt: undefined, everyMs: MINUTE, ...more }
}
/** The newest four, oldest first. */
const newest = (given: Passes, now = NOW) => beatsOf(given, now).slice(-4)

describe('the heartbeat of a source', () => {
  it('is 48 half hours, none before the source was first seen', () => {
    expect(beatsOf(passes({ 2: 30, 1: 30, 0: 20 }), NOW)).toEqual([...Array.from({ length: 45 }, () => 'none'), 'on-time', 'on-time', 'on-time'])
    expect(new Set(beatsOf({ counts: new Map(), firstSeen: undefined, lastGoodAt: undefined, everyMs: MINUTE }, NOW))).toEqual(new Set(['none']))
  })

  it('is late with fewer than half of the passes promised, missing without any', () => {
    expect(newest(passes({ 3: 30, 2: 14, 1: 15 }, { lastGoodAt: NOW - 40 * MINUTE }))).toEqual(['on-time', 'late', 'on-time', 'missing'])
  })

  it('asks of the current half hour only what was promised so far', () => {
    expect(newest(passes({ 1: 30, 0: 10 }))).toEqual(['none', 'none', 'on-time', 'on-time'])
    expect(newest(passes({ 1: 30, 0: 9 })).at(-1)).toBe('late')
    expect(newest(passes({ 1: 30 }), 1_000 * HALF_HOUR_MS + 30_000).at(-1)).toBe('on-time')
    expect(newest(passes({ 1: 30 }), 1_000 * HALF_HOUR_MS + 2 * MINUTE).at(-1)).toBe('missing')
  })

  it('does not miss passes of a rhythm slower than half an hour', () => {
    expect(newest(passes({ 5: 1, 3: 1, 1: 1 }, { everyMs: 60 * MINUTE, lastGoodAt: NOW - 25 * MINUTE }))).toEqual(['on-time', 'on-time', 'on-time', 'on-time'])
  })

  it('calls what fell into an announced pause paused, and what came all the same on time', () => {
    const pauses = [{ from: 998 * HALF_HOUR_MS + 10 * MINUTE, until: 999 * HALF_HOUR_MS + 20 * MINUTE }]
    const given = passes({ 3: 30, 2: 14, 1: 0, 0: 20 }, { lastGoodAt: 998 * HALF_HOUR_MS })
    expect(newest(given)).toEqual(['on-time', 'late', 'missing', 'on-time'])
    expect(newest({ ...given, pauses })).toEqual(['on-time', 'paused', 'paused', 'on-time'])
    expect(newest({ ...passes({ 3: 30, 2: 30, 1: 30, 0: 20 }), pauses })).toEqual(['on-time', 'on-time', 'on-time', 'on-time'])
  })

  it('blames a source that sends when it likes for nothing', () => {
    expect(newest(passes({ 3: 1, 1: 1 }, { everyMs: undefined }))).toEqual(['on-time', 'none', 'on-time', 'none'])
  })
})
