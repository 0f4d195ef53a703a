import { expect, it } from 'vitest'
import { caseView } from '../sample-views.ts'
import { limitsOf, normalBand, scaleOf } from './scale.ts'

it('runs a share from 0 to 100 and others round their limits, never of no length', () => {
  expect(scaleOf(caseView({ value: 98.4 }), {})).toEqual({ low: 0, high: 100 })
  expect(scaleOf(caseView({ value: 640, indicator: { unit: 'hồ sơ', warn: 50, critical: 200 } }), {})).toEqual({ low: 0, high: 640 })
  expect(scaleOf(caseView({}), { low: 5, high: 5 })).toEqual({ low: 5, high: 6 })
})

it('keeps the normal band on the good side of the warning', () => {
  const scale = { low: 0, high: 100 }
  expect(normalBand(caseView({ indicator: { direction: 'lower', warn: 75, critical: 90 } }), scale)).toEqual({ low: 0, high: 75 })
  expect(normalBand(caseView({ indicator: { direction: 'higher', warn: 98, critical: 95 } }), scale)).toEqual({ low: 98, high: 100 })
  expect(normalBand(caseView({ indicator: { direction: 'band', warn: { low: 18, high: 27 } } }), scale)).toEqual({ low: 18, high: 27 })
})

it('draws no limit twice', () => {
  expect(limitsOf(caseView({ target: 98 }))).toEqual([98, 95])
})
