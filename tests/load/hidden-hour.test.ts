import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { type Cursor, PROTOCOL, type Snapshot } from '#contract'
import { createLive, type SocketHandlers } from '../../client/live/index.ts'

const SERIES = 10_000
/** As the bench loads a wall: 35 updates a second, in four frames. */
const PER_FRAME = 9
const FRAMES = 4 * 3_600
const MOST_MB = 10
const T = Date.parse('2026-10-15T08:00:00Z')
const LINE = { bus: 'private', durability: 'always', pressure: 'none', demo: false, busReachable: true } as const

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void // given by the flag above

function heapMb(): number {
  collect()
  collect()
  return process.memoryUsage().heapUsed / 1e6
}

it(`keeps at most ${MOST_MB} MB more after an hour in which no picture was drawn, and then shows the newest of all`, async () => {
  let on: SocketHandlers | undefined
  let show = () => {}
  let clock = 0
  const live = createLive({
    feeds: ['tthc'], now: () => clock, after: () => () => undefined, schedule: () => undefined, random: () => 0.5,
    onShown: (task) => {
      show = task
      return () => undefined
    },
    connect: (handlers) => {
      on = handlers
      return { watch: ({ protocol }) => expect(protocol).toBe(PROTOCOL), close: () => undefined }
    },
  })
  const name = (i: number) => `tthc.on-time-rate@tn2025-${i}`
  const snapshot: Snapshot = {
    epoch: 'e', cursor: '0-1' as Cursor, at: T, feeds: ['tthc'], fresh: [], sources: [], system: LINE,
    series: Array.from({ length: SERIES }, (_, i) => [i, name(i), 'tthc', 60_000]), samples: Array.from({ length: SERIES }, (_, i) => [i, T, i]),
  }
  live.start()
  on?.opened()
  on?.snapshot(snapshot)
  await new Promise((settled) => setImmediate(settled)) // it is read in a promise
  show()
  expect(live.entry(name(7) as never)?.value).toBe(7)
  for (let i = 0; i < 20; i += 1) live.keepTrail(name(i) as never, 86_400_000)
  const before = heapMb()
  for (let frame = 1; frame <= FRAMES; frame += 1) {
    clock += 250
    const samples = Array.from({ length: PER_FRAME }, (_, i) => [(frame * PER_FRAME + i) % SERIES, T + frame * 250, frame])
    on?.frame({ epoch: 'e', cursor: `${frame}-1`, prev: `${frame - 1}-1`, at: T + frame * 250, samples, skipped: 0 })
  }
  expect(heapMb() - before).toBeLessThan(MOST_MB)
  show()
  const last = (FRAMES * PER_FRAME) % SERIES
  expect(live.entry(name(last) as never)).toMatchObject({ value: FRAMES, at: T + FRAMES * 250 })
  expect(live.mark()).toEqual({ epoch: 'e', cursor: `${FRAMES}-1` })
})
