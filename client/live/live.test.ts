import { gzipSync } from 'node:zlib'
import { expect, it, vi } from 'vitest'
import { PROTOCOL, type SeriesName } from '#contract'
import { RATE, T, aFrame, aSnapshot, anAnswer, createFakeLine } from './fake-line.ts'
import { TOPIC } from './live.ts'

it('asks for its feeds on connecting and shows the snapshot, unpacked from gzip', async () => {
  const { live, line, settle } = createFakeLine()
  live.start()
  line().on.opened()
  expect(line().watches).toEqual([{ protocol: PROTOCOL, feeds: ['tthc'] }])
  line().on.snapshot(gzipSync(JSON.stringify(aSnapshot({ fresh: [[1, 'late']] }))))
  await vi.waitFor(async () => {
    await settle()
    expect(live.entry(RATE)).toMatchObject({ value: 96.8, at: T - 5_000, freshness: 'late', liveUntil: T + 55_000, source: 'tthc' })
  }, { timeout: 10_000 })
  expect(live.entry('tthc.wait-minutes@tn2025' as SeriesName)).toEqual({ source: 'tthc', freshness: 'never', liveForMs: 60_000 })
  expect(live.connection().state).toBe('live')
})

it('keeps the frames that come while a snapshot is still being unpacked, in order', async () => {
  let unpacked = (_text: string) => {}
  const { live, line, settle } = createFakeLine({ inflate: () => new Promise((resolve) => (unpacked = resolve)) })
  live.start()
  line().on.opened()
  line().on.snapshot(new Uint8Array(3))
  line().on.frame(aFrame({ samples: [[1, T, 97]] }))
  unpacked(JSON.stringify(aSnapshot()))
  await settle()
  expect(live.entry(RATE)?.value).toBe(97)
  expect(live.mark()).toEqual({ epoch: 'e1', cursor: '101-0' })
})

it('asks again from its cursor when a frame shows a gap, and takes no sample of that frame', async () => {
  const { live, line, open, pass, settle } = createFakeLine()
  await open()
  await pass(2_000)
  line().on.frame(aFrame({ prev: '105-0', cursor: '106-0', samples: [[1, T, 1]] }))
  expect(line().watches.at(-1)).toEqual({ protocol: PROTOCOL, feeds: ['tthc'], epoch: 'e1', cursor: '100-0' })
  await settle()
  expect(live.entry(RATE)?.value).toBe(96.8)
  line().on.frame(aFrame({ prev: '100-0', cursor: '106-0', samples: [[1, T, 98]] }))
  await settle()
  expect(live.entry(RATE)?.value).toBe(98)
})

it('ignores the samples of a frame it already has, but takes its clock, freshness, sources and system', async () => {
  const { live, line, open, settle } = createFakeLine()
  await open()
  line().on.frame(aFrame({
    prev: '99-0', cursor: '100-0', at: T + 9_000, samples: [[1, T, 1]], fresh: [[1, 'stale']],
    system: { bus: 'memory', durability: 'none', pressure: 'disk', demo: true, busReachable: true },
  }))
  await settle()
  expect(live.entry(RATE)).toMatchObject({ value: 96.8, freshness: 'stale' })
  expect(live.serverNow()).toBe(T + 9_000)
  expect(live.system()?.pressure).toBe('disk')
})

it('takes no verdict of a frame sent again: it was about a value since replaced', async () => {
  const { live, line, open, settle } = createFakeLine()
  await open()
  const late = aFrame({ prev: '100-0', cursor: '101-0', fresh: [[1, 'late']] })
  line().on.frame(late)
  line().on.frame(aFrame({ prev: '101-0', cursor: '102-0', samples: [[1, T, 97]] }))
  line().on.frame(late)
  await settle()
  expect(live.entry(RATE)).toMatchObject({ value: 97, freshness: 'live' })
})

it('never lets an older value replace a newer one', async () => {
  const { live, line, open, settle } = createFakeLine()
  await open()
  line().on.frame(aFrame({ samples: [[1, T - 6_000, 12]] }))
  await settle()
  expect(live.entry(RATE)?.value).toBe(96.8)
})

