import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Scene } from '#contract'
import { useNewestBoard } from './use-newest-board.ts'

const scene = (id: string, vn: string): Scene => ({ id, title: { vi: vn, en: vn }, feeds: ['a'], layouts: {}, turns: [], turnSeconds: 30, panels: [] })
beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})
const later = () => act(() => vi.advanceTimersByTimeAsync(15_000))

it('takes a board that is published anew while it stands on the wall, and keeps it while nobody answers', async () => {
  let answer: () => Promise<Scene> = async () => scene('board.thu', 'Bản một')
  const first = scene('board.thu', 'Bản một')
  const { result } = renderHook(() => useNewestBoard(first, () => answer()))
  await later()
  expect(result.current).toBe(first) // the same one: nothing is drawn anew
  answer = async () => scene('board.thu', 'Bản hai')
  await later()
  expect(result.current?.title.vi).toBe('Bản hai')
  answer = async () => Promise.reject(new Error('away'))
  await later()
  expect(result.current?.title.vi).toBe('Bản hai')
})

it('asks for no shipped scene', async () => {
  const ask = vi.fn(async () => scene('overview', 'Khác'))
  const first = scene('overview', 'Toàn cảnh')
  const { result } = renderHook(() => useNewestBoard(first, ask))
  await later()
  expect([result.current, ask.mock.calls.length]).toEqual([first, 0])
})
