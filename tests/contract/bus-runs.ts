import { expect, it, vi } from 'vitest'
import type { SourceId } from '#contract'
import { type Batch, type Bus, FencedError } from '../../server/bus/index.ts'
import { batch, logged, makeRun, NOON, readAll, sample, TTHC } from './bus-material.ts'

export function testRuns(bus: () => Bus): void {
  it('logs a failed run too and keeps the last good one beside it', async () => {
    const good = batch(sample(1))
    await bus().publish(good)
    const failed = makeRun({ error: { kind: 'unreachable', message: { vi: 'Không trả lời trong 5 giây', en: 'No answer within 5 seconds' } } })
    expect(await bus().publish({ run: failed, samples: [] })).toMatchObject({ kind: 'written', logged: 0 })
    expect((await readAll(bus())).map(({ run }) => run)).toEqual([good.run, failed])
    expect((await bus().latest()).runs).toEqual([{ last: failed, lastGood: good.run }])
  })

  it('takes no value away with a pass that failed, was held, or lost figures', async () => {
    await bus().publish(batch(sample(1)))
    const before = (await bus().latest()).samples
    expect(before).toHaveLength(1)
    await bus().publish({ run: makeRun({ error: { kind: 'malformed', message: { vi: 'x', en: 'x' } }, tally: { figures: {}, lost: [['fields', '', 1]] } }), samples: [] })
    await bus().publish({ run: makeRun({ error: { kind: 'drift', message: { vi: 'x', en: 'x' } }, held: 7, tally: { figures: { 'tthc.a': 7 }, lost: [['repeat', 'tthc.a', 7]] } }), samples: [] })
    expect((await bus().latest()).samples).toEqual(before)
  })

  it('counts the good passes of each half hour, for two days', async () => {
    const day = 86_400_000
    for (const endedAt of [NOON, NOON + 60_000, NOON + day, NOON + 3 * day]) await bus().publish({ run: makeRun({ endedAt }), samples: [] })
    await bus().publish({ run: makeRun({ endedAt: NOON + day, error: { kind: 'auth', message: { vi: 'x', en: 'x' } } }), samples: [] })
    const halfHour = NOON / 1_800_000
    expect(await bus().beats(TTHC)).toEqual(new Map([[halfHour + 144, 1]]))
    await bus().publish({ run: makeRun({ endedAt: NOON + 3 * day + 1 }), samples: [] })
    expect(await bus().beats(TTHC)).toEqual(new Map([[halfHour + 144, 2]]))
    expect(await bus().beats('none' as SourceId)).toEqual(new Map())
  })

  it('finds the last passes of a source, newest first, and one by its id', async () => {
    const runs = Array.from({ length: 450 }, () => makeRun())
    for (const run of runs) await bus().publish({ run, samples: [] })
    expect((await bus().runs(TTHC, 3)).map(({ id }) => id)).toEqual(runs.slice(-3).toReversed().map(({ id }) => id))
    expect(await bus().run(TTHC, runs[0]?.id ?? '')).toEqual(runs[0])
    expect(await bus().run(TTHC, 'tthc:none')).toBeUndefined()
    expect(await bus().runs('none' as SourceId, 3)).toEqual([])
  })

  it('keeps a bookmark per source', async () => {
    expect(await bus().bookmark(TTHC)).toBeUndefined()
    await bus().setBookmark(TTHC, '"etag-1"')
    expect(await bus().bookmark(TTHC)).toBe('"etag-1"')
    expect(await bus().bookmark('soc' as SourceId)).toBeUndefined()
  })
}

export function testIdempotency(bus: () => Bus): void {
  const keyed = (value: number, body = 'a', keepMs = 60_000): Batch => ({ ...batch(sample(value)), idempotency: { key: 'key:1', bodySha256: body.repeat(64), keepMs } })

  it('answers a key seen before with its first run and writes nothing', async () => {
    const first = keyed(1)
    await bus().publish(first)
    expect(await bus().publish(keyed(2))).toEqual({ kind: 'repeated', run: first.run })
    expect(await logged(bus())).toEqual([[0, 1]])
  })

  it('refuses a key seen before with another body', async () => {
    await bus().publish(keyed(1))
    expect(await bus().publish(keyed(2, 'b'))).toEqual({ kind: 'conflict' })
    expect(await logged(bus())).toEqual([[0, 1]])
  })

  it('does not mix the keys of two sources', async () => {
    await bus().publish(keyed(1))
    expect(await bus().publish({ ...keyed(2), run: makeRun({ source: 'soc' as SourceId }) })).toMatchObject({ kind: 'written' })
  })

  it('forgets a key in time', async () => {
    await bus().publish(keyed(1, 'a', 20))
    await vi.waitFor(async () => expect(await bus().publish(keyed(2, 'b', 20))).toMatchObject({ kind: 'written' }), { timeout: 5_000 })
  })

  it('makes one run of the same key raced twenty times', async () => {
    const published = await Promise.all(Array.from({ length: 20 }, () => bus().publish(keyed(1))))
    expect(published.filter(({ kind }) => kind === 'written')).toHaveLength(1)
    expect(new Set(published.flatMap((one) => (one.kind === 'repeated' ? [one.run.id] : []))).size).toBe(1)
    expect(await readAll(bus())).toHaveLength(1)
  })
}

export function testLeases(bus: () => Bus): void {
  it('gives a lease to one holder, each with a higher fence', async () => {
    const first = await bus().acquire('pass:tthc', 60_000, 'one')
    expect(first).toBeDefined()
    expect(await bus().acquire('pass:tthc', 60_000, 'two')).toBeUndefined()
    expect(await bus().acquire('pass:soc', 60_000, 'two')).toBeDefined()
    if (first === undefined) return
    await bus().release(first, 'two')
    expect(await bus().acquire('pass:tthc', 60_000, 'two')).toBeUndefined()
    await bus().release(first, 'one')
    const second = await bus().acquire('pass:tthc', 60_000, 'two')
    expect(second?.fence).toBeGreaterThan(first.fence)
  })

  it('frees a lease in time and renews it only for who still holds it', async () => {
    const first = await bus().acquire('pass:tthc', 40.5, 'one')
    if (first === undefined) throw new Error('not free')
    const second = await vi.waitFor(async () => {
      const lease = await bus().acquire('pass:tthc', 60_000, 'two')
      expect(lease).toBeDefined()
      return lease
    }, { timeout: 5_000 })
    if (second === undefined) return
    expect(await bus().renew(first, 60_000, 'one')).toBe(false)
    expect(await bus().renew(second, 60_000, 'one')).toBe(false)
    expect(await bus().renew(second, 60_000, 'two')).toBe(true)
  })

  it('refuses a late writer whose lease is over, whole', async () => {
    const first = await bus().acquire('pass:tthc', 60_000, 'one')
    if (first === undefined) throw new Error('not free')
    await bus().publish({ ...batch(sample(1)), lease: first })
    await bus().release(first, 'one')
    await expect(bus().publish({ ...batch(sample(2)), lease: first })).rejects.toThrow(FencedError)
    await bus().acquire('pass:tthc', 60_000, 'two')
    await expect(bus().publish({ ...batch(sample(3)), lease: first })).rejects.toThrow(FencedError)
    expect(await logged(bus())).toEqual([[0, 1]])
    expect(await bus().runs(TTHC, 9)).toHaveLength(1)
  })
}
