import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { SubmissionsAnswer } from '#contract'
import { sampleSubmission } from './sample-submissions.ts'
import { useSubmissions } from './use-submissions.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  Reflect.deleteProperty(document, 'visibilityState')
})

const answerOf = (figures: number): SubmissionsAnswer => ({ sources: [], submissions: [sampleSubmission({ figures })] })
const figuresOf = (answer: SubmissionsAnswer | undefined) => answer?.submissions[0]?.figures
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
const see = (state: 'hidden' | 'visible') => Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })

it('reads every 10 s while it is looked at, and at once when it is again', async () => {
  const load = vi.fn(async () => answerOf(load.mock.calls.length))
  const { result, unmount } = renderHook(() => useSubmissions(load))
  await pass(0)
  expect(figuresOf(result.current.answer)).toBe(1)
  await pass(10_000)
  expect(figuresOf(result.current.answer)).toBe(2)
  see('hidden')
  await pass(60_000)
  expect(load).toHaveBeenCalledTimes(2)
  see('visible')
  await act(async () => void document.dispatchEvent(new Event('visibilitychange')))
  expect(figuresOf(result.current.answer)).toBe(3)
  unmount()
  await pass(60_000)
  expect(load).toHaveBeenCalledTimes(3)
})

it('keeps what it has while the server does not answer, and says so', async () => {
  const load = vi.fn(async () => (load.mock.calls.length === 2 ? Promise.reject(new Error('đứt')) : answerOf(load.mock.calls.length)))
  const { result } = renderHook(() => useSubmissions(load))
  await pass(10_000)
  expect(figuresOf(result.current.answer)).toBe(1)
  expect(String(result.current.thrown)).toContain('đứt')
  await pass(10_000)
  expect(result.current.thrown).toBeUndefined()
})

it('does not let an older answer come after a newer one', async () => {
  const waiting: ((answer: SubmissionsAnswer) => void)[] = []
  const load = () => new Promise<SubmissionsAnswer>((resolve) => waiting.push(resolve))
  const { result } = renderHook(() => useSubmissions(load))
  act(() => void result.current.again())
  await act(async () => waiting[1]?.(answerOf(2)))
  await act(async () => waiting[0]?.(answerOf(1)))
  expect(figuresOf(result.current.answer)).toBe(2)
})
