import { describe, expect, it } from 'vitest'
import type { Indicator } from '#contract'
import { inputsOf, planRollUps, type RollUp } from './plan-roll-ups.ts'
import { type Input, rollUp } from './roll-up.ts'

const indicator = (id: string, more: Partial<Indicator> = {}) => ({ id, level: 'commune', aggregation: 'sum', decimals: 2, ...more }) as Indicator // what is read of it
const SUM: RollUp = { kind: 'sum', indicator: indicator('a') }
const RATE: RollUp = { kind: 'weighted', indicator: indicator('r'), scale: 100, over: 'a', under: 'b' }
const told = (values: Record<string, Record<string, number>>, at = 1_000) => (id: string, commune: string): Input | undefined => {
  const value = values[id]?.[commune]
  return value === undefined ? undefined : { value, at }
}

describe('planRollUps', () => {
  it('takes sums and ratios of what communes report, and nothing it cannot weigh', () => {
    const plans = planRollUps([
      indicator('a'), indicator('b'), indicator('r', { aggregation: 'weighted', formula: '100 * {a} / {b}' }), indicator('s', { aggregation: 'weighted', formula: '{a} / {b}' }),
      indicator('no-parts', { aggregation: 'weighted' }), indicator('unknown-parts', { aggregation: 'weighted', formula: '100 * {a} / {x}' }),
      indicator('longer', { aggregation: 'weighted', formula: '100 * {a} / {b} + 1' }), indicator('p', { level: 'province' }), indicator('mean', { aggregation: 'mean' }),
    ])
    expect(plans.map((plan) => [plan.indicator.id, plan.kind, inputsOf(plan)])).toEqual([
      ['a', 'sum', ['a']], ['b', 'sum', ['b']], ['r', 'weighted', ['a', 'b']], ['s', 'weighted', ['a', 'b']],
    ])
    expect(plans.at(-1)).toMatchObject({ scale: 1 })
  })
})

describe('rollUp', () => {
  it('adds up who reported and says how many of how many; a missing commune is not 0', () => {
    const communes = Array.from({ length: 96 }, (_, i) => `c${i}`)
    const values = Object.fromEntries(communes.slice(4).map((commune) => [commune, 0.1]))
    expect(rollUp(SUM, communes, told({ a: values }))).toEqual({ value: 9.2, at: 1_000, coverage: { reported: 92, expected: 96 } })
  })

  it('takes what a commune told in part into the sum, and does not count that commune as whole', () => {
    const input = (_id: string, commune: string): Input => ({ value: 10, at: 1_000, isPart: commune === 'x' })
    expect(rollUp(SUM, ['x', 'y'], input)).toEqual({ value: 20, at: 1_000, coverage: { reported: 1, expected: 2 } })
    expect(rollUp(SUM, ['x'], input)).toEqual({ value: 10, at: 1_000, coverage: { reported: 0, expected: 1 } })
  })

  it('weighs rates by their parts: three levels of Tây Ninh in 2023 give 43,08 %, not the mean 63,35 %', () => {
    const under = { x: 6_000, y: 3_060, z: 940 }
    const over = { x: under.x * 0.1973, y: under.y * 0.7184, z: under.z * 0.9849 }
    const answer = rollUp(RATE, ['x', 'y', 'z'], told({ a: over, b: under }))
    expect(answer?.value).toBeCloseTo(43.08, 2)
    expect(answer?.value).not.toBeCloseTo(63.35, 0)
  })

  it('takes no part of a commune that told only one of the two parts', () => {
    expect(rollUp(RATE, ['x', 'y'], told({ a: { x: 1, y: 50 }, b: { x: 2 } }))).toMatchObject({ value: 50, coverage: { reported: 1, expected: 2 } })
  })

  it('says nothing where nobody reported or nothing can be divided by', () => {
    expect(rollUp(SUM, ['x'], told({}))).toBeUndefined()
    expect(rollUp(RATE, ['x'], told({ a: { x: 0 }, b: { x: 0 } }))).toBeUndefined()
    expect(rollUp(SUM, ['x'], told({ a: { x: 0 } }))).toMatchObject({ value: 0 })
  })

  it('is as old as its oldest part', () => {
    const ages: Record<string, number> = { x: 5_000, y: 2_000 }
    expect(rollUp(SUM, ['x', 'y'], (_, commune) => ({ value: 1, at: ages[commune] ?? 0 }))?.at).toBe(2_000)
  })
})
