import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { CASE_NOW, CASE_PLACE, caseView } from '../sample-views.ts'
import { NextSessionView } from './NextSessionView.tsx'

afterEach(cleanup)
const MINUTE = 60_000
const draw = (now: number, change: Parameters<typeof caseView>[0] = {}) =>
  render(<NextSessionView views={[caseView({ value: 43, ...change, indicator: { unit: 'phút', decimals: 0 } })]} sources={[]} options={{ until: '' }} title="Phiên kế tiếp" now={now} wall locale="vi" place={CASE_PLACE} />).container.textContent ?? ''

it('counts down to the moment told, which stays where it is while nothing new comes', () => {
  expect(draw(CASE_NOW)).toMatch(/Phiên kế tiếp, 16:00.*40phút nữa/)
  cleanup()
  expect(draw(CASE_NOW + 30 * MINUTE)).toMatch(/Phiên kế tiếp, 16:00.*10phút nữa/)
})

it('says that it has begun once the moment is past', () => {
  expect(draw(CASE_NOW + 55 * MINUTE)).toMatch(/đã bắt đầu 15phút/)
})

it('shows no time where none is known', () => {
  expect(draw(CASE_NOW, { value: undefined })).toMatch(/^Phiên kế tiếp–/)
})
