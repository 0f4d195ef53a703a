import { expect, it } from 'vitest'
import { RATE, T, aFrame, aSnapshot, createFakeLine } from './fake-line.ts'

const HOUR_MS = 3_600_000


it('begins a new line at once when it is seen after an hour of being frozen, and is right when that has spoken', async () => {
  const { live, attempts, line, open, freeze, shown, settle } = createFakeLine()
  await open()
  freeze(HOUR_MS)
  expect(attempts).toHaveLength(1)
  shown()
  expect(attempts).toHaveLength(2)
  expect(attempts[0]?.closed).toBe(true)
  line().on.opened()
  line().on.snapshot(aSnapshot({ epoch: 'e1', at: T + HOUR_MS, cursor: '900-0' as never, samples: [[1, T + HOUR_MS - 1_000, 99]] }))
  await settle()
  expect(live.entry(RATE)).toMatchObject({ value: 99, at: T + HOUR_MS - 1_000, freshness: 'live' })
  expect(live.connection().state).toBe('live')
})

it('does not listen to what the old line still has to say', async () => {
  const { live, attempts, line, open, freeze, shown, settle } = createFakeLine()
  await open()
  freeze(HOUR_MS)
  shown()
  attempts[0]?.on.frame(aFrame({ samples: [[1, T, 12]] }))
  attempts[0]?.on.closed()
  line().on.opened()
  line().on.snapshot(aSnapshot({ samples: [[1, T, 97]] }))
  await settle()
  expect(live.entry(RATE)?.value).toBe(97)
  expect(attempts).toHaveLength(2)
})

it('leaves a line alone that spoke a moment ago, and shows at once what came while no picture was drawn', async () => {
  const { live, attempts, line, open, shown } = createFakeLine()
  await open()
  line().on.frame(aFrame({ samples: [[1, T, 42]] }))
  expect(live.entry(RATE)?.value).toBe(96.8)
  shown()
  expect(live.entry(RATE)?.value).toBe(42)
  expect(attempts).toHaveLength(1)
})

it('asks anew within two seconds where the clock itself had stood still, as of a machine that slept', async () => {
  const { attempts, open, pass, shown } = createFakeLine()
  await open()
  shown()
  await pass(2_200) // silence
  expect(attempts).toHaveLength(2)
})

it('lets go of a line whose snapshot is never unpacked, rather than keep its frames', async () => {
  const { attempts, line, live } = createFakeLine({ inflate: () => new Promise(() => {}) })
  live.start()
  line().on.opened()
  line().on.snapshot(new Uint8Array(3))
  for (let i = 0; i < 241; i += 1) line().on.frame(aFrame({}))
  expect(attempts[0]?.closed).toBe(true)
})
