import { expect, it } from 'vitest'
import { countBeats } from '../../parts/index.ts'
import { caseSources } from '../sample-views.ts'
import { chooseSources } from './choose.ts'

it('takes those that missed the most where none is named, and counts the others', () => {
  const { shown, more } = chooseSources(caseSources(), { named: [], rows: 2 })
  expect(shown[0]?.info.id).toBe('smart')
  expect(more).toBe(3)
})

it('keeps the order of the names and says which it does not know', () => {
  const { shown, unknown } = chooseSources(caseSources(), { named: ['host', 'khong-co', 'mot-cua'], rows: 4 })
  expect(shown.map(({ info }) => info.id)).toEqual(['host', 'mot-cua'])
  expect(unknown).toEqual(['khong-co'])
})

it('counts an announced pause apart from what was missed', () => {
  expect(countBeats(['paused', 'missing', 'on-time', 'paused'])).toEqual({ 'on-time': 1, late: 0, missing: 1, paused: 2, none: 0 })
})
