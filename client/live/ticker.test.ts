import { expect, it } from 'vitest'
import { T, aFrame, createFakeLine } from './fake-line.ts'
import { TOPIC } from './live.ts'

/** A screen whose seconds are counted. */
async function countSeconds() {
  const fake = createFakeLine()
  await fake.open()
  const told: number[] = []
  fake.live.subscribe([TOPIC.second], () => told.push(Math.floor((fake.live.serverNow() ?? 0) / 1_000) - T / 1_000))
  return { ...fake, told }
}

it('tells a second with the picture of the frame that begins it, and once only', async () => {
  const { told, line, pass, settle, pictures } = await countSeconds()
  await pass(900)
  line().on.frame(aFrame({ at: T + 1_010, samples: [[1, T + 1_000, 97]] }))
  expect(pictures()).toBe(1)
  await settle()
  expect(told).toEqual([1])
  line().on.frame(aFrame({ prev: '101-0', cursor: '102-0', at: T + 1_260 }))
  await pass(600)
  expect(told).toEqual([1])
})

it('tells each second where no frame comes, too: what is cut off grows older', async () => {
  const { told, pass } = await countSeconds()
  for (let second = 1; second <= 5; second++) await pass(1_000)
  await pass(400)
  expect(told).toEqual([1, 2, 3, 4, 5])
})

it('is still once the screen is left', async () => {
  const { told, live, pass } = await countSeconds()
  live.stop()
  await pass(5_000)
  expect(told).toEqual([])
})