it('asks for a whole snapshot when the log was emptied, and forgets what the new one does not hold', async () => {
  const { live, line, open, pass, settle } = createFakeLine()
  await open()
  await pass(2_000)
  line().on.frame(aFrame({ epoch: 'e2', samples: [[1, T, 5]] }))
  expect(line().watches.slice(1)).toEqual([{ protocol: PROTOCOL, feeds: ['tthc'] }])
  line().on.snapshot(aSnapshot({ epoch: 'e2', cursor: '1-0' as never, series: [[1, 'tthc.wait-minutes@tn2025', 'tthc', 0]], samples: [] }))
  await settle()
  expect(live.entry(RATE)).toBeUndefined()
  expect(live.mark()).toEqual({ epoch: 'e2', cursor: '1-0' })
})

it('asks for everything when a frame speaks of a series it was never told of', async () => {
  const { line, open, pass } = createFakeLine()
  await open()
  await pass(2_000)
  line().on.frame(aFrame({ samples: [[7, T, 1]] }))
  expect(line().watches.slice(1)).toEqual([{ protocol: PROTOCOL, feeds: ['tthc'] }])
})

it('draws every value as lost within 3 s of the last frame, and as it was when frames come again', async () => {
  const { live, line, open, pass, settle } = createFakeLine()
  await open()
  await pass(2_000)
  expect(live.entry(RATE)?.freshness).toBe('live')
  await pass(1_000)
  expect(live.connection()).toMatchObject({ state: 'lost' })
  expect(live.entry(RATE)).toMatchObject({ freshness: 'lost', value: 96.8, at: T - 5_000 })
  line().on.frame(aFrame({ at: T + 3_500 }))
  await settle()
  expect(live.entry(RATE)?.freshness).toBe('live')
  expect(live.connection()).toEqual({ state: 'live', heardAt: T + 3_500 })
})

it('reckons the time from the server and monotonic time, whatever the browser clock says', async () => {
  vi.useFakeTimers({ now: T - 600_000, toFake: ['Date'] })
  const { live, open, pass } = createFakeLine()
  await open()
  vi.setSystemTime(T + 600_000)
  await pass(1_500)
  expect(live.serverNow()).toBe(T + 1_500)
  expect(live.entry(RATE)).toMatchObject({ at: T - 5_000, liveUntil: T + 55_000, freshness: 'live' })
  vi.useRealTimers()
})

it('tells each listener once per picture, however many updates came', async () => {
  const { live, line, open, pictures, draw } = createFakeLine()
  await open()
  const told = vi.fn()
  live.subscribe([RATE, 'tthc.wait-minutes@tn2025', TOPIC.mark], told)
  for (let i = 1; i <= 1_000; i++)
    line().on.frame(aFrame({ prev: `${99 + i}-0`, cursor: `${100 + i}-0`, samples: [[1, T + i, i], [2, T + i, i]] }))
  expect(pictures()).toBe(1)
  expect(told).not.toHaveBeenCalled()
  expect(live.entry(RATE)?.value).toBe(96.8)
  draw()
  expect(told).toHaveBeenCalledTimes(1)
  expect(live.entry(RATE)?.value).toBe(1_000)
  expect(live.mark()?.cursor).toBe('1100-0')
})

it('falls back to polling after two refused websockets, visibly degraded, and returns when the websocket is let in', async () => {
  const asked: (string | undefined)[] = []
  const { live, attempts, line, pass, settle } = createFakeLine({
    fetchLive: (_feeds, etag) => {
      asked.push(etag)
      return Promise.resolve(etag === undefined ? { kind: 'new', answer: anAnswer(), etag: '"1"' } : { kind: 'same' })
    },
  })
  live.start()
  line().on.closed()
  await pass(600)
  line().on.closed()
  await pass(10_000)
  expect(live.connection()).toMatchObject({ state: 'degraded', reason: 'http' })
  expect(live.entry(RATE)).toMatchObject({ value: 96.8, freshness: 'live', at: T - 5_000 })
  expect(asked).toEqual([undefined, '"1"', '"1"', '"1"', '"1"', '"1"'])
  expect(attempts).toHaveLength(3)
  await pass(27_000)
  expect(attempts).toHaveLength(4)
  line().on.opened()
  expect(line().watches).toEqual([{ protocol: PROTOCOL, feeds: ['tthc'] }])
  line().on.snapshot(aSnapshot())
  await settle()
  expect(live.connection().state).toBe('live')
  const before = asked.length
  await pass(2_500)
  expect(asked).toHaveLength(before)
})

