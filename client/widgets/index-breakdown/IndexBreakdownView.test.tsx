import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { SeriesView } from '#contract'
import { CASE_NOW, CASE_PLACE, caseView } from '../sample-views.ts'
import { IndexBreakdownView } from './IndexBreakdownView.tsx'
import { IndexBreakdownOptions } from './options.ts'

afterEach(cleanup)

const score = (id: string, value: number | undefined, target: number): SeriesView => caseView({ value, target, indicator: { id: id as never, short: { vi: `Nhóm ${id}`, en: `Group ${id}` }, unit: 'điểm', warn: undefined, critical: undefined } }) // a branded id written out
const draw = (views: readonly SeriesView[], most: Record<string, number> = { total: 30, a: 20, b: 10 }) =>
  render(<IndexBreakdownView views={views} sources={[]} options={IndexBreakdownOptions.parse({ total: 'total', rank: 'rank', rankOf: 34, most })} title="T" now={CASE_NOW} wall locale="vi" place={CASE_PLACE} />).container

it('draws each track as long as the points it can have, filled as far as it has them', () => {
  const tracks = [...draw([score('a', 18, 16), score('b', 4, 8)]).querySelectorAll<HTMLElement>('.breakdown-track')]
  expect(tracks.map((track) => track.style.width)).toEqual(['100%', '50%'])
  expect(tracks.map((track) => track.querySelector('b')?.style.width)).toEqual(['90%', '40%'])
})

it('says the rank of how many beside the total, each judged for itself', () => {
  const text = draw([score('total', 22, 24), { ...score('rank', 6, 10), indicator: { ...score('rank', 6, 10).indicator, direction: 'lower', decimals: 0 } }, score('a', 18, 16)]).textContent
  expect(text).toContain('22,0/ 30')
  expect(text).toContain('Chưa đạt mục tiêu 24 điểm')
  expect(text).toContain('Hạng 6 / 34, đạt mục tiêu 10')
})

it('draws no track without a maximum, and names a group that has no figure', () => {
  const drawn = draw([score('a', 18, 16), score('b', undefined, 8)], {})
  expect(drawn.querySelector('.breakdown-track')).toBeNull()
  expect(drawn.textContent).toContain('Chưa rõ điểm tối đa')
  expect(drawn.textContent).toContain('Chưa có số: Nhóm b')
})
