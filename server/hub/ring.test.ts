import { describe, expect, it } from 'vitest'
import type { Cursor, Frame } from '#contract'
import { createRing } from './ring.ts'

const at = (n: number) => `${n}-0` as Cursor // matches the schema
const frame = (prev: number, cursor: number, more: Partial<Frame> = { samples: [[1, cursor, cursor]] }): Frame => ({ epoch: 'e', prev: at(prev), cursor: at(cursor), at: 0, samples: [], skipped: 0, ...more })
const ringOf = (bounds: { frames: number; bytes: number }, ...frames: Frame[]) => {
  const ring = createRing(bounds, at(0), 0)
  for (const [index, one] of frames.entries()) ring.push(one, index + 1)
  return ring
}
const ROOMY = { frames: 10, bytes: 100_000 }
const cursors = (frames: readonly Frame[] | undefined) => frames?.map((one) => one.cursor)

describe('the ring', () => {
  it('gives what a client misses, and again what came at its own cursor', () => {
    const ring = ringOf(ROOMY, frame(0, 1), frame(1, 2), frame(2, 2, { fresh: [[1, 'late']] }), frame(2, 3))
    expect(cursors(ring.since(at(2)))).toEqual(['2-0', '2-0', '3-0'])
    expect(cursors(ring.since(at(9)))).toEqual([])
  })

  it('says when part of it is gone: a verdict at the very cursor may be among it', () => {
    const ring = ringOf({ frames: 2, bytes: 100_000 }, frame(0, 1), frame(1, 2), frame(2, 3))
    expect(ring.since(at(1))).toBeUndefined()
    expect(cursors(ring.since(at(2)))).toEqual(['2-0', '3-0'])
    expect(ring.after(0)).toBeUndefined()
    expect(cursors(ring.after(1))).toEqual(['2-0', '3-0'])
    expect(ring.completeSince()).toBe(1)
  })

  it('is bounded in bytes too', () => {
    const wide = Array.from({ length: 100 }, (_, index): [number, number, number] => [index, 0, 0])
    const ring = ringOf({ frames: 1_000, bytes: 20_000 }, ...Array.from({ length: 10 }, (_, index) => frame(index, index + 1, { samples: wide })))
    expect(cursors(ring.after(ring.completeSince()))).toEqual(['8-0', '9-0', '10-0'])
  })

  it('keeps one for a run of empty frames, so that silence pushes out nothing', () => {
    const ring = ringOf({ frames: 2, bytes: 100_000 }, frame(0, 1), ...Array.from({ length: 50 }, (_, index) => frame(index + 1, index + 2, {})))
    expect(ring.since(at(1))).toEqual([frame(0, 1), frame(1, 51, {})])
  })

  it('knows nothing of what was before it was reset', () => {
    const ring = ringOf(ROOMY, frame(0, 1))
    ring.reset(at(5), 7)
    expect(ring.since(at(1))).toBeUndefined()
    expect(ring.after(7)).toEqual([])
  })
})
