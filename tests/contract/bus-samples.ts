import { expect, it } from 'vitest'
import type { FeedId, SeriesName } from '#contract'
import { type BatchSample, type Bus, FencedError } from '../../server/bus/index.ts'
import { batch, live, logged, NOON, OVERDUE, PENDING, readAll, sample, told, TTHC } from './bus-material.ts'

export function testSamples(bus: () => Bus): void {
  it('keeps a sample with all that belongs to it, in the log and as the latest', async () => {
    const full = sample(12.5, { period: '2026-10', state: 'preliminary', quality: 'suspect', coverage: { reported: 92, expected: 96 } })
    const word = sample('đang mở ,{"p":"x"}\n=', { series: OVERDUE })
    const { run, samples } = batch(full, word)
    const published = await bus().publish({ run, samples })
    const { feed: _, ...kept } = { ...full, source: TTHC, run: run.id, receivedAt: run.endedAt }
    const { feed: __, ...keptWord } = { ...word, source: TTHC, run: run.id, receivedAt: run.endedAt }
    expect(published).toMatchObject({ kind: 'written', logged: 2, unchanged: 0, corrections: 0, older: 0 })
    expect(await readAll(bus())).toEqual([{ cursor: expect.anything(), run, samples: [kept, keptWord] }])
    const latest = await bus().latest()
    expect(latest.samples).toHaveLength(2)
    expect(latest.samples).toEqual(expect.arrayContaining([kept, keptWord]))
    expect(published).toMatchObject({ cursor: latest.cursor })
    expect(latest).toMatchObject(await bus().head())
  })

  it('keeps numbers of every size and moments of every year exactly', async () => {
    const values = [0, -1.5, 0.1 + 0.2, 1e-7, 1e21, -4e-300, Number.MAX_SAFE_INTEGER]
    const samples = values.map((value, i) => sample(value, { at: Date.UTC(2000, 0, 1) + i * 180 * 86_400_000, series: `a.v-${i}@tn2025` as SeriesName }))
    await bus().publish(batch(...samples))
    await bus().publish(batch(...samples))
    const read = (await readAll(bus())).flatMap((entry) => entry.samples)
    expect(read.map(({ at, value }) => [at, value])).toEqual(samples.map(({ at, value }) => [at, value]))
  })

  it('ignores an equal sample and says in the run how many there were', async () => {
    await bus().publish(batch(sample(7)))
    const again = batch(sample(7), sample(8, { series: OVERDUE }))
    expect(await bus().publish(again)).toMatchObject({ logged: 1, unchanged: 1 })
    expect(await logged(bus())).toEqual([[0, 7], [0, 8]])
    expect((await bus().runs(TTHC, 1))[0]).toMatchObject({ id: again.run.id, unchanged: 1 })
  })

  it('takes another value for the same moment as a correction', async () => {
    await bus().publish(batch(sample(7)))
    expect(await bus().publish(batch(sample(8)))).toMatchObject({ logged: 1, corrections: 1, older: 0 })
    expect(await logged(bus())).toEqual([[0, 7], [0, 8]])
    expect(await live(bus())).toEqual([[0, 8]])
  })

  it('logs an older sample and leaves the latest alone', async () => {
    await bus().publish(batch(sample(7)))
    expect(await bus().publish(batch(sample(6, { at: NOON - 1 })))).toMatchObject({ logged: 1, corrections: 0, older: 1 })
    expect(await logged(bus())).toEqual([[0, 7], [-1, 6]])
    expect(await live(bus())).toEqual([[0, 7]])
  })

  it('knows late repeats of the last sixteen samples, not only of the newest', async () => {
    const all = Array.from({ length: 17 }, (_, i) => sample(i, { at: NOON + i * 1_000 }))
    for (const one of all) await bus().publish(batch(one))
    expect(await bus().publish(batch(...all))).toMatchObject({ logged: 0, unchanged: 17 })
    const late = sample(5.5, { at: NOON + 5_000 })
    expect(await bus().publish(batch(late))).toMatchObject({ logged: 1, older: 1 })
    expect(await bus().publish(batch(late))).toMatchObject({ logged: 0, unchanged: 1 })
    expect(await live(bus())).toEqual([[16_000, 16]])
  })

  it('lets the later period win where the moment is the same, and keeps both', async () => {
    await bus().publish(batch(sample(3, { period: '2026-Q3' })))
    expect(await bus().publish(batch(sample(1, { period: '2026-10' })))).toMatchObject({ older: 1, corrections: 0 })
    expect(await bus().publish(batch(sample(2), sample(1, { period: '2026-10' })))).toMatchObject({ older: 1, unchanged: 1 })
    expect(await bus().publish(batch(sample(4, { period: '2026-Q4' })))).toMatchObject({ logged: 1, older: 0, corrections: 0 })
    expect((await bus().latest()).samples).toMatchObject([{ value: 4, period: '2026-Q4' }])
  })

  it('tells a period from a value of the same letters', async () => {
    await bus().publish(batch(sample('2026')))
    expect(await bus().publish(batch(sample('2026', { period: '2026' })))).toMatchObject({ logged: 1, unchanged: 0 })
  })

  it('does not take a change of the state alone, or silence about coverage, for another value', async () => {
    await bus().publish(batch(sample(3, { period: '2026', state: 'estimated' }), sample(5, { series: OVERDUE, coverage: { reported: 1, expected: 2 } })))
    expect(await bus().publish(batch(sample(3, { period: '2026', state: 'official' }), sample(5, { series: OVERDUE })))).toMatchObject({ unchanged: 2 })
    await bus().publish(batch(sample(4, { period: '2026', at: NOON + 1 })))
    expect(await bus().publish(batch(sample(3, { period: '2026' })))).toMatchObject({ unchanged: 1 })
  })

  it('takes another coverage of an equal value for a correction, of the latest value only', async () => {
    const from = (reported: number, facts: Partial<BatchSample> = {}) => sample(5, { period: '2026', state: 'estimated', quality: 'suspect', coverage: { reported, expected: 96 }, ...facts })
    await bus().publish(batch(from(96), sample(7, { series: OVERDUE })))
    expect(await bus().publish(batch(from(92), sample(7, { series: OVERDUE, coverage: { reported: 9, expected: 10 } })))).toMatchObject({ logged: 2, corrections: 2, unchanged: 0 })
    expect(await bus().publish(batch(from(92), sample(7, { series: OVERDUE, coverage: { reported: 9, expected: 10 } })))).toMatchObject({ logged: 0, unchanged: 2 })
    const latest = new Map((await bus().latest()).samples.map(({ series, coverage }) => [series, coverage?.reported]))
    expect(latest).toEqual(new Map([[PENDING, 92], [OVERDUE, 9]]))
    await bus().publish(batch(sample(6, { period: '2026', at: NOON + 1 })))
    expect(await bus().publish(batch(from(90)))).toMatchObject({ unchanged: 1 })
  })

  it('is not deceived by a word that looks like a coverage', async () => {
    const word = sample('x,{"c":[1,2]}', { coverage: { reported: 1, expected: 2 } })
    await bus().publish(batch(word, sample('"c":[3,4]}]', { series: OVERDUE })))
    expect(await bus().publish(batch(word, sample('"c":[3,4]}]', { series: OVERDUE })))).toMatchObject({ unchanged: 2 })
    expect(await bus().publish(batch({ ...word, coverage: { reported: 2, expected: 2 } }))).toMatchObject({ corrections: 1 })
  })

  it('does not take for known what came with a batch that was refused, also when the next is already on its way', async () => {
    for (const late of [sample(4, { at: NOON + 60_000 }), sample(2, { at: NOON - 60_000 })]) {
      await bus().publish(batch(sample(1)))
      const refused = bus().publish({ ...batch(late), lease: { name: 'nobody-has-it', fence: 7 } })
      const next = bus().publish(batch(late))
      await expect(refused).rejects.toThrow(FencedError)
      expect(await next).toMatchObject({ logged: 1, unchanged: 0 })
      expect(await bus().publish(batch(late))).toMatchObject({ logged: 0, unchanged: 1 })
    }
  })

  it('applies the same rules within a batch, in its order, across feeds', async () => {
    const other = { series: 'soc.open@tn2025' as SeriesName, feed: 'soc' as FeedId }
    const published = await bus().publish(batch(sample(1), sample(9, other), sample(1), sample(2, { at: NOON + 5 }), sample(1), sample(3, { at: NOON + 5 }), sample(9, other)))
    expect(published).toMatchObject({ logged: 4, unchanged: 3, corrections: 1 })
    expect(await logged(bus())).toEqual([[0, 1], [0, 9], [5, 2], [5, 3]])
  })

  it('answers the latest of the feeds asked for', async () => {
    await bus().publish(batch(sample(1), sample(2, { series: OVERDUE, feed: 'tthc@tn2025-25459' as FeedId }), sample(3, { series: 'soc.open@tn2025' as SeriesName, feed: 'soc' as FeedId })))
    expect(told((await bus().latest(['soc' as FeedId, 'none' as FeedId])).samples)).toEqual([[0, 3]])
    expect((await bus().latest()).samples).toHaveLength(3)
    expect((await bus().latest([])).samples).toEqual([])
  })

  it('takes a batch of fifty thousand', async () => {
    const many = Array.from({ length: 50_000 }, (_, i) => sample(i, { series: `tthc.n-${i % 10_000}@tn2025` as SeriesName, at: NOON + Math.floor(i / 10_000) }))
    expect(await bus().publish(batch(...many))).toMatchObject({ logged: 50_000 })
    expect((await bus().latest()).samples.reduce((sum, { value }) => sum + Number(value), 0)).toBe(449_995_000)
  })
}
