import type { StepOf } from './day-of.ts'
import type { KeptPast } from './recent.ts'

/** The last value of each step, with its own time. Nothing is carried into a step that has none. */
export function lastOfSteps(samples: readonly KeptPast[], stepMs: number, stepOf: StepOf): KeptPast[] {
  return samples.filter((sample, index) => {
    const next = samples[index + 1]
    return next === undefined || stepOf(next.at, stepMs) !== stepOf(sample.at, stepMs)
  })
}

/** At most `limit`, evenly chosen; the first and the last stay. */
export function thin<T extends KeptPast>(samples: readonly T[], limit: number): T[] {
  if (samples.length <= limit) return [...samples]
  if (limit <= 1) return samples.slice(-limit)
  const stride = (samples.length - 1) / (limit - 1)
  return Array.from({ length: limit }, (_, index) => samples[Math.round(index * stride)]).filter((sample) => sample !== undefined)
}
