import { describe, expect, it } from 'vitest'
import type { Catalogue, FeedId, KeptSample, RunId, SeriesName } from '#contract'
import { createBook, ROLLED_UP, ROLLED_UP_SIMULATED } from './book.ts'

const NOON = Date.UTC(2026, 9, 15, 5)
const MINUTE = 60_000
const TOTAL = 'egov.overdue@tn2025'

/** A province of today with two communes, and one commune of before the merger that ended at midnight. */
function setTable({ formula, communes = ['a', 'b', 'old'] }: { formula?: string; communes?: string[] } = {}) {
  const clock = { now: () => now, after: () => () => {}, every: () => () => {} }
  let now = NOON
  const rate = { id: 'egov.rate', domain: 'egov' as FeedId, level: 'commune', aggregation: 'weighted', decimals: 2, due: { every: '5m' }, formula }
  const parts = ['egov.done', 'egov.all'].map((id) => ({ ...rate, id, formula: undefined, aggregation: 'last' }))
  const indicator = { id: 'egov.overdue', domain: 'egov' as FeedId, level: 'commune', aggregation: 'sum', decimals: 0, due: { every: '5m' } }
  const localities = [{ id: 'tn2025', level: 'province' }, ...communes.map((id) => ({ id, level: 'commune', parent: 'tn2025' }))]
  const sources = [{ id: 'egov', origin: 'real' }, { id: 'played', origin: 'simulated' }]
  const book = createBook({
    clock,
    catalogue: () => ({ indicators: formula === undefined ? [indicator] : [indicator, rate, ...parts], localities, sources }) as unknown as Catalogue, // what is read of it
    dueOf: (_, at) => ({ liveUntil: at + 5 * MINUTE, lateUntil: at + 15 * MINUTE }),
    holdsAt: (id) => id !== 'old',
    curves: () => [], startOf: (day) => Date.parse(day),
  })
  const tell = (subject: string, value: number, more: Partial<KeptSample> = {}) =>
    book.take({ series: `egov.overdue@${subject}` as SeriesName, at: NOON, value, source: 'egov', run: 'egov:1' as RunId, receivedAt: NOON, ...more } as KeptSample) // brands apart
  const told = () => [...book.compute()].flatMap(([source, samples]) => samples.map(({ series, value, at, coverage }) => ({ series, value, at: at - NOON, of: [coverage?.reported, coverage?.expected], source })))
  return { tell, told, explain: book.explain, whyNot: book.whyNot, pass: (ms: number) => { now += ms } }
}

