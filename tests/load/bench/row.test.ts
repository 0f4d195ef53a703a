import { describe, expect, it } from 'vitest'
import { cellsOf, ratiosOf, type Row, verdictOf } from './row.ts'

const row = (more: Partial<Row>): Row => ({ what: 'x', unit: 'ms', ours: [30, 20, 200], floor: [10, 20, 100], ...more })

describe('a line of the bench', () => {
  it('takes its ratio within each round', () => {
    expect(ratiosOf(row({}))).toEqual([3, 1, 2])
  })

  it('is judged by the median ratio', () => {
    expect(verdictOf(row({ goal: { of: 'ratio', atMost: 2 } }))).toBe('hit')
    expect(verdictOf(row({ goal: { of: 'ratio', atMost: 1.9 } }))).toBe('miss')
    expect(verdictOf(row({ goal: { of: 'ratio', atLeast: 2.1 } }))).toBe('miss')
  })

  it('is judged by its own figure where the goal is one', () => {
    expect(verdictOf(row({ goal: { of: 'figure', atMost: 30 } }))).toBe('hit')
    expect(verdictOf(row({ goal: { of: 'figure', atMost: 29 } }))).toBe('miss')
    expect(verdictOf(row({ goal: { of: 'ratio', atMost: 1, orFigureAtMost: 50 } }))).toBe('hit')
  })

  it('misses its goal where nothing was measured', () => {
    expect(verdictOf(row({ ours: [], goal: { of: 'figure', atMost: 1 } }))).toBe('miss')
    expect(verdictOf(row({ floor: [], goal: { of: 'ratio', atMost: 1 } }))).toBe('miss')
  })

  it('shows medians with their spread', () => {
    expect(cellsOf(row({ goal: { of: 'ratio', atMost: 2 }, note: 'n' }))).toEqual(['x', 'ms', '30 (20 to 200)', '20 (10 to 100)', '2 (1 to 3)', 'at most 2 x', 'HIT', 'n'])
  })
})
