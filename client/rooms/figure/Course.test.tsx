import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Catalogue, SeriesName } from '#contract'
import { sampleCatalogue } from '../agency/sample-names.ts'
import { caseIndicator } from '../../widgets/sample-views.ts'
import { Course } from './Course.tsx'

vi.mock('../../charts/index.ts', async (original) => ({
  ...await original<object>(),
  Chart: ({ option }: { option: { series: { id?: string; data: unknown[] }[] } }) => <pre data-testid="own">{JSON.stringify(option.series.find(({ id }) => id === 'own')?.data.map((point) => (Array.isArray(point) ? point[1] : (point as { value: number[] }).value[1])))}</pre>, // as the option writes them
}))

const DAY = 86_400_000
/** 10:00 there, on a Friday. */
const NOW = Date.parse('2026-11-27T03:00:00Z')
const SERIES = 'a.count@tn' as SeriesName
const catalogue = { ...sampleCatalogue, indicators: [{ ...caseIndicator({ kind: 'counter', unit: 'hồ sơ', decimals: 0 }), id: 'a.count' }] } as unknown as Catalogue // only what is looked at

/** Counted anew each day: 100 or 98, and 7 so far today. */
const daysBack = (count: number) => Array.from({ length: count }, (_, i) => ({ at: new Date(NOW - (count - 1 - i) * DAY).toISOString(), value: i === count - 1 ? 7 : 100 - (i % 2) * 2 }))

let days: number
beforeEach(() => {
  vi.stubGlobal('fetch', async (path: string) => {
    if (path.includes('/outlook')) return new Response('{}', { status: 404 })
    const now = new Date(NOW).toISOString()
    return Response.json(path.includes('/lineage')
      ? { series: SERIES, at: now, value: 7, freshness: 'live', origin: 'simulated', source: { id: 'a' }, told: [] }
      : { series: SERIES, from: '2023-01-01T00:00:00Z', to: now, samples: daysBack(days) })
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const points = async () => JSON.parse((await screen.findByTestId('own')).textContent) as (number | null)[]

it('sets today apart from the whole days of three months, and says so', async () => {
  days = 200
  render(<Course catalogue={catalogue} series={SERIES} />)
  await screen.findByText('Chấm rời là hôm nay, còn đang cộng.')
  expect((await points()).slice(-3)).toEqual([100, null, 7])
})

it('draws a year as the means of its months, without today, and says what a point is', async () => {
  days = 200
  render(<Course catalogue={catalogue} series={SERIES} />)
  fireEvent.click(await screen.findByRole('button', { name: '1 năm' }))
  await screen.findByText(/^Mỗi điểm là trung bình các ngày có số của một tháng/)
  const means = await points()
  expect(means.length).toBeLessThan(9)
  for (const mean of means) expect(mean).toBeCloseTo(99, 0)
})

it('offers no choice where there is nothing more to see', async () => {
  days = 60
  render(<Course catalogue={catalogue} series={SERIES} />)
  expect(await points()).toHaveLength(61)
  expect(screen.queryByRole('button', { name: '1 năm' })).toBeNull()
})
