import type { Socket } from 'socket.io'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type HubRig, startHubRig } from '../../tests/support/hub-rig.ts'
import { eventBytes, writeStraight } from './straight.ts'

const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 5 })

describe('the bytes of an event', () => {
  const lengthOf = (payload: string) => Buffer.byteLength(`42["x",${JSON.stringify(payload)}]`)

  it.each([[10, 2], [200, 4], [70_000, 10]])('carries a text of %i bytes behind a head of %i', (size, head) => {
    const payload = 'ệ'.repeat(size / 10) + 'a'.repeat(size)
    const bytes = eventBytes('x', payload)
    expect(bytes[0]).toBe(0x81)
    expect(bytes.byteLength).toBe(lengthOf(payload) + head)
    expect(bytes.subarray(head).toString()).toBe(`42["x",${JSON.stringify(payload)}]`)
  })

  it('puts bytes into a frame of their own behind what announces them', () => {
    const bytes = eventBytes('x', Buffer.from([1, 2, 3]))
    const announced = '451-["x",{"_placeholder":true,"num":0}]'
    expect(bytes.subarray(2, 2 + announced.length).toString()).toBe(announced)
    expect([...bytes.subarray(2 + announced.length)]).toEqual([0x82, 3, 1, 2, 3])
  })
})

describe('writing straight', () => {
  const asUsual = { readyState: 'open', writeBuffer: [] as object[], transport: { socket: { readyState: 1 } } }

  function write(conn: object, writable = true): { done: boolean; written: Buffer[] } {
    const written: Buffer[] = []
    const socket = { conn, request: { socket: { writable, write: (bytes: Buffer) => void written.push(bytes) } } } as unknown as Socket // as far as it is looked at
    return { done: writeStraight(socket, Buffer.from('x')), written }
  }

  it('writes where the line is open and nothing waits before it', () => {
    expect(write(asUsual)).toEqual({ done: true, written: [Buffer.from('x')] })
  })

  it.each([
    ['Engine.IO still holds something back', { ...asUsual, writeBuffer: [{}] }, true],
    ['Engine.IO is closing', { ...asUsual, readyState: 'closing' }, true],
    ['the websocket has said goodbye', { ...asUsual, transport: { socket: { readyState: 2 } } }, true],
    ['it is not what we know', {}, true],
    ['the connection has ended', asUsual, false],
  ])('leaves it to Socket.IO where %s', (_what, conn, writable) => {
    expect(write(conn, writable)).toEqual({ done: false, written: [] })
  })
})

describe('on a real line', () => {
  let rig: HubRig
  beforeEach(async () => {
    rig = await startHubRig({ beatMs: 0 })
  })
  afterEach(() => rig.stop())

  it('reaches a real client in order, among refusals', async () => {
    const screen = rig.screen(['tthc'])
    await until(() => expect(screen.snapshots).toHaveLength(1))
    for (let value = 1; value <= 40; value++) {
      await rig.publish('tthc', [{ series: 'tthc.a@tn2025', at: rig.clock.now() + value, value }])
      if (value % 10 === 0) screen.watch({ protocol: 99 })
    }
    await until(() => expect(screen.values.get('tthc.a@tn2025')?.value).toBe(40))
    await until(() => expect(screen.refused).toHaveLength(4))
    expect(screen.gaps).toBe(0)
    const shown = screen.frames.flatMap((frame) => frame.samples.map((sample) => Number(sample[2])))
    expect(shown).toEqual(shown.toSorted((a, b) => a - b)) // two batches read at once are one frame
  })
})
