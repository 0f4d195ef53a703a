const STEPS: readonly (readonly [ms: number, step: string])[] = [
  [1_000, '1s'], [5_000, '5s'], [10_000, '10s'], [30_000, '30s'], [60_000, '1m'], [120_000, '2m'], [300_000, '5m'],
  [600_000, '10m'], [900_000, '15m'], [1_800_000, '30m'], [3_600_000, '1h'], [21_600_000, '6h'], [86_400_000, '1d'],
]

/** The step that gives at most about 300 points, as many as a panel can show; short trails are asked raw. */
export function trailStep(ms: number): string {
  if (ms <= 120_000) return 'raw'
  return STEPS.find(([step]) => ms / step <= 300)?.[1] ?? '1d'
}

const DAY_MS = 86_400_000

/** So far back, as the server reads a length: of days in whole hours. */
export const backOf = (ms: number): string => (ms <= DAY_MS ? `${Math.ceil(ms / 1_000)}s` : `${Math.ceil(ms / 3_600_000)}h`)
