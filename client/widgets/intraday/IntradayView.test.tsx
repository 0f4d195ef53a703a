import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { WidgetCase } from '../widget.ts'
import { intraday } from './index.ts'
import { wholeSteps } from './IntradayChart.tsx'

afterEach(cleanup)

function draw(name: string, change: Partial<WidgetCase['props']> = {}): HTMLElement {
  const one = intraday.cases.find((each) => each.name === name)
  if (one === undefined) throw new Error(`no case ${name}`)
  return render(<intraday.View {...one.props} {...change} options={intraday.options.parse(one.props.options)} wall locale="vi" />).container
}

it('tells how today stands to the usual, with the range and the kind of days it was made of', () => {
  expect(draw('good').textContent).toMatch(/Như thường ngày.*ngày làm việc 1\.\d+ đến 1\.\d+.*thường, ngày làm việc$/)
  cleanup()
  expect(draw('watch').textContent).toContain('Cao hơn thường ngày')
})

it('says days off on a day the deployment does not work, and working days on one worked in exchange', () => {
  const place = intraday.cases[0]?.props.place
  if (place === undefined) throw new Error('no place')
  const tuesday = { day: '2026-11-24', name: { vi: 'Nghỉ bù', en: 'Day off' } }
  const calendar = (change: object) => ({ place: { ...place, workingCalendar: { weekend: ['tue' as const], holidays: [], makeUpDays: [], ...change } } })
  expect(draw('good', calendar({ weekend: ['sat'], holidays: [tuesday] })).textContent).toMatch(/ngày nghỉ 1\.\d+ đến.*thường, ngày nghỉ$/)
  cleanup()
  expect(draw('good', calendar({ makeUpDays: [tuesday] })).textContent).toMatch(/ngày làm việc 1\.\d+ đến.*thường, ngày làm việc$/)
})

it('does not say too few of a usual, nor none of a past, that is still asked for', () => {
  expect(draw('good', { outlook: undefined }).textContent).not.toContain('Chưa đủ ngày')
  cleanup()
  const [view] = intraday.cases[0]?.props.views ?? []
  const { trail: _, ...asked } = view ?? {}
  expect(draw('good', { views: [asked as never] }).textContent).not.toContain('Hôm nay chưa có số') // a view without its past
})

it('compares with nothing where too few days are known, and draws no band', () => {
  const drawn = draw('empty')
  expect(drawn.textContent).toContain('Chưa đủ ngày để so')
  expect(drawn.querySelector('path[fill="var(--band)"]')?.getAttribute('d')).toBe('')
})

it('does not compare a value that is too old or cut off', () => {
  for (const name of ['stale', 'lost']) {
    expect(draw(name).textContent).not.toContain('Như thường ngày')
    cleanup()
  }
})

it('begins a count of the day at 0, however late the day', () => {
  const [view] = intraday.cases.find(({ name }) => name === 'good')?.props.views ?? []
  if (view === undefined) throw new Error('no case')
  const trail = (view.trail ?? []).map(([at, value]) => [at, value === null ? null : 900 + value / 1_000] as const)
  const lowest = (kind: 'counter' | 'gauge') => {
    cleanup()
    return draw('good', { views: [{ ...view, trail, indicator: { ...view.indicator, kind } }], outlook: undefined }).querySelector('.chart svg text')?.textContent
  }
  expect(lowest('counter')).toBe('0')
  expect(lowest('gauge')).not.toBe('0')
})

it('keeps to at most three whole steps, from 0 where the values stand near it', () => {
  expect(wholeSteps([0, 1_320])).toEqual({ low: 0, high: 1_500, step: 500 })
  expect(wholeSteps([0, 6_161], 1)).toEqual({ low: 0, high: 8_000, step: 8_000 }) // little of a low panel stays empty
  expect(wholeSteps([97.2, 98.9])).toMatchObject({ low: 97, high: 99 })
  const { low, high, step } = wholeSteps([12, 12])
  expect(high).toBeGreaterThan(low)
  expect((high - low) / step).toBeLessThanOrEqual(3)
  expect(wholeSteps([])).toEqual({ low: 0, high: 1, step: 1 })
})
