import type { KeptSample } from '#contract'

/** The recent past of one series in the order in which it was true, bounded in number and age. */
export interface SeriesRing {
  add(sample: KeptSample): void
  /** Lets go of what was both true and received before this moment; the newest stays. */
  forgetBefore(moment: number): void
  /** `from <= at <= to`, oldest first. */
  between(from: number, to: number): KeptSample[]
  /** Before this moment something was let go for want of room. */
  wholeSince(): number
}

export function createSeriesRing(maxPoints: number): SeriesRing {
  let samples: KeptSample[] = []
  /** Where the kept ones begin; the front is cut off only now and then, as moving all for each would be slow. */
  let start = 0
  let wholeSince = -Infinity

  function drop(count: number): void {
    start += count
    if (start < 64 || start * 2 < samples.length) return
    samples = samples.slice(start)
    start = 0
  }

  /** The first kept one that does not come before. */
  function indexOf(comesBefore: (sample: KeptSample) => boolean): number {
    let [low, high] = [start, samples.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const sample = samples[middle]
      if (sample !== undefined && comesBefore(sample)) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    add(sample) {
      const index = indexOf((other) => order(other, sample) < 0)
      const held = samples[index]
      // A correction is what we show from now on; the log keeps both.
      if (held !== undefined && order(held, sample) === 0) samples[index] = sample
      else if (index === samples.length) samples.push(sample)
      else samples.splice(index, 0, sample)
      if (samples.length - start <= maxPoints) return
      drop(1)
      wholeSince = samples[start]?.at ?? wholeSince
    },
    forgetBefore(moment) {
      let count = 0
      for (let index = start; index < samples.length - 1; index++, count++) {
        const sample = samples[index]
        if (sample === undefined || Math.max(sample.at, sample.receivedAt) >= moment) break
      }
      if (count > 0) drop(count)
    },
    between: (from, to) => samples.slice(indexOf((sample) => sample.at < from), indexOf((sample) => sample.at <= to)),
    wholeSince: () => wholeSince,
  }
}

/** By time, then by period: two figures may be true at the same moment for different periods. */
function order(a: KeptSample, b: KeptSample): number {
  if (a.at !== b.at) return a.at - b.at
  const [first, second] = [a.period ?? '', b.period ?? '']
  if (first === second) return 0
  return first < second ? -1 : 1
}
