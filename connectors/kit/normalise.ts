import type { FeedId, Reject, Sample } from '#contract'
import type { NormaliseContext } from './normalise-context.ts'
import { createRejectList, type RejectList } from './reject-list.ts'
import { createSubjectFinder, readMoment } from './record-facts.ts'
import { readPeriod, readState } from './read-fields.ts'
import { hasMembers, readPointer } from './read-pointer.ts'
import { createTimeReader, type TimeReader } from './read-time.ts'
import { readValue } from './read-value.ts'
import { readingsOf, type ReadingPlan } from './reading-plan.ts'
import type { System } from './system.ts'
import { UnreadableField } from './unreadable-field.ts'

/** What one answer came to. `rejects` holds the first 1,000, `rejectedCount` counts all. */
export interface Normalised {
  samples: (Sample & { feed: FeedId })[]
  /** Of each sample, in the same order: which record it was read out of, from 0. */
  origins: number[]
  rejects: Reject[]
  rejectedCount: number
}

const MAX_RECORDS = 200_000

/** Raw records -> samples and rejects, by the system's definition. Pure; one bad reading costs that reading and no other. */
export function normalise({ system, records, context }: { system: System; records: readonly unknown[]; context: NormaliseContext }): Normalised {
  const rejects = createRejectList()
  const samples = new Map<string, Sample & { feed: FeedId }>()
  const origins: number[] = []
  const readTime = createTimeReader(system.atFormat, context.timeZone)
  const plan = readingsOf(system, context, rejects)
  const all = reshape(system, records, { context, rejects })
  for (const [index, record] of all.slice(0, MAX_RECORDS).entries()) {
    readRecord({ system, context, plan, readTime, rejects, samples, origins, index, record })
  }
  if (all.length > MAX_RECORDS) {
    rejects.add({ index: MAX_RECORDS, code: 'too-many', reason: `Quá ${MAX_RECORDS} bản ghi trong một lần; ${all.length - MAX_RECORDS} bản ghi sau không được đọc` }, all.length - MAX_RECORDS)
  }
  return { samples: [...samples.values()], origins, rejects: rejects.kept, rejectedCount: rejects.count() }
}

interface OneRecord {
  system: System
  context: NormaliseContext
  plan: ReadingPlan
  readTime: TimeReader
  rejects: RejectList
  samples: Map<string, Sample & { feed: FeedId }>
  origins: number[]
  index: number
  record: unknown
}

/** A reshape that fails on an answer it does not know must not end the pass: the answer is what changed. */
function reshape(system: System, records: readonly unknown[], { context, rejects }: { context: NormaliseContext; rejects: RejectList }): readonly unknown[] {
  if (system.reshape === undefined) return records
  try {
    return system.reshape([...records], { communes: [], province: '', ...context.areas, receivedAt: context.receivedAt })
  } catch {
    rejects.add({ index: 0, code: 'not-an-object', reason: 'Cấu trúc câu trả lời khác trước, không sắp xếp lại được', raw: records[0] }, Math.max(1, records.length))
    return []
  }
}

function readRecord(one: OneRecord): void {
  const { system, context, plan, rejects, index, record } = one
  if (typeof record !== 'object' || record === null || Array.isArray(record) || record instanceof UnreadableField) {
    rejects.add({ index, code: 'not-an-object', reason: 'Bản ghi không phải là một đối tượng JSON', raw: record })
    return
  }
  const readings = plan.of(record, index).filter((reading) => reading.where === undefined || hasMembers(record, reading.where))
  if (readings.length === 0) return
  const at = readMoment({ system, context, readTime: one.readTime, rejects, index, record })
  if (at === undefined) return
  const extra = readExtra(one, record)
  if (extra === undefined) return
  const findSubject = createSubjectFinder({ system, context, rejects, index, record })
  const ended = new Set<string>()
  for (const reading of readings) {
    const subject = findSubject(reading)
    if (subject === undefined || ended.has(subject)) continue
    if (context.holdsAt?.(subject, at) === false) {
      // Once for the record: it is the area that is wrong, not each of its figures.
      ended.add(subject)
      rejects.add({ index, code: 'unknown-subject', reason: `${subject} chưa có hoặc không còn hiệu lực vào thời điểm của số liệu` })
      continue
    }
    // A table has one column for the province's own figure in every commune's row: an empty cell there reports nothing.
    if (reading.optional && isAbsent(readPointer(record, reading.value))) continue
    if (context.mayReport?.(reading.indicator, subject) === false) {
      rejects.add({ index, code: 'not-of-this-source', reason: `Nguồn này không được gửi chỉ số ${reading.indicator.id} của ${subject}` })
      continue
    }
    const value = readValue({ rejects, index, record, reading })
    if (value === undefined) continue
    keep(one, { series: `${reading.indicator.id}@${subject}` as Sample['series'], at, ...value, ...extra, feed: reading.indicator.domain }) // both parts were parsed
  }
}

const isAbsent = (raw: unknown): boolean => raw === undefined || raw === null || raw === ''

/** Period, state and the sender's doubt of a record; undefined when one of them is written wrongly, and then the whole record is refused. */
function readExtra({ system, rejects, index }: OneRecord, record: object): Pick<Sample, 'period' | 'state' | 'quality'> | undefined {
  const extra: Pick<Sample, 'period' | 'state' | 'quality'> = {}
  const rawPeriod = system.period === undefined ? undefined : readPointer(record, system.period)
  if (rawPeriod !== undefined && rawPeriod !== null) {
    const period = readPeriod(rawPeriod)
    if (period === undefined) {
      rejects.add({ index, pointer: system.period, code: 'bad-period', reason: 'Kỳ báo cáo không đúng dạng 2026, 2026-Q3, 2026-10 hoặc 2026-10-15', raw: rawPeriod })
      return undefined
    }
    extra.period = period
  }
  const rawState = system.state === undefined ? undefined : readPointer(record, system.state)
  if (rawState !== undefined && rawState !== null) {
    const state = readState(rawState)
    if (state === undefined) {
      rejects.add({ index, pointer: system.state, code: 'bad-state', reason: 'Trạng thái số liệu phải là estimated (ước), preliminary (sơ bộ) hoặc official (chính thức)', raw: rawState })
      return undefined
    }
    extra.state = state
  }
  const rawQuality = system.quality === undefined ? undefined : readPointer(record, system.quality)
  if (rawQuality === 'suspect') extra.quality = 'suspect'
  else if (rawQuality !== undefined && rawQuality !== null && rawQuality !== 'good') {
    rejects.add({ index, pointer: system.quality, code: 'bad-quality', reason: 'Chất lượng số liệu phải là good hoặc suspect (nghi ngờ)', raw: rawQuality })
    return undefined
  }
  return extra
}

/** The same value twice is one sample; two values for one moment cannot both be true, and the first stands. */
function keep({ samples, origins, rejects, index }: OneRecord, sample: Sample & { feed: FeedId }): void {
  const key = `${sample.series}|${sample.at}|${sample.period ?? ''}`
  const known = samples.get(key)
  if (known === undefined) {
    samples.set(key, sample)
    origins.push(index)
  } else if (known.value !== sample.value) {
    rejects.add({ index, code: 'duplicate-record', reason: `Chuỗi ${sample.series} đã có giá trị khác cho cùng thời điểm trong lần gửi này`, raw: sample.value })
  }
}
