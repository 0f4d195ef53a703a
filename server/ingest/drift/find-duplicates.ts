import { readPointer, type System } from '#kit'
import type { Readers } from './readers.ts'

export interface Duplicates {
  /** Records that speak of the same thing at the same moment as an earlier one. */
  count: number
  /** Indexes of records, earlier and later ones, of which two say different things. */
  contradicting: ReadonlySet<number>
  /** Index of the first that came again. */
  first: number | undefined
}

const MOST_COMPARED = 5_000
const NONE: Duplicates = { count: 0, contradicting: new Set(), first: undefined }

/** Only where a record says itself what it is about. */
export function findDuplicates(system: System, readers: Readers, records: readonly unknown[]): Duplicates {
  if (system.subject === undefined && system.locality === undefined) return NONE
  const names = [system.subject, system.locality, system.indicator, system.at, system.period, system.state, ...system.readings.flatMap(({ where = {} }) => Object.keys(where))]
  const pointers = [...new Set(names.filter((one) => one !== undefined))]
  const seen = new Map<string, number>()
  const contradicting = new Set<number>()
  let count = 0
  let first: number | undefined
  for (const [index, record] of records.slice(0, MOST_COMPARED).entries()) {
    if (typeof record !== 'object' || record === null) continue
    let identity = ''
    for (const pointer of pointers) identity += `${String(readPointer(record, pointer))}|`
    const before = seen.get(identity)
    if (before === undefined) {
      seen.set(identity, index)
      continue
    }
    const [was, is] = [toldBy(records[before], readers), toldBy(record, readers)]
    // Two records may share one moment and hold different members.
    if (![...is.keys()].some((pointer) => was.has(pointer))) continue
    count += 1
    first ??= index
    if ([...is].some(([pointer, value]) => was.has(pointer) && was.get(pointer) !== value)) contradicting.add(before).add(index)
  }
  return { count, contradicting, first }
}

/** What a record tells, by where it stands. */
function toldBy(record: unknown, readers: Readers): Map<string, unknown> {
  const told = readers.of(record).map(({ pointer }): [string, unknown] => [pointer, readPointer(record, pointer)])
  return new Map(told.filter(([, value]) => value !== undefined && value !== null))
}
