import { expect, it } from 'vitest'
import { HELP } from './index.ts'

const shapeOf = (value: unknown): unknown => (Array.isArray(value) ? value.map(shapeOf) : typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shapeOf(one)])) : typeof value)

it('helps in both languages with the same things, and says all of them', () => {
  expect(shapeOf(HELP.en)).toEqual(shapeOf(HELP.vi))
  expect(JSON.stringify(HELP)).not.toContain('""')
})
