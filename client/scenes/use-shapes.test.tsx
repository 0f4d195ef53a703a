import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { LocalityMap } from '#contract'
import { useShapes } from './use-shapes.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const mapOf = (version: string) => ({ version, features: [] }) as unknown as LocalityMap // only its version is looked at

it('asks again until the map is there, keeps the same object while the version is the same, and takes a newer one', async () => {
  const answers: (() => Promise<LocalityMap>)[] = [() => Promise.reject(new Error('offline')), async () => mapOf('a'), async () => mapOf('a'), async () => mapOf('b')]
  const load = () => answers.shift()?.() ?? Promise.reject(new Error('no more'))
  const { result } = renderHook(() => useShapes(true, load))
  await act(() => vi.advanceTimersByTimeAsync(1_000))
  expect(result.current).toBeUndefined()
  await act(() => vi.advanceTimersByTimeAsync(3_000))
  const first = result.current
  expect(first?.version).toBe('a')
  await act(() => vi.advanceTimersByTimeAsync(600_000))
  expect(answers).toHaveLength(1)
  expect(result.current).toBe(first)
  await act(() => vi.advanceTimersByTimeAsync(600_000))
  expect(result.current?.version).toBe('b')
})

it('asks for nothing where no map is wanted', async () => {
  const load = vi.fn(async () => mapOf('c'))
  const { result } = renderHook(() => useShapes(false, load))
  await act(() => vi.advanceTimersByTimeAsync(10_000))
  expect(load).not.toHaveBeenCalled()
  expect(result.current).toBeUndefined()
})
