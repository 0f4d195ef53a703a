import fc from 'fast-check'
import { expect, it } from 'vitest'
import { BoardId } from '#contract'
import { boardIdOf } from './board-id.ts'

it('makes an id of Vietnamese words, and another where it is taken', () => {
  expect(boardIdOf('Thu hồi đất – Quý IV', [])).toBe('board.thu-hoi-dat-quy-iv')
  expect(boardIdOf('Thu hồi đất', ['board.thu-hoi-dat', 'board.thu-hoi-dat-2'])).toBe('board.thu-hoi-dat-3')
  expect(boardIdOf('…', [])).toBe('board.moi')
})

it('makes a well-formed id of anything', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (title) => BoardId.safeParse(boardIdOf(title, [])).success))
})
