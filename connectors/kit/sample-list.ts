import type { FeedId, Sample } from '#contract'
import type { RejectList } from './reject-list.ts'

export type FedSample = Sample & { feed: FeedId }

/** Collects the samples of one answer: the same value twice is one sample; two values for one moment cannot both be true, and the first stands. */
export interface SampleList {
  kept: FedSample[]
  /** Of each, in the same order: which record it was read out of, from 0. */
  origins: number[]
  add(sample: FedSample, index: number): void
}

export function createSampleList(rejects: RejectList): SampleList {
  const kept: FedSample[] = []
  const origins: number[] = []
  // Most answers say each series once: only of a series said again the moments are compared.
  const firsts = new Map<string, FedSample>()
  const others = new Map<string, FedSample>()

  function known(sample: FedSample): FedSample | undefined {
    const first = firsts.get(sample.series)
    if (first === undefined) firsts.set(sample.series, sample)
    if (first === undefined || isOfSameMoment(first, sample)) return first
    const key = `${sample.series}|${sample.at}|${sample.period ?? ''}`
    const other = others.get(key)
    if (other === undefined) others.set(key, sample)
    return other
  }

  return {
    kept, origins,
    add(sample, index) {
      const before = known(sample)
      if (before === undefined) {
        kept.push(sample)
        origins.push(index)
      } else if (before.value !== sample.value) {
        rejects.add({ index, code: 'duplicate-record', reason: { vi: `Chuỗi ${sample.series} đã có giá trị khác cho cùng thời điểm trong lần gửi này`, en: `The series ${sample.series} already has another value for the same moment in this delivery` }, raw: sample.value })
      }
    },
  }
}

const isOfSameMoment = (a: Sample, b: Sample): boolean => a.at === b.at && a.period === b.period
