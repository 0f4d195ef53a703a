import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { SeriesView } from '#contract'
import { CASE_NOW, CASE_PLACE, caseView } from '../sample-views.ts'
import { MatrixOptions } from './options.ts'
import { MatrixView } from './MatrixView.tsx'

afterEach(cleanup)

const RATE = { id: 'a.rate', warn: 95, critical: 90 } as never // a branded id written out
const OVERDUE = { id: 'a.overdue', direction: 'lower', unit: 'hồ sơ', decimals: 0, warn: 5, critical: 10 } as never
const draw = (views: readonly SeriesView[]) =>
  render(<MatrixView views={views} sources={[]} options={MatrixOptions.parse({})} title="Bảng" now={CASE_NOW} wall locale="vi" place={CASE_PLACE} />).container

it('marks exceptions only, by shape and weight, and leaves all other cells plain', () => {
  const drawn = draw([caseView({ subject: 'A', value: 80, indicator: RATE }), caseView({ subject: 'A', value: 0, indicator: OVERDUE }), caseView({ subject: 'B', value: 99, indicator: RATE }), caseView({ subject: 'B', value: 6, indicator: OVERDUE })])
  const marked = [...drawn.querySelectorAll('.cell')].map((cell) => `${cell.textContent?.replace('!', '')} ${cell.querySelector('.glyph') === null ? 'plain' : cell.className.replace('cell is-', '')}`)
  expect(marked).toEqual(['80,0 bad', '0 plain', '99,0 plain', '6 watch'])
})

it('shows a missing cell as a dash, names it, and counts the cells that have reported', () => {
  const drawn = draw([caseView({ subject: 'Mỹ Quý', value: 97, indicator: RATE }), caseView({ subject: 'Mỹ Quý', value: undefined, indicator: OVERDUE }), caseView({ subject: 'Tân Hưng', value: undefined, indicator: RATE }), caseView({ subject: 'Tân Hưng', value: undefined, indicator: OVERDUE })])
  expect(drawn.querySelector('[data-series="a.overdue@my-quy"]')?.textContent).toBe('–')
  expect(drawn.textContent).toContain('Chưa có số: Tân Hưng, Mỹ Quý (')
  expect(drawn.textContent).toContain('1/4 ô')
  expect(drawn.querySelectorAll('h3').length).toBe(1)
})

it('counts the places that have no room, and how many of them are off', () => {
  const places = Array.from({ length: 96 }, (_, i) => caseView({ subject: `Xã ${i + 1}`, value: i < 20 ? 94 : 99, indicator: RATE }))
  const drawn = draw(places)
  const shown = drawn.querySelectorAll('h3').length
  expect(drawn.textContent).toContain(`còn ${96 - shown} xã, phường, ${20 - shown} chưa đạt hoặc gần đạt`)
})

it('names the columns that have no room', () => {
  const many = Array.from({ length: 9 }, (_, i) => caseView({ subject: 'A', value: 99, indicator: { id: `a.c${i}`, short: { vi: `Cột ${i + 1}`, en: `Column ${i + 1}` } } as never })) // likewise
  expect(draw(many).textContent).toContain('không đủ chỗ cho cột: Cột 7, Cột 8, Cột 9')
})

it('says below a place’s name when one of its figures stands for a part only', () => {
  const whole = caseView({ subject: 'Gò Dầu', value: 97, indicator: RATE, coverage: { reported: 9, expected: 9 } })
  const part = caseView({ subject: 'Gò Dầu', value: 3, indicator: OVERDUE, coverage: { reported: 8, expected: 9 } })
  expect(draw([whole, part]).querySelector('.row-name')?.textContent).toBe('Gò Dầu8/9 xã')
  cleanup()
  expect(draw([whole]).querySelector('.row-name')?.textContent).toBe('Gò Dầu')
})

it('counts missing cells by their column where there are too many to name', () => {
  const places = Array.from({ length: 30 }, (_, i) => [caseView({ subject: `Xã ${i + 1}`, value: 97, indicator: RATE }), caseView({ subject: `Xã ${i + 1}`, value: i < 25 ? undefined : 1, indicator: { ...(OVERDUE as object), short: { vi: 'Quá hạn', en: 'Overdue' } } })]).flat()
  expect(draw(places).textContent).toContain('Chưa có số: Quá hạn ở 25 xã, phường')
})
