import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { SeriesView } from '#contract'
import { CASE_NOW, CASE_PLACE, caseView } from '../sample-views.ts'
import { LadderView } from './LadderView.tsx'

afterEach(cleanup)
const risk = (subject: string, value: number | undefined, change: Parameters<typeof caseView>[0] = {}) => caseView({ ...change, subject, value, indicator: { unit: 'cấp', decimals: 0, direction: 'lower' } })
const draw = (views: SeriesView[], rows = 4) => render(<LadderView views={views} sources={[]} options={{ rows, names: {} }} title="Rủi ro" now={CASE_NOW} wall locale="vi" place={{ ...CASE_PLACE, subject: 'tinh' }} />).container
const filled = (drawn: Element) => [...drawn.querySelectorAll('.ladder')].map((one) => [...one.querySelectorAll('rect')].map((step) => step.getAttribute('fill')))

it('fills as many steps as the level in its one colour, and says the level', () => {
  const drawn = draw([risk('x', 2)])
  expect(filled(drawn)).toEqual([['var(--dr2)', 'var(--dr2)', 'none', 'none', 'none']])
  expect(drawn.textContent).toContain('Cấp 2')
})

it('tells none in force from nobody knows', () => {
  expect(draw([risk('x', 0)]).querySelector('h3')?.textContent).toBe('Không có: x')
  cleanup()
  const never = draw([risk('x', undefined)])
  expect(never.querySelector('h3')?.textContent).toBe('Chưa có số liệu: x')
  expect(never.querySelector('rect')?.getAttribute('stroke-dasharray')).not.toBeNull()
})

it('takes what is no level for none of them', () => {
  for (const value of [6, 2.5, -1]) {
    const drawn = draw([risk('x', value)])
    expect(filled(drawn)[0]).toEqual(['none', 'none', 'none', 'none', 'none'])
    expect(drawn.textContent).toContain('không phải cấp 0 đến 5')
    cleanup()
  }
})

it('puts the whole first, then the highest, and counts the others and the unknown', () => {
  const drawn = draw([risk('a', 1), risk('b', 3), risk('c', undefined), risk('tinh', 3), risk('d', 0)], 2)
  expect([...drawn.querySelectorAll('h3')].map((one) => one.textContent)).toEqual(['Cấp 3, tinh', 'Cấp 3, b'])
  expect(drawn.textContent).toContain('còn 3 nơi khác, 1 nơi có cấp · 1 nơi chưa rõ')
})

it('gives no row to those of many places that have no level, unless that is old news', () => {
  const places = Array.from({ length: 9 }, (_, i) => risk(`xã ${i}`, i === 4 ? 2 : 0))
  const drawn = draw(places)
  expect([...drawn.querySelectorAll('h3')].map((one) => one.textContent)).toEqual(['Cấp 2, xã 4'])
  expect(drawn.textContent).toContain('còn 8 nơi khác, 0 nơi có cấp')
  cleanup()
  expect(draw(places.filter((_, i) => i !== 4)).textContent).toContain('Không nơi nào có cấp rủi ro')
  cleanup()
  const old = draw(places.map((view) => ({ ...view, freshness: 'stale' as const })), 2)
  expect([...old.querySelectorAll('h3')].map((one) => one.textContent)).toEqual(['Cấp 2, xã 4', 'Không có: xã 0'])
})
