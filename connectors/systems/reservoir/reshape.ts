import type { Text } from '#contract'
import { UnreadableField } from '#kit'

const HOUR_MS = 3_600_000

interface Property {
  /** How the unit may be written, without spaces and raised digits. */
  units: readonly string[]
  /** As an operator would write it. */
  unit: string
  /** A sum over so much time; absent: what stands there at the moment. */
  over?: number
  /** The one station whose value the catalogue has; absent: any station. */
  at?: string
}

const metres: Property = { units: ['m'], unit: 'm' }
const flow: Property = { units: ['m3/s', 'm^3/s', 'm3.s-1'], unit: 'm³/s', at: 'dau-tieng' }

/** Name of the ObservedProperty -> the unit in which the catalogue has it. */
const PROPERTIES: Record<string, Property> = {
  'muc-nuoc-ho': { ...metres, at: 'dau-tieng' },
  'muc-nuoc-song': { ...metres, at: 'go-dau-ha' },
  // A cubic hectometre is a million cubic metres.
  'dung-tich-ho': { units: ['triệum3', '10^6m3', '10*6.m3', 'hm3'], unit: 'triệu m³', at: 'dau-tieng' },
  'luu-luong-ve-ho': flow,
  'luu-luong-xa-tran': flow,
  // By weight: 1 ‰ is 1 g/kg. Not ppt, which may be per trillion, nor PSU.
  'do-man': { units: ['‰', 'g/kg'], unit: '‰' },
  'mua-24h': { units: ['mm'], unit: 'mm', over: 24 * HOUR_MS },
}
/** Services hold these as well; nobody here reads them. */
const UNREAD = new Set(['nhiet-do-nuoc', 'nhiet-do', 'do-am', 'dien-ap', 'do-mo-cua-xa'])

/** An observation as the driver gives it. */
interface Observation {
  thing: { name: unknown; properties: unknown }
  property: { name: unknown }
  unit: { symbol: unknown }
  time: unknown
  from?: unknown
  result: unknown
}

/**
 * The station's site and the value, once its unit and the time it sums over are the ones the indicator has. A value in another
 * unit is never converted by guessing: it is a reject that names both units.
 */
export function openObservations(records: unknown[]): unknown[] {
  return records.flatMap((record) => {
    if (!isObservation(record)) return [record]
    const name = record.property.name
    if (typeof name === 'string' && UNREAD.has(name)) return []
    const station = stationOf(record)
    const property = typeof name === 'string' && Object.hasOwn(PROPERTIES, name) ? PROPERTIES[name] : undefined
    if (property === undefined) return [new UnreadableField('unknown-indicator', { vi: `Trạm ${station ?? '(không mã)'}: thông số ${JSON.stringify(name)} (ObservedProperty) không có trong danh mục`, en: `Station ${station ?? '(no code)'}: the property ${JSON.stringify(name)} (ObservedProperty) is not in the catalogue` })]
    if (property.at !== undefined && station !== property.at) return [new UnreadableField('unknown-subject', { vi: `Thông số ${String(name)} chỉ nhận của trạm ${property.at}, nơi gửi ghi trạm ${station ?? '(không mã)'}`, en: `The property ${String(name)} is taken of the station ${property.at} only, the sender says station ${station ?? '(no code)'}` })]
    return [{
      doiTuong: station === undefined ? undefined : `site.${station}`,
      thongSo: name, thoiDiem: record.time,
      giaTri: refusal(record, property, { vi: `Trạm ${station ?? '(không mã)'}, ${String(name)}`, en: `Station ${station ?? '(no code)'}, ${String(name)}` }) ?? record.result,
    }]
  })
}

const isObservation = (record: unknown): record is Observation =>
  typeof record === 'object' && record !== null && !(record instanceof UnreadableField) && 'property' in record && 'thing' in record && 'unit' in record

function stationOf({ thing: { properties } }: Observation): string | undefined {
  if (typeof properties !== 'object' || properties === null || !('maTram' in properties) || typeof properties.maTram !== 'string') return undefined
  return properties.maTram.trim().toLowerCase()
}

function refusal({ unit: { symbol }, time, from, result }: Observation, property: Property, where: Text): UnreadableField | undefined {
  if (result instanceof UnreadableField) return result
  if (!property.units.includes(plainUnit(symbol))) return new UnreadableField('wrong-unit', { vi: `${where.vi}: đơn vị phải là ${property.unit}, nơi gửi ghi ${symbol === undefined ? 'thiếu' : JSON.stringify(symbol).slice(0, 40)}; số không được dùng`, en: `${where.en}: the unit has to be ${property.unit}, the sender ${symbol === undefined ? 'says none' : `says ${JSON.stringify(symbol).slice(0, 40)}`}; the number is not used` }, JSON.stringify(result)?.slice(0, 80))
  if (property.over === undefined || lengthOf(from, time) === property.over) return undefined
  return new UnreadableField('bad-time', { vi: `${where.vi}: phenomenonTime phải là một khoảng đúng 24 giờ (đầu/cuối), vì đây là tổng 24 giờ`, en: `${where.en}: phenomenonTime has to be a span of just 24 hours (start/end), as this is the sum of 24 hours` }, JSON.stringify([from, time]).slice(0, 120))
}

const lengthOf = (from: unknown, to: unknown): number => (typeof from === 'string' && typeof to === 'string' ? Date.parse(to) - Date.parse(from) : Number.NaN)

/** `m³/s` and `m3 / s` are one; a raised exponent written as 10⁶ is told from the number 106. */
const plainUnit = (symbol: unknown): string =>
  typeof symbol === 'string' ? symbol.replaceAll('10⁶', '10^6').normalize('NFKC').replaceAll(/\s/g, '') : ''
