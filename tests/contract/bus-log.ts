import { expect, it, vi } from 'vitest'
import { CURSOR_ZERO } from '#contract'
import { type Bus, BusUnavailableError } from '../../server/bus/index.ts'
import { batch, live, NOON, readAll, sample, told } from './bus-material.ts'

export function testLog(bus: () => Bus): void {
  it('hands out the log in order, as many entries as asked', async () => {
    for (let i = 0; i < 5; i += 1) await bus().publish(batch(sample(i, { at: NOON + i })))
    const first = await bus().read(CURSOR_ZERO, { count: 2, blockMs: 0 })
    const second = await bus().read(first.entries[1]?.cursor ?? CURSOR_ZERO, { count: 9, blockMs: 50 })
    expect(told([...first.entries, ...second.entries].flatMap(({ samples }) => samples))).toEqual([[0, 0], [1, 1], [2, 2], [3, 3], [4, 4]])
    expect(first).toMatchObject({ trimmed: false, epoch: (await bus().head()).epoch })
  })

  it('waits for the next entry, many readers at once, and lets others work meanwhile', async () => {
    const { cursor } = await bus().head()
    const reads = Array.from({ length: 5 }, () => bus().read(cursor, { count: 9, blockMs: 30_000 }))
    await bus().ping()
    await bus().publish(batch(sample(1)))
    for (const { entries } of await Promise.all(reads)) expect(entries).toHaveLength(1)
  })

  it('answers nothing when nothing came in time, and at once when nobody wants it any more', async () => {
    expect((await bus().read(CURSOR_ZERO, { count: 9, blockMs: 20 })).entries).toEqual([])
    const leaving = new AbortController()
    const read = bus().read(CURSOR_ZERO, { count: 9, blockMs: 60_000, signal: leaving.signal })
    leaving.abort()
    expect((await read).entries).toEqual([])
    expect((await bus().read(CURSOR_ZERO, { count: 9, blockMs: 60_000, signal: leaving.signal })).entries).toEqual([])
  })

  it('is not available any more once closed', async () => {
    const read = bus().read(CURSOR_ZERO, { count: 9, blockMs: 60_000 })
    const refused = expect(read).rejects.toThrow(BusUnavailableError)
    await bus().close()
    await refused
    await expect(bus().publish(batch(sample(1)))).rejects.toThrow(BusUnavailableError)
  })
}

export function testReaders(bus: () => Bus): void {
  const fill = async (count: number) => {
    for (let i = 0; i < count; i += 1) await bus().publish(batch(sample(i, { at: NOON + i })))
    return (await readAll(bus())).map(({ cursor }) => cursor)
  }
  const NOTHING_BY_AGE = { maxAgeMs: 3_600_000 }

  it('trims beyond the bound in number and tells a reader who missed entries', async () => {
    const cursors = await fill(250)
    expect(await bus().trim({ ...NOTHING_BY_AGE, maxEntries: 10 })).toEqual({ dropped: 240, heldBy: undefined })
    const { entries, trimmed } = await bus().read(CURSOR_ZERO, { count: 99, blockMs: 0 })
    expect(entries.map(({ cursor }) => cursor)).toEqual(cursors.slice(240))
    expect(trimmed).toBe(true)
    expect((await bus().read(cursors[239] ?? CURSOR_ZERO, { count: 99, blockMs: 0 })).trimmed).toBe(false)
    expect((await bus().read(cursors[238] ?? CURSOR_ZERO, { count: 99, blockMs: 0 })).trimmed).toBe(true)
    expect((await bus().usage()).logEntries).toBe(10)
  })

  it('trims beyond the bound in age, and keeps its head even when all is gone', async () => {
    const cursors = await fill(3)
    let dropped = 0
    await vi.waitFor(async () => {
      dropped += (await bus().trim({ maxAgeMs: 1, maxEntries: 100 })).dropped
      expect(dropped).toBe(3)
    }, { timeout: 5_000 })
    expect((await bus().head()).cursor).toBe(cursors[2])
    expect(await live(bus())).toEqual([[2, 2]])
  })

  it('never trims what a durable reader has not acknowledged, and says who holds it', async () => {
    const cursors = await fill(6)
    expect(await bus().addReader('history')).toBe(CURSOR_ZERO)
    await bus().addReader('alarms')
    await bus().acknowledge('alarms', cursors[5] ?? CURSOR_ZERO)
    expect(await bus().trim({ ...NOTHING_BY_AGE, maxEntries: 1 })).toEqual({ dropped: 0, heldBy: 'history' })
    await bus().acknowledge('history', cursors[2] ?? CURSOR_ZERO)
    await bus().acknowledge('history', cursors[1] ?? CURSOR_ZERO)
    expect(await bus().addReader('history')).toBe(cursors[2])
    expect(await bus().trim({ maxAgeMs: 0, maxEntries: 1 })).toEqual({ dropped: 3, heldBy: 'history' })
    expect(await readAll(bus())).toHaveLength(3)
    await bus().removeReader('history')
    expect(await bus().trim({ ...NOTHING_BY_AGE, maxEntries: 1 })).toEqual({ dropped: 2, heldBy: undefined })
  })

  it('starts a new durable reader at the oldest entry kept, without a gap', async () => {
    await fill(4)
    await bus().trim({ ...NOTHING_BY_AGE, maxEntries: 3 })
    const start = await bus().addReader('history')
    const { entries, trimmed } = await bus().read(start, { count: 9, blockMs: 0 })
    expect([entries.length, trimmed]).toEqual([3, false])
  })

  it('does not register a reader by an acknowledgement alone', async () => {
    await fill(3)
    await bus().acknowledge('stranger', CURSOR_ZERO)
    expect(await bus().trim({ ...NOTHING_BY_AGE, maxEntries: 1 })).toEqual({ dropped: 2, heldBy: undefined })
  })
}
