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
  const seen = new Map<string, { index: number; told: string }>()
  const contradicting = new Set<number>()
  let count = 0
  let first: number | undefined
  for (const [index, record] of records.slice(0, MOST_COMPARED).entries()) {
    if (typeof record !== 'object' || record === null) continue
    const identity = JSON.stringify(pointers.map((pointer) => readPointer(record, pointer)))
    const told = JSON.stringify(readers.of(record).map(({ pointer }) => [pointer, readPointer(record, pointer)]))
    const before = seen.get(identity)
    if (before === undefined) {
      seen.set(identity, { index, told })
      continue
    }
    // Two records may share one moment and hold different members.
    if (!overlaps(before.told, told)) continue
    count += 1
    first ??= index
    if (before.told !== told) contradicting.add(before.index).add(index)
  }
  return { count, contradicting, first }
}

/** Do both tell something in one place? A record per figure shares its subject and moment with others and repeats none. */
function overlaps(a: string, b: string): boolean {
  const inA = new Set(pointersIn(a))
  return pointersIn(b).some((pointer) => inA.has(pointer))
}

const pointersIn = (told: string): string[] => (JSON.parse(told) as [string, unknown][]).filter(([, value]) => value !== undefined && value !== null).map(([pointer]) => pointer) // written above
