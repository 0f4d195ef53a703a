/** What each type of entity must tell, over all its moments: an attribute under another name would vanish without a trace. */
const NEEDED: Record<string, readonly string[]> = { CameraGroup: ['communeCode', 'cameraTotal', 'onlineRate', 'aiViolations'], TrafficFlowObserved: ['siteCode', 'vehiclesPerHour'] }
/** UN/CEFACT: percent. */
const PERCENT = 'P1'

interface Told {
  id: string
  type: string
  at: unknown
  values: Record<string, unknown>
  units: Record<string, unknown>
}

/** The records of known entities under their short type, with the site a code stands for, and a text for all that is wrong with the rest. */
export function openEntities(records: unknown[]): unknown[] {
  const told = records.filter(isTold)
  return [...records.map(openOne), ...[...new Set(told.map(({ id }) => id))].flatMap((id) => missing(id, told.filter((one) => one.id === id)))]
}

function openOne(record: unknown): unknown {
  if (!isTold(record)) return typeof record === 'string' ? record : 'Thực thể không đọc được'
  const type = shortType(record.type)
  if (!Object.hasOwn(NEEDED, type)) return `Không biết loại thực thể ${type.slice(0, 60)}`
  const unit = record.units['onlineRate']
  if (unit !== undefined && unit !== PERCENT) return `${record.id}: unitCode của onlineRate phải là ${PERCENT} (phần trăm)`
  const { siteCode } = record.values
  return { ...record, type, ...(typeof siteCode === 'string' ? { site: `site.cam-${siteCode.trim().toLowerCase()}` } : {}) }
}

function missing(id: string, records: Told[]): string[] {
  const needed = NEEDED[shortType(records[0]?.type ?? '')] ?? []
  const lacks = needed.filter((name) => !records.some(({ values }) => Object.hasOwn(values, name)))
  return lacks.length === 0 ? [] : [`${id}: thiếu thuộc tính ${lacks.join(', ')}`]
}

/** Without the address that `@context` may have put before it. */
const shortType = (type: string): string => type.split(/[/#]/).at(-1) ?? type

const isTold = (record: unknown): record is Told =>
  typeof record === 'object' && record !== null && 'id' in record && 'type' in record && typeof record.type === 'string' && 'values' in record
