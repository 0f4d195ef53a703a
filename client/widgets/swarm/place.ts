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

/** A text in the strip: where its anchor is, and what it covers. */
export interface Placed {
  x: number
  anchor: 'start' | 'middle' | 'end'
  left: number
  right: number
}

/** Between two texts of one row. */
const GAP = 24
const MARK_GAP = 16

/** Width of a text at 40 px, never less than it takes: capitals and wide letters are counted as such. */
export const widthOfName = (name: string): number => name.split('').reduce((sum, letter) => sum + (letter === ' ' ? 11 : /[MWmw]/.test(letter) ? 36 : /\p{Lu}/u.test(letter) ? 31 : 23), 0)

/** Centred on its dot, or standing on the strip's edge where half of it would fall outside. */
export function placeName(x: number, width: number, stripWidth: number): Placed {
  if (x - width / 2 < 0) return { x: 0, anchor: 'start', left: 0, right: width }
  if (x + width / 2 > stripWidth) return { x: stripWidth, anchor: 'end', left: stripWidth - width, right: stripWidth }
  return { x, anchor: 'middle', left: x - width / 2, right: x + width / 2 }
}

/** Beside an upright mark, on the side towards the middle, and past what stands there already. */
export function placeBeside(mark: number, width: number, stripWidth: number, taken: readonly Placed[] = []): Placed {
  const isLeft = mark > stripWidth / 2
  const spanAt = (x: number) => (isLeft ? { left: x - width, right: x } : { left: x, right: x + width })
  let x = isLeft ? mark - MARK_GAP : mark + MARK_GAP
  for (const { left, right } of isLeft ? taken.toSorted((a, b) => b.right - a.right) : taken.toSorted((a, b) => a.left - b.left)) {
    const span = spanAt(x)
    if (span.left < right + GAP && span.right > left - GAP) x = isLeft ? left - GAP : right + GAP
  }
  return { x, anchor: isLeft ? 'end' : 'start', ...spanAt(x) }
}

/** Spreads names over levels above (even) and below (odd) so that none touches another, nor lies where it is not free; the farthest out come first. */
export function spreadNames(names: readonly Placed[], levels: number, isFree: (name: Placed, level: number) => boolean = () => true): (Placed & { level: number })[] {
  const ends: number[] = Array.from({ length: levels }, () => -Infinity)
  return names.map((name) => {
    const free = ends.findIndex((end, level) => end + GAP < name.left && isFree(name, level))
    const level = free === -1 ? levels : free
    if (free !== -1) ends[free] = name.right
    return { ...name, level }
  })
}

const LEVEL_HEIGHT = 50
const RISE = 36
const FALL = 14

/** Where the letters of a level stand, from the middle line of the dots. */
export function levelAt(level: number): { baseline: number; top: number; bottom: number } {
  const baseline = level % 2 === 0 ? -34 - (level / 2) * LEVEL_HEIGHT : 70 + ((level - 1) / 2) * LEVEL_HEIGHT
  return { baseline, top: baseline - RISE, bottom: baseline + FALL }
}

/** Whether letters there stand between the row above the dots and the axis below them: a low panel has fewer levels. */
export function isBetween(level: number, { middle, top, bottom }: { middle: number; top: number; bottom: number }): boolean {
  const letters = levelAt(level)
  return middle + letters.top >= top && middle + letters.bottom <= bottom
}

/** Whether letters there would cover one of these dots; `middle` is their middle line. */
export function coversDot({ left, right }: Placed, level: number, { dots, middle, radius }: { dots: readonly { x: number; y: number }[]; middle: number; radius: number }): boolean {
  const { top, bottom } = levelAt(level)
  return dots.some(({ x, y }) => x + radius > left && x - radius < right && y + radius > middle + top && y - radius < middle + bottom)
}
