import { expect, it } from 'vitest'
import { waitUntil } from '../../tests/support/wait-until.ts'
import { createTurns } from './turns.ts'

it('runs two at once in the order they came, lets some wait and sends the rest away', async () => {
  const turns = createTurns({ atOnce: 2, mostWaiting: 2 })
  const started: number[] = []
  const ends: (() => void)[] = []
  const enter = (n: number) => turns.run(async () => {
    started.push(n)
    await new Promise<void>((resolve) => (ends[n] = resolve))
    if (n === 0) throw new Error('failed')
    return n
  })
  const haveStarted = (count: number) => waitUntil(`${count} have started`, () => started.length === count, { everyMs: 1 })
  const [failing, ...others] = [0, 1, 2, 3].map(enter)
  const failed = expect(failing).rejects.toThrow('failed')
  await expect(enter(4)).rejects.toMatchObject({ status: 503, retryAfterS: 10 })
  expect(started).toEqual([0, 1])
  ends[0]?.()
  await failed
  await haveStarted(3)
  ends[1]?.()
  await haveStarted(4)
  expect(started).toEqual([0, 1, 2, 3])
  ends[2]?.()
  ends[3]?.()
  expect(await Promise.all(others)).toEqual([1, 2, 3])
  const next = enter(5)
  await haveStarted(5)
  ends[5]?.()
  expect(await next).toBe(5)
})
