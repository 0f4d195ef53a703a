const sorted = (all: readonly number[]): number[] => all.toSorted((a, b) => a - b)

/** NaN of nothing, so that a figure nobody measured never looks like one. */
export function median(all: readonly number[]): number {
  const row = sorted(all)
  const middle = row.length >> 1
  return row.length % 2 === 1 ? (row[middle] ?? NaN) : ((row[middle - 1] ?? NaN) + (row[middle] ?? NaN)) / 2
}

/** Nearest rank: the smallest value that at least `percent` of all do not exceed. */
export function percentile(all: readonly number[], percent: number): number {
  const rank = Math.max(1, Math.ceil((percent / 100) * all.length))
  return sorted(all)[rank - 1] ?? NaN
}

export interface Slope {
  /** Change of y per unit of x. */
  slope: number
  /** The 95 % confidence interval of `slope`; infinitely wide where three points are not there. */
  low: number
  high: number
}

/** Least squares. The interval takes the residuals as independent; samples close together in time make it look narrower than it is. */
export function slopeOf(points: readonly { x: number; y: number }[]): Slope {
  const n = points.length
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / n
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / n
  const sxx = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0)
  const sxy = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0)
  const slope = sxy / sxx
  if (n < 3) return { slope, low: -Infinity, high: Infinity }
  const residuals = points.reduce((sum, { x, y }) => sum + (y - meanY - slope * (x - meanX)) ** 2, 0)
  const half = tQuantile(n - 2) * Math.sqrt(residuals / (n - 2) / sxx)
  return { slope, low: slope - half, high: slope + half }
}

const Z = 1.959963984540054

/** Two-sided 95 % quantile of Student's t: exact for one and two degrees of freedom, beyond them the Cornish-Fisher series (under 1 % off). */
export function tQuantile(degrees: number): number {
  if (degrees === 1) return 12.706204736
  if (degrees === 2) return 4.302652730
  const v = degrees
  return Z
    + (Z ** 3 + Z) / (4 * v)
    + (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / (96 * v ** 2)
    + (3 * Z ** 7 + 19 * Z ** 5 + 17 * Z ** 3 - 15 * Z) / (384 * v ** 3)
    + (79 * Z ** 9 + 776 * Z ** 7 + 1482 * Z ** 5 - 1920 * Z ** 3 - 945 * Z) / (92_160 * v ** 4)
}
