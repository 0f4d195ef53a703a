import { describe, expect, it } from 'vitest'
import type { Catalogue, FeedId, KeptSample, RunId, SeriesName } from '#contract'
import { createBook, ROLLED_UP, ROLLED_UP_SIMULATED } from './book.ts'

const NOON = Date.UTC(2026, 9, 15, 5)
const MINUTE = 60_000
const TOTAL = 'egov.overdue@tn2025'

/** A province of today with two communes, and one commune of before the merger that ended at midnight. */
function setTable() {
  const clock = { now: () => now, after: () => () => {}, every: () => () => {} }
  let now = NOON
  const indicator = { id: 'egov.overdue', domain: 'egov' as FeedId, level: 'commune', aggregation: 'sum', decimals: 0, due: { every: '5m' } }
  const localities = [{ id: 'tn2025', level: 'province' }, ...['a', 'b', 'old'].map((id) => ({ id, level: 'commune', parent: 'tn2025' }))]
  const sources = [{ id: 'egov', origin: 'real' }, { id: 'played', origin: 'simulated' }]
  const book = createBook({
    clock,
    catalogue: () => ({ indicators: [indicator], localities, sources }) as unknown as Catalogue, // what is read of it
    dueOf: (_, at) => ({ liveUntil: at + 5 * MINUTE, lateUntil: at + 15 * MINUTE }),
    holdsAt: (id) => id !== 'old',
  })
  const tell = (subject: string, value: number, more: Partial<KeptSample> = {}) =>
    book.take({ series: `egov.overdue@${subject}` as SeriesName, at: NOON, value, source: 'egov', run: 'egov:1' as RunId, receivedAt: NOON, ...more } as KeptSample) // brands apart
  const told = (all = false) => [...book.compute(all)].flatMap(([source, samples]) => samples.map(({ series, value, at, coverage }) => ({ series, value, at: at - NOON, of: [coverage?.reported, coverage?.expected], source })))
  return { tell, told, pass: (ms: number) => { now += ms } }
}

describe('the book of roll-ups', () => {
  it('says a sum once, and again when a part has changed', () => {
    const { tell, told } = setTable()
    tell('a', 3)
    expect(told()).toEqual([{ series: TOTAL, value: 3, at: 0, of: [1, 2], source: ROLLED_UP }])
    expect(told(true)).toEqual([])
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
    expect(told(true)).toMatchObject([{ value: 3, at: 10 * MINUTE, of: [1, 2] }])
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
    expect(told(true)).toEqual([])
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
    expect(told(true)).toEqual([])
    tell('b', 1)
    expect(told()).toMatchObject([{ value: 4, of: [2, 2] }])
  })
})
