import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Catalogue, SystemState } from '#contract'
import type { Live } from '../live/index.ts'
import { useNewest } from './use-newest.ts'

const of = (revision: string | undefined) => ({ revision }) as unknown as Catalogue // all that is looked at
let told: () => void
let system: Partial<SystemState>
const live = { system: () => system, subscribe: (_topics: readonly string[], tell: () => void) => { told = tell; return () => undefined } } as unknown as Live // the two that are asked
const load = vi.fn<() => Promise<Catalogue>>()
const FIRST = of('a')
const Shown = () => <p>{useNewest(live, FIRST, load).revision}</p>
beforeEach(() => {
  vi.useFakeTimers()
  load.mockReset()
  system = { catalogue: 'a' }
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})
const say = async (catalogue: string, ms = 2_000) => {
  system = { catalogue }
  act(() => told())
  await act(() => vi.advanceTimersByTimeAsync(ms))
}
const shown = () => screen.getByRole('paragraph').textContent

it('asks anew when the line tells of another catalogue, once, and leaves it otherwise', async () => {
  load.mockResolvedValue(of('b'))
  render(<Shown />)
  await say('a')
  expect([shown(), load.mock.calls.length]).toEqual(['a', 0])
  await say('b')
  expect([shown(), load.mock.calls.length]).toEqual(['b', 1])
  await say('b', 30_000)
  expect(load.mock.calls.length).toBe(1)
})

it('goes on with what it has while the server does not answer, and tries again', async () => {
  load.mockRejectedValueOnce(new Error('offline')).mockResolvedValueOnce(of('a')).mockResolvedValue(of('b'))
  render(<Shown />)
  await say('b')
  expect(shown()).toBe('a')
  await act(() => vi.advanceTimersByTimeAsync(10_000))
  expect([shown(), load.mock.calls.length]).toEqual(['b', 3])
})
