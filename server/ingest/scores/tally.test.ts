import { expect, it } from 'vitest'
import { Check, CHECK_OF_REJECT, CHECK_OF_RULE, QualityWord, type Reject, type Run, type Sample, WORD_OF_CHECK } from '#contract'
import type { ConfiguredSource } from '../configure.ts'
import { addLosses, joinTallies, tallyOf, tallyOfFailure } from './tally.ts'

const source = {
  info: { everyMs: 60_000 }, settings: { readings: { 'a.two': { value: '/hai' } } },
  system: { readings: [{ indicator: 'a.one', value: '/mot' }, { indicator: 'a.two', value: '/2' }, { indicator: 'a.three', value: '/chung' }, { indicator: 'a.four', value: '/chung' }] },
} as unknown as ConfiguredSource // as much of it as a tally looks at
const samples = (...series: string[]) => series.map((one) => ({ series: one }) as Sample)
const reject = (code: Reject['code'], pointer?: string): Reject => ({ index: 0, code, reason: { vi: '', en: '' }, ...(pointer === undefined ? {} : { pointer }) })

it('knows at most twelve checks, every word among them, and one for each reason and each finding', () => {
  expect(Check.options.length).toBeLessThanOrEqual(12)
  expect(new Set(Object.values(WORD_OF_CHECK))).toEqual(new Set(QualityWord.options))
  const used = new Set<string>([...Object.values(CHECK_OF_REJECT), ...Object.values(CHECK_OF_RULE), 'answered', 'on-time'])
  expect(Check.options.filter((check) => !used.has(check))).toEqual([])
})

it('files each figure and each refused figure under its indicator, where one can tell', () => {
  const rejects = [reject('not-a-number', '/mot'), reject('out-of-range', '/hai'), reject('missing-value', '/chung'), reject('bad-time')]
  expect(tallyOf(source, { samples: samples('a.one@x', 'a.one@y', 'a.two@x'), rejects, rejectedCount: 1_004 })).toEqual({
    figures: { 'a.one': 3, 'a.two': 2, '': 1_002 }, everyMs: 60_000,
    lost: [['readable', 'a.one', 1], ['range', 'a.two', 1], ['readable', '', 1_002]],
  })
})

it('tells silence from an answer nobody can read', () => {
  expect(tallyOfFailure(source, 'unreachable').lost).toEqual([['answered', '', 1]])
  expect(tallyOfFailure(source, 'malformed').lost).toEqual([['fields', '', 1]])
})

it('does not count twice what was refused as told twice', () => {
  const refused = tallyOf(source, { samples: samples('a.one@x'), rejects: [reject('duplicate-record', '/mot')], rejectedCount: 1 })
  expect(addLosses(refused, { lost: [['unique', '', 1]] }).lost).toEqual([['unique', 'a.one', 1]])
  expect(addLosses({ figures: { 'a.one': 1 } }, { lost: [['unique', '', 1]], places: 7 })).toEqual({ figures: { 'a.one': 1 }, isJudged: true, places: 7, lost: [['unique', '', 1]] })
})

it('adds up the parts of one pass', () => {
  const part: Run['tally'] = { figures: { 'a.one': 1 }, lost: [['unit', 'a.one', 1]] }
  expect(joinTallies(part, part)).toEqual({ figures: { 'a.one': 2 }, lost: [['unit', 'a.one', 2]] })
  expect(joinTallies(undefined, part)).toEqual(part)
})
