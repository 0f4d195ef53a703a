import { expect, it } from 'vitest'
import { fitNames } from './fit-names.ts'

it('names as many as have room and counts the others', () => {
  expect(fitNames(['Xã Một', 'Xã Hai', 'Xã Ba'], 16)).toEqual({ named: ['Xã Một', 'Xã Hai'], more: 1 })
})
