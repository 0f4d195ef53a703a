import { expect, it, vi } from 'vitest'
import type { Bus } from '../../server/bus/index.ts'

export function testNotes(bus: () => Bus): void {
  it('keeps a note, gives the newest, and forgets it when told', async () => {
    expect(await bus().note('a')).toBeUndefined()
    await bus().setNote('a', 'một', 60_000)
    await bus().setNote('b', 'khác', 60_000)
    await bus().setNote('a', 'hai', 60_000)
    expect(await bus().note('a')).toBe('hai')
    await bus().dropNote('a')
    await bus().dropNote('a')
    expect(await bus().note('a')).toBeUndefined()
    expect(await bus().note('b')).toBe('khác')
  })

  it('forgets a note in time, counted from when it was last written', async () => {
    await bus().setNote('short', 'x', 60.5)
    await bus().setNote('long', 'x', 60)
    await bus().setNote('long', 'x', 60_000)
    await vi.waitFor(async () => expect(await bus().note('short')).toBeUndefined(), { timeout: 5_000 })
    expect(await bus().note('long')).toBe('x')
  })

  it('lets a note live on when it is read so, and never brings back one that was dropped', async () => {
    await bus().setNote('kept', 'x', 400)
    await bus().setNote('left', 'x', 400)
    expect(await bus().note('kept', 60_000)).toBe('x')
    expect(await bus().note('left')).toBe('x')
    await vi.waitFor(async () => expect(await bus().note('left')).toBeUndefined(), { timeout: 5_000 })
    expect(await bus().note('kept')).toBe('x')
    await bus().dropNote('kept')
    expect(await bus().note('kept', 60_000)).toBeUndefined()
    expect(await bus().note('kept')).toBeUndefined()
  })
}
