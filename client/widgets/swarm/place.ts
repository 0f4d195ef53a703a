export interface Dot<T> {
  item: T
  x: number
  y: number
}

/** One dot per item on one scale; dots of nearly the same value are stacked about the middle line. Pure. */
export function placeDots<T>(items: readonly { item: T; value: number }[], scale: { low: number; high: number; width: number; height: number; radius: number }): Dot<T>[] {
  const { low, high, width, height, radius } = scale
  const cell = radius * 2 + 3
  const columns = Math.max(1, Math.floor((width - cell) / cell))
  const mostInStack = Math.max(1, Math.floor(height / cell))
  const columnOf = (value: number) => Math.round(((Math.min(high, Math.max(low, value)) - low) / (high - low)) * columns)
  const totals = new Map<number, number>()
  for (const { value } of items) totals.set(columnOf(value), (totals.get(columnOf(value)) ?? 0) + 1)
  const placed = new Map<number, number>()
  return items.map(({ item, value }) => {
    const column = columnOf(value)
    const index = placed.get(column) ?? 0
    placed.set(column, index + 1)
    // 0, -1, +1, -2, +2 … about the middle; a stack too high for the strip is pressed together.
    const step = Math.ceil(index / 2) * (index % 2 === 1 ? -1 : 1)
    const press = Math.min(1, mostInStack / (totals.get(column) ?? 1))
    return { item, x: cell / 2 + column * cell, y: height / 2 + step * cell * press }
  })
}

export interface Label {
  x: number
  /** Width it needs. */
  width: number
  level: number
}

/** Spreads labels over levels above (even) and below (odd) so that none touches another; the farthest out come first. */
export function spreadLabels(labels: readonly { x: number; width: number }[], levels: number): Label[] {
  const ends: number[] = Array.from({ length: levels }, () => -Infinity)
  return labels.map((label) => {
    const left = label.x - label.width / 2
    const free = ends.findIndex((end) => end + 24 < left)
    const level = free === -1 ? levels : free
    if (free !== -1) ends[free] = label.x + label.width / 2
    return { ...label, level }
  })
}
