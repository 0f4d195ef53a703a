import { expect, it } from 'vitest'
import { type Cursor, compareCursor } from '#contract'

it('orders cursors by time, then by number, not as text', () => {
  expect(compareCursor('9-0' as Cursor, '10-0' as Cursor)).toBeLessThan(0)
  expect(compareCursor('10-11' as Cursor, '10-9' as Cursor)).toBeGreaterThan(0)
  expect(compareCursor('10-2' as Cursor, '10-2' as Cursor)).toBe(0)
})
