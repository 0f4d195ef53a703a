import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { CASE_NOW, CASE_PLACE, caseView } from '../sample-views.ts'
import { SwarmView } from './SwarmView.tsx'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const SIZE = { width: 1_752, height: 260 }
const AXIS_Y = SIZE.height - 64

/** jsdom lays nothing out: every element is as large as the test says. */
class Measured {
  readonly told: ResizeObserverCallback
  constructor(told: ResizeObserverCallback) {
    this.told = told
  }
  observe() {
    this.told([{ contentRect: SIZE } as ResizeObserverEntry], this as never)
  }
  disconnect() {}
}

it('writes no name on the axis of a low panel: who finds no place is counted by a dot alone', () => {
  vi.stubGlobal('ResizeObserver', Measured)
  const views = ([['Tân Phú', 93], ['Tân Lập', 93], ['Hiệp Hòa', 90], ['Mỹ Lệ', 86]] as const).map(([subject, value]) => caseView({ subject, value, target: 98, indicator: { critical: 95 } }))
  const drawn = render(<SwarmView views={views} sources={[]} options={{}} title="Các xã" now={CASE_NOW} wall locale="vi" place={CASE_PLACE} />).container
  const names = [...drawn.querySelectorAll('text[font-weight="500"]')]
  expect(names.length).toBeGreaterThan(0)
  expect(drawn.querySelectorAll('circle[data-series]')).toHaveLength(4)
  expect(names.filter((name) => Number(name.getAttribute('y')) + 14 > AXIS_Y).map(({ textContent }) => textContent)).toEqual([])
})
