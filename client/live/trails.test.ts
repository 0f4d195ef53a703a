import { expect, it } from 'vitest'
import type { Point, SeriesName } from '#contract'
import { createTrails } from './trails.ts'

const SERIES = 'tthc.on-time-rate@tn2025' as SeriesName
const MINUTE = 60_000
const HOUR = 60 * MINUTE

async function pointsOf(past: readonly Point[]): Promise<readonly Point[]> {
  const trails = createTrails({ fetchTrail: async () => past, liveForMs: () => 6 * MINUTE, grown: () => {} })
  trails.keep(SERIES, 25 * HOUR)
  await Promise.resolve()
  await Promise.resolve()
  return trails.points(SERIES) ?? []
}

it('draws a past that comes by the hour as one line, up to the live values', async () => {
  const hourly: Point[] = Array.from({ length: 20 }, (_, i) => [i * HOUR, 99])
  const live: Point[] = Array.from({ length: 5 }, (_, i) => [19 * HOUR + 40 * MINUTE + i * 3 * MINUTE, 99])
  expect((await pointsOf([...hourly, ...live])).some(([, value]) => value === null)).toBe(false)
})

it('leaves a hole where a source that reports each few minutes was silent', async () => {
  const before: Point[] = Array.from({ length: 5 }, (_, i) => [i * 3 * MINUTE, 99])
  const after: Point[] = Array.from({ length: 5 }, (_, i) => [2 * HOUR + i * 3 * MINUTE, 98])
  expect((await pointsOf([...before, ...after])).filter(([, value]) => value === null)).toHaveLength(1)
})

it('says nothing of a past that is still asked for, and that there is none where it was told so', async () => {
  let answer: (past: readonly Point[]) => void = () => {}
  const told: (readonly Point[] | undefined)[] = []
  const trails = createTrails({ fetchTrail: () => new Promise((resolve) => { answer = resolve }), liveForMs: () => 0, grown: () => void told.push(trails.points(SERIES)) })
  trails.keep(SERIES, HOUR)
  trails.add(SERIES, MINUTE, 7)
  expect(trails.points(SERIES)).toBeUndefined()
  answer([])
  await Promise.resolve()
  await Promise.resolve()
  expect(told).toEqual([undefined, [[MINUTE, 7]]])
})

it('goes on with what lives where the past cannot be fetched', async () => {
  const trails = createTrails({ fetchTrail: () => Promise.reject(new Error('away')), liveForMs: () => 0, grown: () => {} })
  trails.keep(SERIES, HOUR)
  await new Promise(setImmediate)
  expect(trails.points(SERIES)).toEqual([])
})
