import type { Reject, Sample, Text } from '#contract'
import type { NormaliseContext } from './normalise-context.ts'
import { readPeriod, readState } from './read-fields.ts'
import { compilePointer } from './read-pointer.ts'
import { createTimeReader } from './read-time.ts'
import type { RejectList } from './reject-list.ts'
import { rememberLast } from './remember-last.ts'
import type { System } from './system.ts'

const AHEAD_MS = 5 * 60_000
const OLDEST_MS = 10 * 366 * 86_400_000

/** What is the same for all records of an answer. */
export interface Answer {
  system: System
  context: NormaliseContext
  rejects: RejectList
}

/** Reads one fact of a record; undefined when it was rejected. */
export type FactReader<T> = (record: object, index: number) => T | undefined

type Fault = Pick<Reject, 'code' | 'reason'>

const HOW: Record<System['atFormat'], Text> = {
  iso: { vi: 'ISO 8601 có múi giờ, ví dụ 2026-10-15T07:00:00Z', en: 'ISO 8601 with its time zone, such as 2026-10-15T07:00:00Z' },
  local: { vi: 'giờ địa phương, ví dụ 2026-10-15T14:00:00', en: 'local time, such as 2026-10-15T14:00:00' },
  'epoch-s': { vi: 'số giây từ 1970', en: 'seconds since 1970' },
  'epoch-ms': { vi: 'số mili giây từ 1970', en: 'milliseconds since 1970' },
  'dd/MM/yyyy HH:mm:ss': { vi: 'ngày/tháng/năm giờ:phút:giây, ví dụ 15/10/2026 14:00:00', en: 'day/month/year hour:minute:second, such as 15/10/2026 14:00:00' },
}

/** The record's own time, believable against ours. */
export function createMomentReader({ system, context, rejects }: Answer): FactReader<number> {
  const { at: pointer, atFormat } = system
  const { receivedAt } = context
  if (pointer === undefined) return () => receivedAt
  const faultOf = (raw: unknown, at: number | undefined): Fault | undefined => {
    if (at === undefined) return { code: 'bad-time', reason: { vi: `${isMissing(raw) ? 'Thiếu thời điểm' : 'Thời điểm viết sai'}; cần ${HOW[atFormat].vi}`, en: `${isMissing(raw) ? 'The moment is missing' : 'The moment is written wrongly'}; needed is ${HOW[atFormat].en}` } }
    if (at > receivedAt + AHEAD_MS) return { code: 'time-in-future', reason: { vi: 'Thời điểm ở tương lai (quá 5 phút); kiểm tra đồng hồ và múi giờ', en: 'The moment is in the future (by more than 5 minutes); check clock and time zone' } }
    if (at < receivedAt - OLDEST_MS) return { code: 'time-too-old', reason: { vi: 'Thời điểm cũ hơn 10 năm; kiểm tra đơn vị giây hay mili giây', en: 'The moment is more than 10 years ago; check whether it is in seconds or milliseconds' } }
    return undefined
  }
  const read = compilePointer(pointer)
  const readTime = rememberLast(createTimeReader(atFormat, context.timeZone))
  return (record, index) => {
    const raw = read(record)
    const at = readTime(raw)
    const fault = faultOf(raw, at)
    if (fault === undefined) return at
    rejects.add({ index, pointer, raw, ...fault })
    return undefined
  }
}

export type Extra = Pick<Sample, 'period' | 'state' | 'quality'>

/** Period, state and the sender's doubt of a record, which need not carry them; one of them written wrongly refuses the whole record. */
export function createExtraReader({ system, rejects }: Answer): FactReader<Extra> {
  const period = optionalReader(system.period, readPeriod, { code: 'bad-period', reason: { vi: 'Kỳ báo cáo không đúng dạng 2026, 2026-Q3, 2026-10 hoặc 2026-10-15', en: 'The period is not of the form 2026, 2026-Q3, 2026-10 or 2026-10-15' } }, rejects)
  const state = optionalReader(system.state, readState, { code: 'bad-state', reason: { vi: 'Trạng thái số liệu phải là estimated (ước), preliminary (sơ bộ) hoặc official (chính thức)', en: 'The state of a figure has to be estimated (ước), preliminary (sơ bộ) or official (chính thức)' } }, rejects)
  const quality = optionalReader(system.quality, readQuality, { code: 'bad-quality', reason: { vi: 'Chất lượng số liệu phải là good hoặc suspect (nghi ngờ)', en: 'The quality of a figure has to be good or suspect (nghi ngờ)' } }, rejects)
  return (record, index) => {
    const foundPeriod = period(record, index)
    if (foundPeriod === undefined) return undefined
    const foundState = state(record, index)
    if (foundState === undefined) return undefined
    const foundQuality = quality(record, index)
    if (foundQuality === undefined) return undefined
    return { ...(foundQuality === 'suspect' && { quality: foundQuality }), ...(foundPeriod !== ABSENT && { period: foundPeriod }), ...(foundState !== ABSENT && { state: foundState }) }
  }
}

const readQuality = (raw: unknown): 'good' | 'suspect' | undefined => (raw === 'good' || raw === 'suspect' ? raw : undefined)

const ABSENT = Symbol('absent')

function optionalReader<T extends string>(pointer: string | undefined, parse: (raw: unknown) => T | undefined, fault: Fault, rejects: RejectList): FactReader<T | typeof ABSENT> {
  if (pointer === undefined) return () => ABSENT
  const read = compilePointer(pointer)
  const parseText = rememberLast(parse)
  return (record, index) => {
    const raw = read(record)
    if (isMissing(raw)) return ABSENT
    const found = parseText(raw)
    if (found === undefined) rejects.add({ index, pointer, raw, ...fault })
    return found
  }
}

const isMissing = (raw: unknown): raw is undefined | null => raw === undefined || raw === null
