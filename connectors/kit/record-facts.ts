import type { SubjectId } from '#contract'
import type { NormaliseContext } from './normalise-context.ts'
import { readPointer } from './read-pointer.ts'
import type { TimeReader } from './read-time.ts'
import type { Reading } from './reading-plan.ts'
import type { RejectList } from './reject-list.ts'
import type { System } from './system.ts'

const AHEAD_MS = 5 * 60_000
const OLDEST_MS = 10 * 366 * 86_400_000

interface Facts {
  system: System
  context: NormaliseContext
  rejects: RejectList
  index: number
  record: object
}

const HOW: Record<System['atFormat'], string> = {
  iso: 'ISO 8601 có múi giờ, ví dụ 2026-10-15T07:00:00Z',
  local: 'giờ địa phương, ví dụ 2026-10-15T14:00:00',
  'epoch-s': 'số giây từ 1970',
  'epoch-ms': 'số mili giây từ 1970',
  'dd/MM/yyyy HH:mm:ss': 'ngày/tháng/năm giờ:phút:giây, ví dụ 15/10/2026 14:00:00',
}

/** The record's own time, believable against ours; undefined when rejected. */
export function readMoment({ system, context, readTime, rejects, index, record }: Facts & { readTime: TimeReader }): number | undefined {
  if (system.at === undefined) return context.receivedAt
  const raw = readPointer(record, system.at)
  const at = readTime(raw)
  const where = { index, pointer: system.at, raw }
  if (at === undefined) rejects.add({ ...where, code: 'bad-time', reason: `${raw === undefined || raw === null ? 'Thiếu thời điểm' : 'Thời điểm viết sai'}; cần ${HOW[system.atFormat]}` })
  else if (at > context.receivedAt + AHEAD_MS) rejects.add({ ...where, code: 'time-in-future', reason: 'Thời điểm ở tương lai (quá 5 phút); kiểm tra đồng hồ và múi giờ' })
  else if (at < context.receivedAt - OLDEST_MS) rejects.add({ ...where, code: 'time-too-old', reason: 'Thời điểm cũ hơn 10 năm; kiểm tra đơn vị giây hay mili giây' })
  else return at
  return undefined
}

/**
 * Says what a number is about: the reading's own subject, else the record's, else the deployment's; undefined when rejected.
 * The record's own is looked up once, so that one wrong code is one reject, however many readings the record holds.
 */
export function createSubjectFinder({ system, context, rejects, index, record }: Facts): (reading: Reading) => SubjectId | undefined {
  let own: { subject: SubjectId | undefined } | undefined
  return (reading) => {
    if (reading.subject !== undefined) return knownSubject(reading.subject, undefined)
    own ??= { subject: subjectOfRecord() }
    return own.subject
  }

  function subjectOfRecord(): SubjectId | undefined {
    if (system.subject !== undefined && !isOfLocality()) return knownSubject(readPointer(record, system.subject), system.subject)
    if (system.locality !== undefined) return localityOf(readPointer(record, system.locality), system.locality)
    if (context.defaultSubject !== undefined) return context.defaultSubject
    rejects.add({ index, code: 'unknown-subject', reason: 'Định nghĩa của hệ thống không nói số liệu thuộc về đâu' })
    return undefined
  }

  /** Where a system names both, stations report beside areas, and each record says which it is by the member it has. */
  function isOfLocality(): boolean {
    return system.subject !== undefined && system.locality !== undefined && readPointer(record, system.subject) === undefined
  }

  function knownSubject(raw: unknown, pointer: string | undefined): SubjectId | undefined {
    if (typeof raw === 'string' && context.hasSubject(raw)) return raw as SubjectId // the deployment's ids were parsed
    rejects.add({ index, pointer, code: 'unknown-subject', reason: raw === undefined || raw === null ? 'Thiếu mã đối tượng' : 'Không có đối tượng (địa bàn, cơ quan, điểm đo) này', raw })
    return undefined
  }

  /** A code that lost its leading zeros as a number is not mended by guessing. */
  function localityOf(raw: unknown, pointer: string): SubjectId | undefined {
    const code = typeof raw === 'number' ? String(raw) : raw
    const found = typeof code === 'string' ? context.localityByCode(code.trim()) : undefined
    if (found === undefined) rejects.add({ index, pointer, code: 'unknown-locality', reason: raw === undefined || raw === null ? 'Thiếu mã địa bàn' : 'Không có địa bàn với mã này', raw })
    return found
  }
}
