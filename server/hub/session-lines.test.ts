import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AWAY, DEMO_PASSWORD, type SessionRig, startSessionRig } from '../../tests/support/session-rig.ts'

const HOUR = 3_600_000
const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 10 })

let rig: SessionRig
beforeEach(async () => {
  rig = await startSessionRig()
})
afterEach(() => rig.stop())

const logIn = (name: string) => rig.ask('POST', { name, password: DEMO_PASSWORD }, AWAY)
const as = (cookie: string) => ({ ...AWAY, cookie })

describe('lines of people', () => {
  const open = async (cookie: string) => {
    const screen = rig.screen(['tthc'], as(cookie))
    await until(() => expect(screen.snapshots).toHaveLength(1))
    return screen
  }

  it('lets nobody in without a session, nor with one from another site', async () => {
    const { cookie } = await logIn('operator')
    const refused = [rig.screen(['tthc'], AWAY), rig.screen(['tthc'], { ...as(cookie), origin: 'http://evil.example' }), rig.screen(['tthc'], as(`ioc_session=${'A'.repeat(43)}`))]
    const errors = await Promise.all(refused.map((screen) => new Promise((resolve) => {
      screen.socket.once('connect_error', () => resolve('refused'))
      screen.socket.once('connect', () => resolve('in'))
    })))
    expect(errors).toEqual(['refused', 'refused', 'refused'])
    await open(cookie)
  })

  it('cuts every line of a session at once when it is logged out, and no other', async () => {
    const [mine, other] = [await logIn('operator'), await logIn('operator')]
    const [one, two, theirs] = [await open(mine.cookie), await open(mine.cookie), await open(other.cookie)]
    await rig.ask('DELETE', undefined, as(mine.cookie))
    await until(() => expect([one.socket.connected, two.socket.connected]).toEqual([false, false]))
    expect(theirs.socket.connected).toBe(true)
    expect(rig.hub.stats().clients).toBe(1)
  })

  it('cuts a line whose roles changed, or whose session another process ended', async () => {
    const { cookie } = await logIn('operator')
    const screen = await open(cookie)
    await rig.people.accounts.setDisabled('operator', true)
    await until(() => expect(screen.socket.connected).toBe(false))
    const second = await logIn('lead')
    const line = await open(second.cookie)
    const endedAt = rig.clock.now()
    await rig.notes.setNote('sessions-ended:lead', String(endedAt), HOUR) // as another process writes it; no listener of ours hears of it
    await until(() => expect(line.socket.connected).toBe(false))
  })

  it('cuts nobody while the bus is away', async () => {
    const { cookie } = await logIn('operator')
    const screen = await open(cookie)
    rig.cut(true)
    const other = await rig.people.isStill({ headers: { cookie }, socket: {} } as never) // asked as the door does
    expect(other).toBe(true)
    await rig.people.end('A'.repeat(43)).catch(() => {})
    rig.cut(false)
    expect(screen.socket.connected).toBe(true)
  })

  it('leaves lines of this machine alone', async () => {
    const screen = rig.screen(['tthc'], {})
    await until(() => expect(screen.snapshots).toHaveLength(1))
    const { cookie } = await logIn('operator')
    const line = await open(cookie)
    await rig.ask('DELETE', undefined, as(cookie))
    await until(() => expect(line.socket.connected).toBe(false))
    expect(screen.socket.connected).toBe(true)
  })
})
