import type { SubjectId } from '#contract'
import { compilePointer } from './read-pointer.ts'
import type { Answer, FactReader } from './record-facts.ts'

interface Where {
  index: number
  pointer: string | undefined
}

export interface SubjectReader {
  /** The record's own subject or locality, else the deployment's. */
  ofRecord: FactReader<SubjectId>
  /** The one a reading is fixed to. */
  fixed(id: string, index: number): SubjectId | undefined
}

/** Says what a number is about. */
export function createSubjectReader({ system, context, rejects }: Answer): SubjectReader {
  const { subject, locality } = system
  const [readSubject, readLocality] = [compilePointer(subject ?? ''), compilePointer(locality ?? '')]

  function knownSubject(raw: unknown, where: Where): SubjectId | undefined {
    if (typeof raw === 'string' && context.hasSubject(raw)) return raw as SubjectId // the deployment's ids were parsed
    rejects.add({ ...where, code: 'unknown-subject', reason: raw === undefined || raw === null ? { vi: 'Thiếu mã đối tượng', en: 'The id of the subject is missing' } : { vi: 'Không có đối tượng (địa bàn, cơ quan, điểm đo) này', en: 'There is no such subject (locality, agency, site)' }, raw })
    return undefined
  }

  /** A code that lost its leading zeros as a number is not mended by guessing. */
  function localityOf(raw: unknown, where: Where): SubjectId | undefined {
    const code = typeof raw === 'number' ? String(raw) : raw
    const found = typeof code === 'string' ? context.localityByCode(code.trim()) : undefined
    if (found === undefined) rejects.add({ ...where, code: 'unknown-locality', reason: raw === undefined || raw === null ? { vi: 'Thiếu mã địa bàn', en: 'The code of the locality is missing' } : { vi: 'Không có địa bàn với mã này', en: 'There is no locality with this code' }, raw })
    return found
  }

  return {
    ofRecord(record, index) {
      if (subject !== undefined) {
        const raw = readSubject(record)
        // Where a system names both, stations report beside areas, and each record says which it is by the member it has.
        if (raw !== undefined || locality === undefined) return knownSubject(raw, { index, pointer: subject })
      }
      if (locality !== undefined) return localityOf(readLocality(record), { index, pointer: locality })
      if (context.defaultSubject !== undefined) return context.defaultSubject
      rejects.add({ index, code: 'unknown-subject', reason: { vi: 'Định nghĩa của hệ thống không nói số liệu thuộc về đâu', en: 'The definition of the system does not say what the figures are of' } })
      return undefined
    },
    fixed: (id, index) => knownSubject(id, { index, pointer: undefined }),
  }
}
