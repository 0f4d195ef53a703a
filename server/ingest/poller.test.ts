import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as z from 'zod'
import { SourceSettings } from '#contract'
import { definePollDriver, defineSystem } from '#kit'
import { createMemoryBus } from '../bus/index.ts'
import { systemClock } from '../clock.ts'
import { silentLog } from '../log.ts'
import { configureSources } from './configure.ts'
import { createRawStore } from './raw-store.ts'
import { createPoller, type PollerDeps } from './poller.ts'

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'ioc-test-raw-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

it('gives each source a memory of its own that lasts from pass to pass', async () => {
  const found: Record<string, number[]> = { a: [], b: [] }
  const driver = definePollDriver<{ name: string }>({
    protocol: 'test', config: z.object({ name: z.string() }), probe: () => Promise.resolve(),
    collect: (config, { memory }) => {
      const before = (memory?.get('passes') as number | undefined) ?? 0 // written below, by nobody else
      memory?.set('passes', before + 1)
      found[config.name]?.push(before)
      return Promise.resolve({ records: [], raw: [], unchanged: true })
    },
  })
  const system = defineSystem({ id: 'test', title: { vi: 'Thử', en: 'Test' }, short: { vi: 'Thử', en: 'Test' }, agency: 'ops.ioc', driver: 'test' })
  const bus = createMemoryBus({ clock: systemClock })
  const ticks: (() => void)[] = []
  const deps: PollerDeps = {
    bus, clock: systemClock, log: silentLog, random: () => 0.5, instance: 'test', onAccepted: () => undefined, schedule: (_, tick) => (ticks.push(() => void tick()), () => undefined),
    fetchFor: () => () => Promise.reject(new Error('no HTTP here')), contextFor: () => ({ timeZone: 'Asia/Ho_Chi_Minh', indicators: new Map(), localityByCode: () => undefined, hasSubject: () => false }),
    rawStore: createRawStore({ dir, instance: 'test', clock: systemClock, maxBytesPerSource: 1_000_000 }),
  }
  const settings = ['a', 'b'].map((id) => SourceSettings.parse({ id, system: 'test', every: '1s', config: { name: id } }))
  const { sources } = configureSources(settings, { findDriver: () => driver, findSystem: () => system })
  const pollers = sources.map((source) => createPoller(source, deps))
  for (const poller of pollers) poller.start()
  try {
    await expect.poll(() => {
      for (const tick of ticks) tick()
      return [found['a']?.slice(0, 2), found['b']?.slice(0, 2)]
    }, { timeout: 20_000, interval: 100 }).toEqual([[0, 1], [0, 1]])
  } finally {
    for (const poller of pollers) await poller.stop()
    await bus.close()
  }
})
