import type { Box } from '../scenes/place-panel.ts'

/** A line through edges that stand at the same height or side, in pixels of the wall. */
export interface Guide {
  axis: 'x' | 'y'
  at: number
  from: number
  to: number
}

/** Edges a pixel apart look like one. */
const NEAR_PX = 1

/** Where the edges of one box meet those of others. */
export function findGuides(box: Box, others: readonly Box[]): Guide[] {
  const right = box.left + box.width
  const bottom = box.top + box.height
  const upright = [box.left, right].flatMap((at) => line('x', at, [box, ...others.filter((other) => isNear(other.left, at) || isNear(other.left + other.width, at))]))
  const level = [box.top, bottom].flatMap((at) => line('y', at, [box, ...others.filter((other) => isNear(other.top, at) || isNear(other.top + other.height, at))]))
  return [...upright, ...level]
}

const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= NEAR_PX

function line(axis: 'x' | 'y', at: number, boxes: readonly Box[]): Guide[] {
  if (boxes.length < 2) return []
  const begins = boxes.map(({ left, top }) => (axis === 'x' ? top : left))
  const ends = boxes.map(({ left, top, width, height }) => (axis === 'x' ? top + height : left + width))
  return [{ axis, at, from: Math.min(...begins), to: Math.max(...ends) }]
}
