import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type HubRig, openScreen, startHubRig, testCatalogue } from '../../tests/support/hub-rig.ts'
import { silentLog } from '../log.ts'
import { createHub } from './index.ts'

const A = 'tthc.a@tn2025'
const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 10 })

let rig: HubRig
beforeEach(async () => {
  rig = await startHubRig()
})
afterEach(() => rig.stop())

describe('who may', () => {
  it('refuses a watch with a feed that is not for the viewer, and sends none of the others', async () => {
    await rig.stop()
    rig = await startHubRig({ can: (_viewer, verb, thing) => verb !== 'watch' || (thing.kind === 'feed' && thing.feed !== 'soc') })
    await rig.publish('tthc', [{ series: A, value: 1 }])
    const screen = rig.screen(['tthc', 'soc'])
    await until(() => expect(screen.refused).toHaveLength(1))
    expect(screen.refused[0]).toMatchObject({ code: 'forbidden' })
    expect(screen.refused[0]?.message).toContain('soc')
    expect(screen.snapshots).toHaveLength(0)
    expect(rig.hub.stats().rooms).toBe(0)
  })

  it('tells a client of another protocol to reload, and one that talks nonsense that it does', async () => {
    const screen = rig.screen(['tthc'])
    await until(() => expect(screen.snapshots).toHaveLength(1))
    screen.watch({ protocol: 99 })
    screen.watch({ feeds: ['NOT A FEED'] })
    await until(() => expect(screen.refused.map((one) => one.code)).toEqual(['reload', 'bad-request']))
  })

  it('stops answering a client that asks without end', async () => {
    const screen = rig.screen(['tthc'])
    await until(() => expect(screen.snapshots).toHaveLength(1))
    for (let i = 0; i < 20; i++) screen.watch()
    await until(() => expect(screen.refused.length).toBeGreaterThanOrEqual(14))
    expect(new Set(screen.refused.map((one) => one.code))).toEqual(new Set(['bad-request']))
  })

  it.each([
    ['a foreign origin', { allowOrigin: () => false }],
    ['a viewer who may see nothing', { can: () => false }],
  ])('answers 403 to %s before any websocket is opened', async (_what, over) => {
    await rig.stop()
    rig = await startHubRig(over)
    expect(await statusOf(`${rig.url}/socket.io/?EIO=4&transport=websocket`, UPGRADE)).toBe(403)
    expect(rig.hub.stats().clients).toBe(0)
  })

  it('refuses long polling', async () => {
    expect(await statusOf(`${rig.url}/socket.io/?EIO=4&transport=polling`, {})).toBe(400)
    expect(await statusOf(`${rig.url}/socket.io/?EIO=4&transport=websocket`, UPGRADE)).toBe(101)
  })
})

it('ends every connection when it stops, and lets nobody in afterwards', async () => {
  const screen = rig.screen(['tthc'])
  await until(() => expect(screen.snapshots).toHaveLength(1))
  await rig.hub.stop()
  await until(() => expect(screen.socket.connected).toBe(false))
  const late = openScreen(rig.url, ['tthc'])
  const failed = await new Promise((resolve) => {
    late.socket.once('connect_error', () => resolve(true))
    late.socket.once('connect', () => resolve(false))
  })
  late.close()
  expect(failed).toBe(true)
})

it('does nothing before it is started', () => {
  const hub = createHub({
    bus: rig.bus, clock: rig.clock, log: silentLog, httpServer: rig.server, catalogue: () => testCatalogue(),
    dueOf: () => ({ liveUntil: 0, lateUntil: 0 }), can: () => true, identify: () => ({ kind: 'local' }), allowOrigin: () => true, demo: true,
  })
  expect(hub.system()).toMatchObject({ busReachable: false, demo: true })
})

const UPGRADE = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==', origin: 'http://evil.example' }

function statusOf(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers })
    asked.on('response', (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    asked.on('upgrade', (response, socket) => {
      socket.destroy()
      resolve(response.statusCode ?? 0)
    })
    asked.on('error', reject)
    asked.end()
  })
}
