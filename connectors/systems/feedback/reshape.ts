import { UnreadableField, type ReshapeFacts } from '#kit'

interface Span {
  from: number
  to: number
}

interface Pass {
  readAt: number
  days: Span[]
  /** Requests that could not be read at all. */
  unreadable: number
}

interface Request {
  id: string
  status: 'open' | 'closed'
  requestedAt: number
  closedAt?: number
  expectedAt?: number
  badDeadline?: boolean
  assigned: boolean
  locality?: string
}

/** A second before midnight: a day's last count belongs to that day. */
const LAST_SECOND_MS = 1_000

/**
 * Counts requests per commune and for the province: for each day what came in and what was resolved, and of now what is open. A
 * commune without requests has 0, because all requests were read. The province counts also those nobody could place.
 */
export function countRequests(records: unknown[], { communes, province }: ReshapeFacts): unknown[] {
  const passes = records.filter(isPass)
  const requests = records.filter(isRequest)
  const known = new Set(communes)
  const ofCommune = new Map(communes.map((code) => [code, [] as Request[]]))
  const nowhere: UnreadableField[] = []
  for (const request of requests) {
    if (request.locality !== undefined && known.has(request.locality)) ofCommune.get(request.locality)?.push(request)
    else nowhere.push(new UnreadableField('unknown-locality', { vi: `Phản ánh ${request.id} ${request.locality === undefined ? 'không có mã xã' : `mang mã xã ${request.locality} không có trong danh mục`}: chỉ được tính vào số của tỉnh`, en: `Report ${request.id} ${request.locality === undefined ? 'has no code of a commune' : `has the code ${request.locality}, which is not in the catalogue`}: it counts for the province only` }))
  }
  return [
    ...passes.flatMap(({ pass }) => {
      const areas = [
        { code: province, level: 'TINH', requests, doubt: pass.unreadable > 0 },
        ...[...ofCommune].map(([code, own]) => ({ code, level: 'XA', requests: own, doubt: pass.unreadable > 0 || nowhere.length > 0 })),
      ]
      return areas.flatMap((area) => countArea(area, pass))
    }),
    ...nowhere,
    ...records.filter((record) => !isPass(record) && !isRequest(record)),
  ]
}

interface Area {
  code: string
  level: string
  requests: readonly Request[]
  /** Some request may be missing from the count. */
  doubt: boolean
}

function countArea({ code, level, requests, doubt }: Area, { readAt, days }: Pass): object[] {
  const about = { maDonVi: code, capDonVi: level, chatLuong: doubt ? 'suspect' : 'good' }
  return days.map((day, index) => {
    const isToday = index === days.length - 1
    const counted = { ...about, thoiDiem: isToday ? readAt : day.to - LAST_SECOND_MS, ...countDay(requests, day) }
    return isToday ? { ...counted, loai: 'hom-nay', ...countOpen(requests, readAt) } : { ...counted, loai: 'ngay-truoc' }
  })
}

const within = (at: number | undefined, { from, to }: Span): boolean => at !== undefined && at >= from && at < to

function countDay(requests: readonly Request[], day: Span): object {
  const resolved = requests.filter(({ status, closedAt }) => status === 'closed' && within(closedAt, day))
  const withoutDeadline = resolved.filter(({ expectedAt }) => expectedAt === undefined).length
  const onTime = resolved.filter(({ closedAt = 0, expectedAt = 0 }) => closedAt <= expectedAt).length
  // Who had no deadline was neither in time nor late: to count it as either would be a guess.
  const unknown = withoutDeadline === 0 ? undefined : new UnreadableField('missing-value', { vi: `${withoutDeadline} phản ánh đã xử lý không có hạn (expected_datetime), không biết đúng hạn hay không`, en: `${withoutDeadline} reports that were dealt with have no deadline (expected_datetime): nobody knows whether they were in time` })
  return {
    tiepNhan: requests.filter(({ requestedAt }) => within(requestedAt, day)).length,
    daXuLy: resolved.length,
    dungHan: unknown ?? onTime,
    tyLeDungHan: unknown === undefined && resolved.length > 0 ? Number(((100 * onTime) / resolved.length).toFixed(2)) : null,
  }
}

function countOpen(requests: readonly Request[], now: number): object {
  const open = requests.filter(({ status }) => status === 'open')
  const unclear = open.filter(({ badDeadline }) => badDeadline === true).length
  return {
    dangXuLy: open.length,
    quaHan: unclear > 0
      ? new UnreadableField('bad-time', { vi: `${unclear} phản ánh có hạn (expected_datetime) không đọc được, không biết đã quá hạn hay chưa`, en: `${unclear} reports have a deadline (expected_datetime) that cannot be read: nobody knows whether they are overdue` })
      : open.filter(({ expectedAt }) => expectedAt !== undefined && expectedAt < now).length,
    chuaPhanCong: open.filter(({ assigned }) => !assigned).length,
  }
}

/** Both come from our own driver. */
const isPass = (record: unknown): record is { pass: Pass } => typeof record === 'object' && record !== null && 'pass' in record
const isRequest = (record: unknown): record is Request => typeof record === 'object' && record !== null && 'requestedAt' in record && 'status' in record
