import { type Reject, seriesName, type SubjectId } from '#contract'
import type { Reading } from './known-readings.ts'
import type { NormaliseContext } from './normalise-context.ts'
import { createReadingPlan } from './reading-plan.ts'
import { createSubjectReader } from './read-subject.ts'
import { isAbsent, readValue } from './read-value.ts'
import { type Answer, createExtraReader, createMomentReader, type Extra } from './record-facts.ts'
import { createRejectList, type RejectList } from './reject-list.ts'
import { createSampleList, type FedSample, type SampleList } from './sample-list.ts'
import type { System } from './system.ts'
import { UnreadableField } from './unreadable-field.ts'

/** What one answer came to. `rejects` holds the first 1,000, `rejectedCount` counts all. */
export interface Normalised {
  samples: FedSample[]
  /** Of each sample, in the same order: which record it was read out of, from 0. */
  origins: number[]
  rejects: Reject[]
  rejectedCount: number
  /** What was read: the records as they came, or as the system rearranged them. */
  records: readonly unknown[]
}

const MAX_RECORDS = 200_000

/** Raw records -> samples and rejects, by the system's definition. Pure; one bad reading costs that reading and no other. */
export function normalise({ system, records, context }: { system: System; records: readonly unknown[]; context: NormaliseContext }): Normalised {
  const rejects = createRejectList()
  const samples = createSampleList(rejects)
  const readRecord = createRecordReader({ system, context, rejects }, samples)
  const all = reshape(system, records, { context, rejects })
  const count = Math.min(all.length, MAX_RECORDS)
  for (let index = 0; index < count; index += 1) readRecord(all[index], index)
  if (all.length > MAX_RECORDS) {
    rejects.add({ index: MAX_RECORDS, code: 'too-many', reason: { vi: `Quá ${MAX_RECORDS} bản ghi trong một lần; ${all.length - MAX_RECORDS} bản ghi sau không được đọc`, en: `More than ${MAX_RECORDS} records at once; ${all.length - MAX_RECORDS} of them were not read` } }, all.length - MAX_RECORDS)
  }
  return { samples: samples.kept, origins: samples.origins, rejects: rejects.kept, rejectedCount: rejects.count(), records: all }
}

/** A reshape that fails on an answer it does not know must not end the pass: the answer is what changed. */
function reshape(system: System, records: readonly unknown[], { context, rejects }: { context: NormaliseContext; rejects: RejectList }): readonly unknown[] {
  if (system.reshape === undefined) return records
  try {
    return system.reshape([...records], { communes: [], province: '', ...context.areas, receivedAt: context.receivedAt })
  } catch {
    rejects.add({ index: 0, code: 'not-an-object', reason: { vi: 'Cấu trúc câu trả lời khác trước, không sắp xếp lại được', en: 'The answer has another structure than before and cannot be rearranged' }, raw: records[0] }, Math.max(1, records.length))
    return []
  }
}

interface Found {
  record: object
  index: number
  at: number
  extra: Extra
}

/** Whatever is the same for every record is prepared here: an answer may hold 200,000 of them. */
function createRecordReader(answer: Answer, samples: SampleList): (record: unknown, index: number) => void {
  const { context, rejects } = answer
  const readingsOf = createReadingPlan(answer)
  const readMoment = createMomentReader(answer)
  const readExtra = createExtraReader(answer)
  const subjects = createSubjectReader(answer)

  return (record, index) => {
    if (typeof record !== 'object' || record === null || Array.isArray(record) || record instanceof UnreadableField) {
      rejects.add({ index, code: 'not-an-object', reason: { vi: 'Bản ghi không phải là một đối tượng JSON', en: 'The record is no JSON object' }, raw: record })
      return
    }
    const readings = readingsOf(record, index)
    if (readings.length === 0) return
    const at = readMoment(record, index)
    if (at === undefined) return
    const extra = readExtra(record, index)
    if (extra !== undefined) readFigures(readings, { record, index, at, extra })
  }

  function readFigures(readings: readonly Reading[], found: Found): void {
    const { record, index, at } = found
    // Looked up once, so that one wrong code is one reject, however many readings the record holds.
    let own: { subject: SubjectId | undefined } | undefined
    let ended: Set<SubjectId> | undefined
    for (const reading of readings) {
      const subject = reading.subject === undefined ? (own ??= { subject: subjects.ofRecord(record, index) }).subject : subjects.fixed(reading.subject, index)
      if (subject === undefined || ended?.has(subject)) continue
      if (context.holdsAt?.(subject, at) === false) {
        // Once for the record: it is the area that is wrong, not each of its figures.
        ended = (ended ?? new Set()).add(subject)
        rejects.add({ index, code: 'unknown-subject', reason: { vi: `${subject} chưa có hoặc không còn hiệu lực vào thời điểm của số liệu`, en: `${subject} is not there yet, or not any more, at the moment of the figure` } })
        continue
      }
      readFigure(reading, subject, found)
    }
  }

  function readFigure(reading: Reading, subject: SubjectId, { record, index, at, extra }: Found): void {
    const { indicator } = reading
    const raw = reading.read(record)
    // A table has one column for the province's own figure in every commune's row: an empty cell there reports nothing.
    if (reading.optional && isAbsent(raw)) return
    if (context.mayReport?.(indicator, subject) === false) {
      rejects.add({ index, code: 'not-of-this-source', reason: { vi: `Nguồn này không được gửi chỉ số ${indicator.id} của ${subject}`, en: `This source must not send the indicator ${indicator.id} of ${subject}` } })
      return
    }
    const value = readValue({ rejects, index, reading, raw })
    if (value === undefined) return
    const coverage = reading.coverage?.read(record)
    if (coverage === 'unreadable') {
      // A figure of 3 communes out of 96 must not pass for the whole province because its coverage was unreadable.
      rejects.add({ index, pointer: reading.coverage?.pointer, code: 'bad-coverage', reason: { vi: `Số đơn vị đã báo cáo / phải báo cáo của ${indicator.id} không hợp lệ`, en: `How many of ${indicator.id} have reported of how many expected is not valid` } })
      return
    }
    const sample: FedSample = { series: seriesName(indicator.id, subject), at, value, ...extra, feed: indicator.domain }
    samples.add(coverage === undefined ? sample : { ...sample, coverage }, index)
  }
}
