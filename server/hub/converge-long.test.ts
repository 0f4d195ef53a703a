import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { type HubRig, type Screen, serverValues, startHubRig } from '../../tests/support/hub-rig.ts'

const SETS = [['tthc'], ['tthc', 'datacentre'], ['datacentre'], ['datacentre', 'tthc'], ['tthc@tn2025-1'], ['tthc']]
const SERIES = ['tthc.a@tn2025', 'tthc.a@tn2025-1', 'tthc.b@tn2025-1', 'tthc.daily@tn2025', 'datacentre.cpu@tn2025']

const screenIndex = fc.nat({ max: SETS.length - 1 })
const batch = fc.array(
  fc.record({ series: fc.constantFrom(...SERIES), ago: fc.integer({ min: -5, max: 200_000 }), value: fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constantFrom('mở', 'đóng')) }),
  { minLength: 1, maxLength: 6 },
)
const Step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('publish' as const), batch }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('settle' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cut' as const), screen: screenIndex }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('back' as const), screen: screenIndex }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('ask' as const), screen: screenIndex }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('freeze' as const), screen: screenIndex }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('age' as const), ms: fc.integer({ min: 1_000, max: 100_000 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('empty the bus' as const) }) },
)
type Step = typeof Step extends fc.Arbitrary<infer One> ? One : never

const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 8_000, interval: 5 })

/** The hub has told all that is in the log. */
const settle = (rig: HubRig) => until(async () => expect((await rig.hub.snapshot(['tthc' as never])).answer.cursor).toBe((await rig.bus.head()).cursor))

/** Not while it is still connecting: Socket.IO's client would greet twice. */
function bringBack({ socket }: Screen): void {
  if (!socket.active) socket.connect()
}

async function play(step: Step, rig: HubRig, screens: readonly Screen[]): Promise<void> {
  const screen = 'screen' in step ? screens[step.screen] : undefined
  switch (step.do) {
    case 'publish':
      return await rig.publish('tthc', step.batch.map(({ ago, ...sample }) => ({ ...sample, at: rig.clock.now() - ago })))
    case 'settle':
      return await settle(rig)
    case 'cut':
      return void screen?.socket.disconnect()
    case 'back':
      return screen === undefined ? undefined : bringBack(screen)
    case 'ask':
      return screen?.socket.connected === true ? screen.watch() : undefined
    case 'freeze':
      return screen?.socket.connected === true ? screen.freeze(true) : undefined
    case 'age':
      return rig.clock.shift(step.ms)
    case 'empty the bus':
      return rig.bus.replace()
  }
}

it('leaves every screen with what the server shows, whatever was cut, late, frozen, aged or emptied', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(Step, { minLength: 5, maxLength: 40 }), fc.constantFrom(2, 240), async (steps, ringFrames) => {
      const rig = await startHubRig({ beatMs: 5, limits: { ringFrames, joinMs: 2, watchBurst: 1_000 } })
      const screens = SETS.map((feeds) => rig.screen(feeds))
      try {
        for (const step of steps) await play(step, rig, screens)
        for (const screen of screens) {
          if (screen.socket.connected) screen.freeze(false)
          bringBack(screen)
        }
        const now = rig.clock.now() + 1_000
        await rig.publish('tthc', SERIES.map((series) => ({ series, at: now, value: 'hết' })))
        await settle(rig)
        await until(async () => {
          for (const [index, screen] of screens.entries()) {
            const values = await serverValues(rig.hub, SETS[index] ?? [])
            expect(values.size).toBeGreaterThan(0)
            expect(screen.values).toEqual(values)
          }
        })
      } finally {
        await rig.stop()
      }
    }),
    { numRuns: 400, interruptAfterTimeLimit: 200_000, markInterruptAsFailure: false },
  )
}, 300_000)
