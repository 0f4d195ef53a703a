import { expect, it } from 'vitest'
import { elapsedShare, judgeAtPace, judgeStatus } from '#contract'

const PACE = { warn: 5, critical: 15 }

it.each([
  ['2025-06-30', 46.66, 'good'], // as reported of the first half of 2025: 43,4 % of the payment year's 95 % were due
  ['2025-10-31', 66, 'watch'],
  ['2025-12-31', 66, 'bad'],
  ['2026-01-31', 95, 'good'],
  ['2026-01-31', 89.9, 'watch'],
] as const)('judges disbursement by the elapsed part of the payment year: on %s %s %% is %s', (day, value, status) => {
  expect(judgeAtPace(value, { target: 95, share: elapsedShare('2025', day, 'investment'), pace: PACE })).toBe(status)
})

it('does not judge what is not there, and differs from a fixed target', () => {
  expect(judgeAtPace(undefined, { target: 95, share: 0.5, pace: PACE })).toBe('unknown')
  expect(judgeStatus(46.66, { direction: 'higher' }, 95)).toBe('bad')
})
