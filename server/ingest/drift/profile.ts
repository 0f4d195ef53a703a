import { createHash } from 'node:crypto'
import type { Indicator, IndicatorId, Reject, Sample, SourceSettings } from '#contract'
import { readPointer, type System } from '#kit'
import { listFields } from './list-fields.ts'
import { findDuplicates } from './find-duplicates.ts'
import { type Readers, readersOf } from './readers.ts'

/** One answer as it was read. */
export interface ReadAnswer {
  system: System
  overrides: SourceSettings['readings']
  timeZone: string
  indicators: ReadonlyMap<IndicatorId, Indicator>
  /** As the mapping reads them: after its `reshape`. */
  records: readonly unknown[]
  samples: readonly Sample[]
  origins: readonly number[]
  rejects: readonly Reject[]
  receivedAt: number
}

/** The numbers of one place of the answer, as written, also those that were refused later. */
export interface Group {
  indicator: string
  pointer: string
  numbers: number[]
  /** Of the numbers that are not zero, without sign. */
  median: number | undefined
  top: number
  decimals: number
  texts: number
  /** First record with a text where a number should be. */
  text?: { index: number; raw: string }
}

export interface SubjectSeen {
  at: number
  zero: number
  nonzero: number
}

/** What an answer looks like, as far as one can say without knowing what it means. */
export interface Profile {
  answer: ReadAnswer
  readers: Readers
  rows: number
  /** JSON Pointer -> in how many of the records looked at. */
  fields: ReadonlyMap<string, { count: number; example: string }>
  looked: number
  groups: ReadonlyMap<string, Group>
  subjects: ReadonlyMap<string, SubjectSeen>
  duplicates: ReturnType<typeof findDuplicates>
  newestAt: number | undefined
  /** Of what was told, without when. */
  sum: string
  /** Different numbers other than zero: few of them can come again by chance. */
  distinct: number
}

/** A look at some tells as much as a look at all. */
const MOST_LOOKED_AT = 1_000

export function profileOf(answer: ReadAnswer): Profile {
  const { records, samples, system, overrides } = answer
  const readers = readersOf(system, overrides)
  const step = Math.max(1, Math.ceil(records.length / MOST_LOOKED_AT))
  const looked = records.map((record, index) => ({ record, index })).filter(({ index }) => index % step === 0)
  const numbers = samples.filter(({ value }) => typeof value === 'number' && value !== 0)
  return {
    answer, readers, rows: records.length, looked: looked.length,
    fields: listFields(looked.map(({ record }) => record)),
    groups: groupsOf(looked, readers),
    subjects: subjectsOf(samples),
    duplicates: findDuplicates(system, readers, records),
    newestAt: samples.reduce<number | undefined>((newest, { at }) => Math.max(newest ?? at, at), undefined),
    sum: sumOf(samples),
    distinct: new Set(numbers.map(({ value }) => value)).size,
  }
}

function groupsOf(looked: readonly { record: unknown; index: number }[], readers: Readers): Map<string, Group> {
  const groups = new Map<string, Group>()
  for (const { record, index } of looked) {
    for (const { key, indicator, pointer, number } of readers.of(record)) {
      const raw = readPointer(record, pointer)
      if (raw === undefined) continue
      const group = groups.get(key) ?? { indicator, pointer, numbers: [], median: undefined, top: 0, decimals: 0, texts: 0 }
      groups.set(key, group)
      // A rate of nothing is null at night: the place is there, and empty.
      if (raw === null || raw === '') continue
      const value = number(raw)
      if (value !== undefined) group.numbers.push(value)
      else {
        group.texts += 1
        group.text ??= { index, raw: (typeof raw === 'string' ? raw : JSON.stringify(raw)).slice(0, 80) }
      }
    }
  }
  for (const group of groups.values()) measure(group)
  return groups
}

function measure(group: Group): void {
  const sizes = group.numbers.filter((value) => value !== 0).map(Math.abs).sort((a, b) => a - b)
  group.median = sizes[Math.floor(sizes.length / 2)]
  group.top = sizes.at(-1) ?? 0
  group.decimals = Math.max(0, ...group.numbers.map(decimalsOf))
}

const MOST_DECIMALS = 6

export function decimalsOf(value: number): number {
  const text = String(value)
  if (text.includes('e')) return value < 1 && value > -1 ? MOST_DECIMALS : 0
  const point = text.indexOf('.')
  return point === -1 ? 0 : Math.min(MOST_DECIMALS, text.length - point - 1)
}

export const subjectOf = ({ series }: Pick<Sample, 'series'>): string => series.slice(series.indexOf('@') + 1)

function subjectsOf(samples: readonly Sample[]): Map<string, SubjectSeen> {
  const subjects = new Map<string, SubjectSeen>()
  for (const sample of samples) {
    const id = subjectOf(sample)
    const seen = subjects.get(id) ?? { at: sample.at, zero: 0, nonzero: 0 }
    subjects.set(id, seen)
    seen.at = Math.max(seen.at, sample.at)
    if (typeof sample.value === 'number') seen[sample.value === 0 ? 'zero' : 'nonzero'] += 1
  }
  return subjects
}

function sumOf(samples: readonly Sample[]): string {
  // In the order told: the same file has the same order.
  let text = ''
  for (const { series, value } of samples) text += `${series}=${value}\n`
  return createHash('sha256').update(text).digest('hex').slice(0, 24)
}
