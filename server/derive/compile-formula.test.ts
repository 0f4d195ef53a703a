import { describe, expect, it } from 'vitest'
import { FORMULA_FUNCTIONS, parseFormula } from '#contract'
import { compileFormula } from './compile-formula.ts'
import { FUNCTIONS, type Hour } from './functions.ts'

const CURVE = new Map([['storage_curve', [[17, 470], [20, 800], [24.4, 1_580]].map(([x = 0, y = 0]) => ({ curve: 'storage_curve', x, y }))]])
const HOUR_MS = 3_600_000

function compiled(text: string) {
  const parsed = parseFormula(text)
  if (!parsed.ok) throw new Error(parsed.fault.en)
  return compileFormula(parsed.formula, CURVE)
}
const compute = (text: string, values: Record<string, number> = {}, hours: Hour[] = []) =>
  compiled(text).compute({ value: (id) => values[id] ?? NaN, hours: () => hours, asOf: 100 * HOUR_MS })
const hourly = (...values: number[]): Hour[] => values.map((value, index) => ({ value, at: (100 - index) * HOUR_MS - 1 })).toReversed()

describe('compileFormula', () => {
  it('computes by the usual order of operations', () => {
    expect(compute('100 * {a.x} / {a.y} - -1', { 'a.x': 3, 'a.y': 4 })).toBe(76)
    expect(compute('({a.x} - 1) * 2 + min({a.x}, 1, 5)', { 'a.x': 3 })).toBe(5)
    expect(compute('max({a.x}, {a.y})', { 'a.x': 3, 'a.y': 4 })).toBe(4)
  })

  it('has no value where it would divide by zero, also deep inside, and never an infinite one', () => {
    expect(compute('100 * {a.x} / {a.y}', { 'a.x': 3, 'a.y': 0 })).toEqual({ why: 'zero-divisor', what: '/' })
    expect(compute('1 + max(0, {a.x} / (2 - 2))', { 'a.x': 0 })).toEqual({ why: 'zero-divisor', what: '/' })
  })

  it('goes straight between the points of a curve and has no value beyond them', () => {
    expect([17, 18.5, 20, 24.4].map((x) => compute('storage_curve({a.x})', { 'a.x': x }))).toEqual([470, 635, 800, 1_580])
    expect([16.99, 24.41].map((x) => compute('storage_curve({a.x})', { 'a.x': x }))).toEqual([{ why: 'outside', what: 'storage_curve' }, { why: 'outside', what: 'storage_curve' }])
  })

  it('passes only what lies within its limits', () => {
    expect([0, 18].map((x) => compute('within({a.x}, 0, 18)', { 'a.x': x }))).toEqual([0, 18])
    expect(compute('within({a.x}, 0, 18) + 1', { 'a.x': 18.1 })).toEqual({ why: 'outside', what: 'within' })
  })

  it.each([
    ['100 * {a.x} / {a.y}', true], ['({a.x} + {a.z}) / {a.y}', true], ['{a.x} / max({a.y}, {a.z})', true], ['-{a.x} / {a.y}', true],
    ['{a.x} + {a.y}', false], ['100 * {a.x} / {a.y} + {a.z}', false], ['({a.x} + 1) / {a.y}', false], ['{a.x} * {a.z} / {a.y}', false], ['storage_curve({a.x})', false], ['2 / 3', false],
  ])('knows whether sums give the rate of a whole: %s %s', (text, isRatio) => {
    expect(compiled(text).isRatio).toBe(isRatio)
  })
})

describe('functions', () => {
  it('are those the contract names', () => {
    expect(Object.keys(FUNCTIONS).toSorted()).toEqual(Object.keys(FORMULA_FUNCTIONS).toSorted())
  })

  it('means of 24 hours need 18 of them, each hour counted once', () => {
    expect(compute('mean24h({a.x})', {}, hourly(...Array.from({ length: 18 }, (_, i) => (i < 9 ? 10 : 20))))).toBe(15)
    expect(compute('mean24h({a.x})', {}, hourly(...Array.from({ length: 17 }, () => 10)))).toEqual({ why: 'few-hours', what: 'mean24h' })
    const often = Array.from({ length: 50 }, (_, i) => ({ at: 100 * HOUR_MS - HOUR_MS + i * 1_000 + 1, value: 1_000 }))
    expect(compute('mean24h({a.x})', {}, [...hourly(...Array.from({ length: 20 }, () => 10)).slice(0, 19), ...often])).toBeCloseTo((19 * 10 + 1_000) / 20, 9)
  })

  it('index of the air: the worst of its parts, by steady hours of dust', () => {
    const clean = { 'a.n': 20, 'a.s': 25, 'a.o': 30 }
    expect(compute('vn_aqi({a.p}, {a.n}, {a.s}, {a.o})', clean, hourly(50, 50, 50, 50))).toBe(100)
    expect(compute('vn_aqi({a.p}, {a.n}, {a.s}, {a.o})', { ...clean, 'a.n': 450 }, hourly(50, 50))).toBe(125)
    expect(compute('vn_aqi({a.p}, {a.n}, {a.s}, {a.o})', clean, hourly(80, 20))).toBe(117) // swaying hours count half each further back: 60
    expect(compute('vn_aqi({a.p}, {a.n}, {a.s}, {a.o})', clean, hourly(50))).toEqual({ why: 'few-hours', what: 'vn_aqi' })
    expect(compute('vn_aqi({a.p}, {a.n}, {a.s}, {a.o})', { ...clean, 'a.o': 401 }, hourly(50, 50))).toEqual({ why: 'outside', what: 'vn_aqi' })
  })
})
