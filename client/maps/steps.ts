/** Which of the classes a value is in, from 1; a value on a break belongs to the upper one. */
export const stepOf = (value: number, breaks: readonly number[]): number => 1 + breaks.filter((one) => value >= one).length

const NICE = [1, 2, 5]
const CLASSES = 4

/**
 * Rounded breaks that part the values into about equal groups, the target one of them where it lies among the values: the map then
 * shows where the target is met. Values that are all alike need no breaks.
 */
export function chooseBreaks(values: readonly number[], target: number | undefined): number[] {
  const sorted = values.toSorted((a, b) => a - b)
  const [low, high] = [sorted[0], sorted.at(-1)]
  if (low === undefined || high === undefined || low === high) return []
  const step = niceStep((high - low) / 10)
  const wanted = Array.from({ length: CLASSES - 1 }, (_, i) => round(sorted[Math.floor(((i + 1) * sorted.length) / CLASSES)] ?? low, step))
  const breaks = new Set(wanted.filter((one) => one > low && one <= high))
  if (target !== undefined && target > low && target <= high && !breaks.has(target)) {
    const nearest = [...breaks].sort((a, b) => Math.abs(a - target) - Math.abs(b - target))[0]
    if (nearest !== undefined && breaks.size >= CLASSES - 1) breaks.delete(nearest)
    breaks.add(target)
  }
  return [...breaks].sort((a, b) => a - b)
}

function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  return power * (NICE.find((one) => one * power >= least) ?? 10)
}

/** Without the crumbs of binary fractions, `0.30000000000000004`. */
const round = (value: number, step: number): number => Number((Math.round(value / step) * step).toPrecision(10))
