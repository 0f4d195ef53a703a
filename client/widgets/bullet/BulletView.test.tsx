import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { SeriesView } from '#contract'
import { CASE_NOW, CASE_PLACE, caseView } from '../sample-views.ts'
import { BulletOptions } from './options.ts'
import { BulletView } from './BulletView.tsx'

afterEach(cleanup)

const draw = (view: SeriesView, options: Record<string, unknown> = {}) =>
  render(<BulletView views={[view]} sources={[]} options={BulletOptions.parse(options)} title="T" now={CASE_NOW} wall locale="vi" place={CASE_PLACE} />).container

const bare = { warn: undefined, critical: undefined }

it('begins at 0 and puts the target where it lies on the same track', () => {
  const drawn = draw(caseView({ value: 61.4, target: 70, indicator: bare }))
  expect(drawn.querySelector<HTMLElement>('.bullet-track b')?.style.width).toBe('61.4%')
  expect(drawn.querySelector<HTMLElement>('.bullet-track i')?.style.left).toBe('70%')
  expect(drawn.textContent).toContain('Chưa đạt')
})

it('prints all targets and marks the main one', () => {
  const targets = [[90, false], [80, true]].map(([value, main]) => ({ indicator: 'x', subject: 'y', value, main })) as unknown as NonNullable<SeriesView['targets']> // branded ids written out
  const drawn = draw({ ...caseView({ value: 84, target: 80, indicator: bare }), targets })
  expect(drawn.textContent).toContain('mục tiêu 80% · mức khác 90%')
})

it('says how final a figure is, and nothing where its source does not', () => {
  expect(draw({ ...caseView({}), state: 'estimated' }).querySelector('.state-chip')?.textContent).toBe('ước')
  cleanup()
  expect(draw(caseView({})).querySelector('.state-chip')).toBeNull()
})

it('judges a cumulative figure by its pace, and says what was needed by its own day and what a year ago was not known', () => {
  const at = Date.UTC(2026, 9, 31, 5)
  const drawn = draw({ ...caseView({ value: 800, target: 1_000, indicator: { unit: 'tỷ đồng', decimals: 0, ...bare } }), at, period: '2026', trail: [] }, { form: 'pace' })
  expect(drawn.textContent).toContain('Đúng tiến độ')
  expect(drawn.textContent).toContain('kế hoạch 1.000 · cần 833 đến 31/10 · chưa có số cùng kỳ')
})
