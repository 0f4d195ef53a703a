import { expect, it } from 'vitest'
import type { SeriesName } from '#contract'
import { createWakeList } from './wake-list.ts'

const [A, B] = ['a.x@p', 'a.y@p'] as SeriesName[]

it('gives each when its time has come and no sooner, in their order, and each once in a step', () => {
  if (A === undefined || B === undefined) throw new Error('two series')
  const waking = createWakeList()
  waking.add(B, 100_000)
  waking.add(A, 31_000)
  waking.add(A, 32_000)
  waking.add(A, 200_000)
  expect(waking.take(31_000)).toEqual([])
  expect(waking.take(45_000)).toEqual([A])
  expect(waking.take(190_000)).toEqual([B])
  waking.add(B, Infinity)
  expect(waking.take(1e12)).toEqual([A])
  expect(waking.take(1e15)).toEqual([])
})
