import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Live } from '../../client/live/index.ts'
import { makeBatch, postReadings } from '../load/pusher.ts'
import { copyDeployment, type CopiedDeployment, withDue } from '../support/copied-deployment.ts'
import { fetchLive, openLive, shownBy, shownByServer } from '../support/live-screen.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { type ShakyLine, startShakyLine } from '../support/shaky-line.ts'
import { waitUntil } from '../support/wait-until.ts'

const SCREENS = 50
const FEEDS = ['push-demo']
/** Longer than the longest pause before a screen tries to connect again. */
const AGREED_WITHIN_MS = 15_000
const STORMS_WITHIN_MS = 25_000

let deployment: CopiedDeployment
let server: TestServer
let line: ShakyLine
let screens: Live[] = []

beforeAll(async () => {
  deployment = await copyDeployment()
  // Some grow old while the storm lasts, the others stay live: verdicts are compared as well as values.
  await deployment.edit('indicators.csv', withDue(/^ioc\.push-demo-0/, 'every 1s grace 1s'))
  server = await startTestServer({ IOC_DEPLOYMENT: deployment.dir })
  line = await startShakyLine(server.url)
  screens = Array.from({ length: SCREENS }, () => openLive(line.url, FEEDS, { websocketOnly: true }))
  await waitUntil('all screens are connected', () => screens.every((live) => live.connection().state === 'live'))
})
afterAll(async () => {
  for (const live of screens) live.stop()
  await line?.close()
  await server?.stop()
  await deployment?.remove()
})

const who = fc.nat({ max: SCREENS - 1 })
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('push' as const), batches: fc.integer({ min: 1, max: 5 }) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('cut' as const), who: fc.array(who, { minLength: 1, maxLength: 20 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('stall' as const), who: fc.array(who, { minLength: 1, maxLength: 10 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('hold' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('flow' as const), turn: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('time' as const), ms: fc.integer({ min: 1, max: 400 }) }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

async function take(one: Step): Promise<void> {
  switch (one.kind) {
    case 'push':
      for (let i = 0; i < one.batches; i += 1) expect((await postReadings(server.url, makeBatch().body)).status).toBe(200)
      return
    case 'cut':
      for (const which of one.who) line.cut(which)
      return
    case 'stall':
      for (const which of one.who) line.stall(which)
      return
    case 'hold':
      return line.hold()
    case 'flow':
      return line.flow(one.turn)
    case 'time': // a part of the storm, not a wait for its outcome
      await pause(one.ms)
  }
}

/** Every screen that does not show just what the server says now. */
async function differing(): Promise<string[]> {
  const truth = shownByServer(await fetchLive(server.url, FEEDS))
  return screens.map((live, index) => ({ index, text: shownBy(live) })).filter(({ text }) => text !== truth).map(({ index, text }) => `${index}: ${text} but ${truth}`)
}

it('shows on every screen what the server says, once it is quiet after cuts, slow readers and reordered reconnects', async () => {
  const storm = fc.array(step, { minLength: 15, maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(storm, async (steps) => {
      for (const one of steps) await take(one)
      line.flow(0)
      await take({ kind: 'push', batches: 1 })
      let left: string[] = []
      await waitUntil('all screens agree with the server', async () => (left = await differing()).length === 0, { withinMs: AGREED_WITHIN_MS, everyMs: 100 }).catch((cause: unknown) => {
        throw new Error(`${left.length} screens differ, such as ${left[0]?.slice(0, 2_000) ?? ''}`, { cause })
      })
    }),
    { numRuns: 6, interruptAfterTimeLimit: STORMS_WITHIN_MS, endOnFailure: true },
  )
  expect((await fetchLive(server.url, FEEDS)).values.length).toBe(24)
  // The last storm may have been ended in the middle by its time.
  line.flow(0)
  await waitUntil('each screen has its line again', () => line.open() === SCREENS)
  await waitUntil('each screen is live', () => screens.every((live) => live.connection().state === 'live'))
})
