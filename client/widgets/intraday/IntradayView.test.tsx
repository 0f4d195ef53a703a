import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { intraday } from './index.ts'
import { wholeSteps } from './IntradayChart.tsx'

afterEach(cleanup)

function draw(name: string): HTMLElement {
  const one = intraday.cases.find((each) => each.name === name)
  if (one === undefined) throw new Error(`no case ${name}`)
  return render(<intraday.View {...one.props} options={intraday.options.parse(one.props.options)} wall locale="vi" />).container
}

it('tells how today stands to the usual, with the range and the days it was made of', () => {
  expect(draw('good').textContent).toMatch(/Như thường ngày.*thường 1\.175 đến 1\.323.*7 ngày trước/)
  cleanup()
  expect(draw('watch').textContent).toContain('Cao hơn thường ngày')
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

it('keeps to at most three whole steps, from 0 where the values stand near it', () => {
  expect(wholeSteps([0, 1_320])).toEqual({ low: 0, high: 1_500, step: 500 })
  expect(wholeSteps([97.2, 98.9])).toMatchObject({ low: 97, high: 99 })
  const { low, high, step } = wholeSteps([12, 12])
  expect(high).toBeGreaterThan(low)
  expect((high - low) / step).toBeLessThanOrEqual(3)
  expect(wholeSteps([])).toEqual({ low: 0, high: 1, step: 1 })
})
