import { knownReadings, type KnownReadings, type Reading } from './known-readings.ts'
import { compilePointer } from './read-pointer.ts'
import type { Answer } from './record-facts.ts'
import type { RejectList } from './reject-list.ts'

/** Which readings one record holds. */
export type ReadingPlan = (record: object, index: number) => readonly Reading[]

/** The same readings of every record, or, where records name their indicator, the one they name. */
export function createReadingPlan({ system, context, rejects }: Answer): ReadingPlan {
  const known = knownReadings(system, context)
  if (system.indicator !== undefined) return namedReadings(system.indicator, known, rejects)
  // Said once for the answer, not once for each of its records: it is our catalogue that lacks it.
  for (const { value, indicator } of known.unknown) rejects.add({ index: 0, pointer: value, code: 'unknown-indicator', reason: { vi: `Danh mục không có chỉ số ${indicator}`, en: `The catalogue has no indicator ${indicator}` } })
  const { listed } = known
  if (listed.every(({ isOf }) => isOf === undefined)) return () => listed
  return (record) => listed.filter(({ isOf }) => isOf === undefined || isOf(record))
}

/** Our own push format. Where the system lists readings, only their indicators may be sent, with their limits. */
function namedReadings(pointer: string, known: KnownReadings, rejects: RejectList): ReadingPlan {
  const readName = compilePointer(pointer)
  return (record, index) => {
    const raw = readName(record)
    const reading = typeof raw === 'string' ? known.named(raw) : undefined
    if (reading === undefined) {
      rejects.add({ index, pointer, code: 'unknown-indicator', reason: raw === undefined ? { vi: 'Thiếu mã chỉ số', en: 'The id of the indicator is missing' } : { vi: 'Danh mục không có chỉ số này', en: 'The catalogue has no such indicator' }, raw })
      return []
    }
    if (reading === 'not-listed') {
      rejects.add({ index, pointer, code: 'not-of-this-source', reason: { vi: `Nguồn này không được gửi chỉ số ${String(raw)}`, en: `This source must not send the indicator ${String(raw)}` }, raw })
      return []
    }
    return reading.isOf === undefined || reading.isOf(record) ? [reading] : []
  }
}