describe('the book of roll-ups', () => {
  it('says a sum once, and again when a part has changed', () => {
    const { tell, told } = setTable()
    tell('a', 3)
    expect(told()).toEqual([{ series: TOTAL, value: 3, at: 0, of: [1, 2], source: ROLLED_UP }])
    expect(told()).toEqual([])
    tell('b', 4)
    expect(told()).toMatchObject([{ value: 7, of: [2, 2] }])
  })

  it('does not count a commune as whole that told a part of its own', () => {
    const { tell, told } = setTable()
    tell('a', 3)
    tell('b', 4, { coverage: { reported: 23, expected: 24 } })
    expect(told()).toMatchObject([{ value: 7, of: [1, 2] }])
    tell('b', 4, { at: NOON + MINUTE, coverage: { reported: 24, expected: 24 } })
    expect(told()).toMatchObject([{ value: 7, of: [2, 2] }])
  })

  it('never counts a commune of another era, neither in the sum nor among the expected', () => {
    const { tell, told } = setTable()
    tell('old', 100)
    expect(told()).toEqual([])
    tell('a', 3)
    expect(told()).toMatchObject([{ value: 3, of: [1, 2] }])
  })

  it('lets coverage fall when a part goes stale by time alone, also where the sum stays equal', () => {
    const { tell, told, pass } = setTable()
    tell('a', 3)
    tell('b', 0)
    expect(told()).toMatchObject([{ value: 3, of: [2, 2] }])
    tell('a', 3, { at: NOON + 10 * MINUTE })
    pass(16 * MINUTE)
    expect(told()).toMatchObject([{ value: 3, at: 10 * MINUTE, of: [1, 2] }])
  })

  it('is as old as its oldest part, but does not go back behind what it said', () => {
    const { tell, told } = setTable()
    tell('a', 3)
    expect(told()).toMatchObject([{ value: 3, at: 0 }])
    tell('b', 4, { at: NOON - MINUTE })
    expect(told()).toMatchObject([{ value: 7, at: 0 }])
    tell('a', 5, { at: NOON + 2 * MINUTE })
    tell('b', 5, { at: NOON + 1 * MINUTE })
    expect(told()).toMatchObject([{ value: 10, at: MINUTE }])
  })

  it('says nothing new, and nothing as 0, when nobody is heard any more', () => {
    const { tell, told, pass } = setTable()
    tell('a', 3)
    told()
    pass(16 * MINUTE)
    expect(told()).toEqual([])
  })

  it('weighs rates by their parts: three levels of Tây Ninh in 2023 give 43,08 %, not the mean 63,35 %', () => {
    const { tell, told } = setTable({ formula: '100 * {egov.done} / {egov.all}', communes: ['x', 'y', 'z'] })
    const [all, done] = [{ x: 6_000, y: 3_060, z: 940 }, { x: 6_000 * 0.1973, y: 3_060 * 0.7184, z: 940 * 0.9849 }]
    for (const commune of ['x', 'y', 'z'] as const) {
      tell(commune, all[commune], { series: `egov.all@${commune}` as SeriesName })
      tell(commune, done[commune], { series: `egov.done@${commune}` as SeriesName })
    }
    expect(told().find(({ series }) => series === 'egov.rate@tn2025')).toMatchObject({ value: 43.0791, of: [3, 3] })
  })

  it('takes no part of a commune that told only one of the two parts, and none that is divided by zero', () => {
    const { tell, told, whyNot } = setTable({ formula: '{egov.done} / {egov.all}', communes: ['x', 'y'] })
    tell('x', 1, { series: 'egov.done@x' as SeriesName })
    tell('y', 50, { series: 'egov.done@y' as SeriesName })
    tell('x', 0, { series: 'egov.all@x' as SeriesName })
    expect(told()).toEqual([])
    expect(whyNot('egov.rate@x' as SeriesName)).toEqual({ why: 'zero-divisor', what: '/' })
    tell('x', 4, { series: 'egov.all@x' as SeriesName, at: NOON + 1 })
    expect(told()).toMatchObject([{ series: 'egov.rate@x', value: 0.25 }, { series: 'egov.rate@tn2025', value: 0.25, of: [1, 2] }])
  })

  it('says what a figure was made of, and that a rate follows a correction of its part', () => {
    const { tell, told, explain } = setTable({ formula: '{egov.done} / {egov.all}', communes: ['x'] })
    tell('x', 1, { series: 'egov.done@x' as SeriesName })
    tell('x', 2, { series: 'egov.all@x' as SeriesName, quality: 'suspect' })
    expect(told().map(({ value }) => value)).toEqual([0.5, 0.5])
    tell('x', 4, { series: 'egov.all@x' as SeriesName })
    expect(told().map(({ value }) => value)).toEqual([0.25, 0.25])
    expect(explain('egov.rate@tn2025' as SeriesName, NOON)?.inputs().map(({ series, value, run }) => [series, value, run])).toEqual([['egov.done@x', 1, 'egov:1'], ['egov.all@x', 4, 'egov:1']])
  })

  it('marks what has one simulated part', () => {
    const { tell, told } = setTable()
    tell('a', 3)
    tell('b', 4, { source: 'played' as KeptSample['source'] })
    expect(told()).toMatchObject([{ source: ROLLED_UP_SIMULATED }])
  })

  it('leaves a figure alone that a department tells itself', () => {
    const { tell, told } = setTable()
    tell('tn2025', 50)
    tell('a', 3)
    expect(told()).toEqual([])
  })

  it('does not say again after a restart what stands on the bus', () => {
    const { tell, told } = setTable()
    tell('a', 3)
    tell('tn2025', 3, { source: ROLLED_UP, coverage: { reported: 1, expected: 2 } })
    expect(told()).toEqual([])
    tell('b', 1)
    expect(told()).toMatchObject([{ value: 4, of: [2, 2] }])
  })
})