it('gives a websocket up that does not open within 5 s, and tries again soon while HTTP fails too', async () => {
  const { live, attempts, pass } = createFakeLine({ fetchLive: () => Promise.reject(new Error('down')) })
  live.start()
  await pass(5_000)
  expect(attempts[0]?.closed).toBe(true)
  await pass(25_000)
  expect(attempts.length).toBeGreaterThanOrEqual(4)
  expect(live.connection().state).toBe('lost')
})

it('opens a new websocket when the old one stays open but silent', async () => {
  const { attempts, open, pass } = createFakeLine()
  await open()
  await pass(7_000)
  expect(attempts).toHaveLength(2)
})

it('says degraded for ten seconds after the server left updates out', async () => {
  const { live, line, open, pass } = createFakeLine()
  await open()
  line().on.frame(aFrame({ skipped: 40 }))
  await pass(0)
  expect(live.connection()).toMatchObject({ state: 'degraded', reason: 'slow' })
  for (let second = 0; second < 11; second++) {
    line().on.frame(aFrame({ prev: '101-0', cursor: '101-0' }))
    await pass(1_000)
  }
  expect(live.connection().state).toBe('live')
})

it('keeps showing what it has when a frame is garbage, and asks for everything', async () => {
  const { live, line, open, pass, settle } = createFakeLine()
  await open()
  await pass(2_000)
  line().on.frame('{"epoch":')
  await settle()
  expect(live.entry(RATE)?.value).toBe(96.8)
  expect(line().watches.slice(1)).toEqual([{ protocol: PROTOCOL, feeds: ['tthc'] }])
})

it('loads the page anew when the server speaks another protocol', async () => {
  const reload = vi.fn()
  const { line, open } = createFakeLine({ reload })
  await open()
  line().on.refused({ code: 'reload', message: 'protocol 2' })
  expect(reload).toHaveBeenCalledTimes(1)
})

it('seeds a trail from the past, grows it live and breaks the line where nothing was heard', async () => {
  const past = [[T - 300_000, 90], [T - 60_000, 95]] as const
  const { live, line, open, settle } = createFakeLine({ fetchTrail: () => Promise.resolve(past) })
  live.keepTrail(RATE, 600_000)
  await open()
  line().on.frame(aFrame({ samples: [[1, T, 97]] }))
  await settle()
  expect(live.trail(RATE)).toEqual([[T - 300_000, 90], [T - 299_999, null], [T - 60_000, 95], [T - 5_000, 96.8], [T, 97]])
  line().on.frame(aFrame({ prev: '101-0', cursor: '102-0', samples: [[1, T + 200_000, 98]] }))
  await settle()
  expect(live.trail(RATE)?.slice(-3)).toEqual([[T, 97], [T + 1, null], [T + 200_000, 98]])
})

it('keeps at most 600 points, the newest of each step', async () => {
  const { live, line, open, settle } = createFakeLine()
  await open()
  live.keepTrail(RATE, 60_000)
  for (let i = 1; i <= 2_000; i++)
    line().on.frame(aFrame({ prev: `${99 + i}-0`, cursor: `${100 + i}-0`, samples: [[1, T + i * 40, i]] }))
  await settle()
  const trail = live.trail(RATE) ?? []
  expect(trail.length).toBeLessThanOrEqual(600)
  expect(trail.at(-1)).toEqual([T + 80_000, 2_000])
  expect(trail[0]?.[0]).toBeGreaterThanOrEqual(T + 20_000)
})
