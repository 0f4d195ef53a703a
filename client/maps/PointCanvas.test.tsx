import { cleanup, render } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { PointCanvas } from './PointCanvas.tsx'
import type { Spot } from './point-painter.ts'

const drawn = vi.fn()
beforeEach(() => {
  vi.useFakeTimers()
  drawn.mockReset()
  const brush = new Proxy({}, { get: (_, name) => (name === 'arc' ? drawn : () => undefined), set: () => true })
  HTMLCanvasElement.prototype.getContext = (() => brush) as never // only what is called
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const SIZE = { width: 800, height: 600 }
const FITTED = {}
const at = (x: number): ReadonlyMap<string, Spot> => new Map([['a', { x, y: 100, look: 'circle good' as const }]])

it('paints at once, then at most once a second whatever comes meanwhile, and the newest then', () => {
  const { rerender, unmount } = render(<PointCanvas spots={at(10)} size={SIZE} fitted={FITTED} />)
  expect(drawn).toHaveBeenCalledTimes(1)
  for (let x = 20; x < 200; x += 20) {
    rerender(<PointCanvas spots={at(x)} size={SIZE} fitted={FITTED} />)
    vi.advanceTimersByTime(50)
  }
  expect(drawn).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(1_000)
  expect(drawn).toHaveBeenCalledTimes(2)
  expect(drawn.mock.lastCall?.[0]).toBe(180)
  vi.advanceTimersByTime(10_000)
  expect(drawn).toHaveBeenCalledTimes(2)
  rerender(<PointCanvas spots={at(300)} size={SIZE} fitted={FITTED} />)
  expect(drawn).toHaveBeenCalledTimes(3)
  rerender(<PointCanvas spots={at(400)} size={SIZE} fitted={FITTED} />)
  unmount()
  expect(vi.getTimerCount()).toBe(0)
})

it('goes with the map at once when that is moved, also a moment after it was painted', () => {
  const { rerender } = render(<PointCanvas spots={at(10)} size={SIZE} fitted={FITTED} />)
  rerender(<PointCanvas spots={at(90)} size={SIZE} fitted={{}} />)
  expect(drawn.mock.lastCall?.[0]).toBe(90)
})
