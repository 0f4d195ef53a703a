import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { CASE_NOW, CASE_PLACE, caseView } from '../sample-views.ts'
import { TrendOptions } from './options.ts'
import { TrendView } from './TrendView.tsx'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

/** Drawn in a panel of this height, on a wall or at a desk. */
function draw(height: number, wall: boolean): HTMLElement | null {
  vi.stubGlobal('ResizeObserver', class {
    #told: (entries: object[]) => void
    constructor(told: (entries: object[]) => void) {
      this.#told = told
    }
    observe() {
      this.#told([{ contentRect: { width: 1_824, height } }])
    }
    disconnect() {
      return undefined
    }
  })
  return render(<TrendView views={[{ ...caseView({ value: 97 }), trail: [] }]} sources={[]} options={TrendOptions.parse({})} title="Đúng hạn" now={CASE_NOW} wall={wall} locale="vi" place={CASE_PLACE} />).container.querySelector('article')
}

it('puts the course beside the figure in a panel of a wall too low for an axis below it', () => {
  expect(draw(395, true)?.className).toContain('is-low')
  cleanup()
  expect(draw(474, true)?.className).not.toContain('is-low')
  cleanup()
  expect(draw(300, false)?.className).not.toContain('is-low')
})
