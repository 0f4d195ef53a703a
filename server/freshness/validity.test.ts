import { expect, it } from 'vitest'
import { createValidity } from './validity.ts'

const holds = createValidity({
  timeZone: 'Asia/Ho_Chi_Minh',
  things: [{ id: 'old', validTo: '2025-06-30' }, { id: 'new', validFrom: '2025-07-01' }, { id: 'always' }],
})
const at = (text: string) => Date.parse(`${text}+07:00`)

it('ends the old era with its last day and begins the new one with its first, by local clocks', () => {
  expect(['2025-06-30T23:59:59.999', '2025-07-01T00:00:00'].map((moment) => [holds('old', at(moment)), holds('new', at(moment))])).toEqual([[true, false], [false, true]])
})

it('lets undated and unknown things hold at any time', () => {
  expect([holds('always', 0), holds('site.x', at('2026-01-01T00:00:00'))]).toEqual([true, true])
})
