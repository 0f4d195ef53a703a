import type { Catalogue, Indicator } from '#contract'
import { foldWords, shareOf } from './fold-words.ts'

/** What one field of the records holds, as far as one answer shows. */
export interface FieldFacts {
  pointer: string
  kind: 'number' | 'vi-number' | 'time' | 'locality' | 'period' | 'text' | 'mixed'
  atFormat?: 'iso' | 'local' | 'dd/MM/yyyy HH:mm:ss' | 'epoch-s' | 'epoch-ms'
  /** Of all records. */
  filled: number
  example: unknown
}

export interface ProposedReading {
  indicator: string
  value: string
  format?: 'vi'
  /** Share of the words that agree, 0 to 1. */
  score: number
}

/** A first draft of a system, from one recorded answer: to be read by a person before it is believed. */
export interface Proposal {
  recordsAt: string
  recordCount: number
  fields: FieldFacts[]
  locality: string | undefined
  at: FieldFacts | undefined
  period: string | undefined
  readings: ProposedReading[]
  /** Numbers for which no indicator was found. */
  unknown: string[]
}

const MOST_RECORDS = 500
const LIKELY = 0.6

export function proposeSystem(answer: unknown, { indicators, localities }: Pick<Catalogue, 'indicators' | 'localities'>): Proposal {
  const list = largestList(answer, '') ?? { pointer: '', records: [answer] }
  const codes = new Set<string>(localities.map(({ code }) => code))
  const records = list.records.slice(0, MOST_RECORDS)
  const fields = fieldsOf(records, codes)
  const numbers = fields.filter(({ kind }) => kind === 'number' || kind === 'vi-number')
  const readings = bestReadings(numbers, indicators)
  return {
    recordsAt: list.pointer, recordCount: list.records.length, fields, readings,
    locality: fields.filter(({ kind }) => kind === 'locality').toSorted((a, b) => b.filled - a.filled)[0]?.pointer,
    at: fields.filter(({ kind }) => kind === 'time').toSorted((a, b) => b.filled - a.filled)[0],
    period: fields.find(({ kind }) => kind === 'period')?.pointer,
    unknown: numbers.map(({ pointer }) => pointer).filter((pointer) => !readings.some(({ value }) => value === pointer)),
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

function largestList(value: unknown, pointer: string, depth = 0): { pointer: string; records: unknown[] } | undefined {
  if (Array.isArray(value)) return value.some(isRecord) ? { pointer, records: value } : undefined
  if (!isRecord(value) || depth > 4) return undefined
  return Object.entries(value).flatMap(([key, inner]) => largestList(inner, `${pointer}/${escape(key)}`, depth + 1) ?? []).toSorted((a, b) => b.records.length - a.records.length)[0]
}

const escape = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')

function fieldsOf(records: readonly unknown[], codes: ReadonlySet<string>): FieldFacts[] {
  const values = new Map<string, unknown[]>()
  for (const record of records) collect(record, '', values)
  return [...values].map(([pointer, found]): FieldFacts => {
    const filled = found.filter((one) => one !== null && one !== '')
    return { pointer, filled: filled.length, example: filled[0], ...kindOf(filled, codes) }
  })
}

function collect(value: unknown, pointer: string, into: Map<string, unknown[]>): void {
  if (isRecord(value)) for (const [key, inner] of Object.entries(value)) collect(inner, `${pointer}/${escape(key)}`, into)
  else if (!Array.isArray(value)) into.set(pointer, [...(into.get(pointer) ?? []), value])
}

const TIMES: [NonNullable<FieldFacts['atFormat']>, RegExp][] = [
  ['iso', /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/], ['local', /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?$/], ['dd/MM/yyyy HH:mm:ss', /^\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d$/],
]
const EPOCHS: [NonNullable<FieldFacts['atFormat']>, number, number][] = [['epoch-ms', 1e12, 4.2e12], ['epoch-s', 1e9, 4.2e9]]

function kindOf(filled: readonly unknown[], codes: ReadonlySet<string>): Pick<FieldFacts, 'kind' | 'atFormat'> {
  const all = (test: (one: unknown) => boolean) => filled.length > 0 && filled.every(test)
  const texts = filled.map(String)
  if (texts.length > 0 && texts.filter((text) => codes.has(text)).length >= texts.length * 0.8) return { kind: 'locality' }
  for (const [atFormat, shape] of TIMES) if (all((one) => typeof one === 'string' && shape.test(one))) return { kind: 'time', atFormat }
  for (const [atFormat, low, high] of EPOCHS) if (all((one) => typeof one === 'number' && one > low && one < high)) return { kind: 'time', atFormat }
  if (all((one) => typeof one === 'string' && /^\d{4}-(?:Q[1-4]|\d\d)$/.test(one))) return { kind: 'period' }
  if (all((one) => typeof one === 'number')) return { kind: 'number' }
  if (all((one) => typeof one === 'string' && /^-?\d+(?:\.\d+)?$/.test(one))) return { kind: 'number' }
  if (all((one) => typeof one === 'string' && /^-?\d{1,3}(?:\.\d{3})*(?:,\d+)?$/.test(one))) return { kind: 'vi-number' }
  return { kind: all((one) => typeof one === 'string') ? 'text' : 'mixed' }
}

/** Each indicator goes to the field that says most of its name, and each field to one indicator. */
function bestReadings(numbers: readonly FieldFacts[], indicators: readonly Indicator[]): ProposedReading[] {
  const pairs = numbers.flatMap(({ pointer, kind }) => {
    const words = foldWords(pointer.slice(pointer.lastIndexOf('/') + 1))
    return indicators.map((indicator): ProposedReading => ({
      indicator: indicator.id, value: pointer, ...(kind === 'vi-number' ? { format: 'vi' as const } : {}),
      score: Math.max(shareOf(words, foldWords(indicator.name.vi)), shareOf(words, foldWords(indicator.short?.vi ?? '')), shareOf(words, foldWords(indicator.id.slice(indicator.id.indexOf('.') + 1)))),
    }))
  }).filter(({ score }) => score >= LIKELY).toSorted((a, b) => b.score - a.score)
  const taken = new Set<string>()
  return pairs.filter(({ indicator, value }) => {
    if (taken.has(indicator) || taken.has(value)) return false
    taken.add(indicator).add(value)
    return true
  })
}
