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
  return trails.points(SERIES)
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
