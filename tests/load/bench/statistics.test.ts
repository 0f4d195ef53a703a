import { describe, expect, it } from 'vitest'
import { median, percentile, slopeOf, tQuantile } from './statistics.ts'

describe('median', () => {
  it('is the middle of an odd number and the mean of the middle two of an even one, whatever their order', () => {
    expect(median([9, 1, 5])).toBe(5)
    expect(median([10, 1, 5, 2])).toBe(3.5)
  })

  it('is not a number where nothing was measured', () => {
    expect(median([])).toBeNaN()
  })
})

describe('percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => 100 - i)

  it('is the smallest value that so many do not exceed', () => {
    expect(percentile(hundred, 50)).toBe(50)
    expect(percentile(hundred, 99)).toBe(99)
    expect(percentile(hundred, 100)).toBe(100)
  })

  it('of a few values is one of them, never one between', () => {
    expect(percentile([3, 1], 99)).toBe(3)
    expect(percentile([7], 1)).toBe(7)
    expect(percentile([], 99)).toBeNaN()
  })
})

describe('slope', () => {
  it('of a line is the line, with no doubt about it', () => {
    const found = slopeOf([0, 1, 2, 3].map((x) => ({ x, y: 5 - 2 * x })))
    expect(found.slope).toBeCloseTo(-2, 10)
    expect(found.low).toBeCloseTo(-2, 6)
    expect(found.high).toBeCloseTo(-2, 6)
  })

  it('comes with the interval of the textbook', () => {
    // x 1..5, y 2 4 5 4 5: slope 0.6, residual sum 2.4, standard error sqrt(0.8 / 10), t(3) = 3.182.
    const found = slopeOf([2, 4, 5, 4, 5].map((y, i) => ({ x: i + 1, y })))
    expect(found.slope).toBeCloseTo(0.6, 10)
    expect(found.high - found.slope).toBeCloseTo(3.182 * Math.sqrt(0.08), 2)
    expect(found.slope - found.low).toBeCloseTo(found.high - found.slope, 10)
  })

  it('of noise around a level has an interval with zero inside, and of a steady leak one without', () => {
    const noise = Array.from({ length: 60 }, (_, x) => ({ x, y: 100 + ((x * 7_919) % 13) }))
    expect(slopeOf(noise).low).toBeLessThan(0)
    expect(slopeOf(noise).high).toBeGreaterThan(0)
    expect(slopeOf(noise.map(({ x, y }) => ({ x, y: y + x }))).low).toBeGreaterThan(0.8)
  })

  it('of two points says nothing about its certainty', () => {
    expect(slopeOf([{ x: 0, y: 0 }, { x: 1, y: 3 }])).toEqual({ slope: 3, low: -Infinity, high: Infinity })
  })
})

describe('the quantile of Student’s t', () => {
  it.each([[1, 12.706], [2, 4.303], [3, 3.182], [5, 2.571], [10, 2.228], [30, 2.042], [1_000, 1.962]])('of %i degrees is within 1 %% of the table', (degrees, table) => {
    expect(Math.abs(tQuantile(degrees) / table - 1)).toBeLessThan(0.01)
  })
})
