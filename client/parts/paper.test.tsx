import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { CASE_NOW, CASE_PLACE, caseView } from '../widgets/sample-views.ts'
import { Freshness } from './Freshness.tsx'
import { PaperTrail } from './PaperTrail.tsx'

afterEach(() => {
  act(() => void window.dispatchEvent(new Event('afterprint')))
  cleanup()
})

const print = () => act(() => void window.dispatchEvent(new Event('beforeprint')))
const place = { timeZone: CASE_PLACE.timeZone, locale: 'vi' as const }

it('tells an age as its moment on paper, with its word, coverage and source, and as an age again after it', () => {
  const view = caseView({ freshness: 'late', ageMs: 18 * 60_000 })
  const { container } = render(<Freshness view={view} now={CASE_NOW} {...place}>92/96 xã</Freshness>)
  const onScreen = container.textContent
  expect(onScreen).toContain('Trễ 18 phút')
  print()
  expect(container.textContent).toMatch(/^Trễ lúc \d\d:\d\d \d\d\/\d\d\/\d{4} · 92\/96 xã · \S/)
  act(() => void window.dispatchEvent(new Event('afterprint')))
  expect(container.textContent).toBe(onScreen)
})

it('writes the newest figures below a chart that is printed, and says how many there are', () => {
  const view = caseView({ value: 97.5, target: 98 })
  render(<PaperTrail view={view} {...place} most={3} />)
  expect(screen.queryByRole('table')).toBeNull()
  print()
  expect(screen.getAllByRole('row')).toHaveLength(4)
  expect(screen.getByRole('table').textContent).toContain(`Số liệu của biểu đồ: 3 giá trị mới nhất trong ${view.trail?.length}`)
})
