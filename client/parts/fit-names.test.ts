import { expect, it } from 'vitest'
import { fitNames, nameSome } from './fit-names.ts'

it('names as many as have room and counts the others', () => {
  expect(fitNames(['Xã Một', 'Xã Hai', 'Xã Ba'], 16)).toEqual({ named: ['Xã Một', 'Xã Hai'], more: 1 })
})

it('names the first few and says how many there are beyond them', () => {
  const more = (n: number) => `và ${n} nơi khác`
  expect(nameSome(['a', 'b', 'c', 'd'], more)).toBe('a, b, c, d')
  expect(nameSome(['a', 'b', 'c', 'd', 'e', 'f'], more)).toBe('a, b, c, d và 2 nơi khác')
})
