import { UnreadableField } from '#kit'

/** What is read and the unit it must say, without spaces and raised digits. µg/Nm³ is of another temperature, and another number. */
const UNITS: Record<string, string> = { 'PM2.5': 'μg/m3', PM10: 'μg/m3', NO2: 'μg/m3', SO2: 'μg/m3', O3: 'μg/m3', VN_AQI: '' }
/** A parameter as the mean of what is read; the index has none. */
const READ = new Set(['PM2.5 1h', 'PM2.5 24h', 'PM10 24h', 'NO2 1h', 'SO2 1h', 'O3 8h'])
/** Other spellings of data loggers. */
const SPELLINGS: Record<string, string> = { 'PM-2-5': 'PM2.5', 'PM2-5': 'PM2.5', 'PM-10': 'PM10', AQI: 'VN_AQI' }
/** Stations send these as well; nobody here reads them. */
const UNREAD = new Set(['TSP', 'CO', 'NO', 'NOX', 'TEMP', 'HUM', 'PRESS', 'WS', 'WD', 'RAIN', 'RAD'])

interface Line {
  tram: string
  thongSo: string
  trungBinh: string | undefined
  donVi: string
  giaTri: unknown
}

/** The station's site and the parameter's own name; a value in another unit, or of a parameter nobody knows, is a named reject. */
export function openLines(records: unknown[]): unknown[] {
  return records.flatMap((record) => {
    if (!isLine(record)) return [record]
    const symbol = record.thongSo.toUpperCase()
    if (UNREAD.has(symbol)) return []
    const thongSo = Object.hasOwn(SPELLINGS, symbol) ? SPELLINGS[symbol] ?? symbol : symbol
    const unit = Object.hasOwn(UNITS, thongSo) ? UNITS[thongSo] : undefined
    const where = { vi: `Trạm ${record.tram}: thông số ${record.thongSo.slice(0, 40)}`, en: `Station ${record.tram}: the parameter ${record.thongSo.slice(0, 40)}` }
    if (unit === undefined) return [new UnreadableField('unknown-indicator', { vi: `${where.vi} không có trong danh mục`, en: `${where.en} is not in the catalogue` })]
    // A source set up for the wrong files would else be quiet for ever, and nobody would know why.
    if (unit !== '' && !READ.has(`${thongSo} ${record.trungBinh ?? ''}`)) return [new UnreadableField('unknown-indicator', { vi: `${where.vi} trung bình ${record.trungBinh ?? '(không ghi)'} không được đọc`, en: `${where.en} as a mean over ${record.trungBinh ?? '(not said)'} is not read` })]
    const isRightUnit = plainUnit(record.donVi) === unit
    return [{
      ...record, thongSo, doiTuong: `site.env-${record.tram.toLowerCase()}`,
      giaTri: record.giaTri instanceof UnreadableField || isRightUnit ? record.giaTri
        : new UnreadableField('wrong-unit', { vi: `${where.vi}: đơn vị phải là ${unit === '' ? 'rỗng (chỉ số)' : 'µg/m³'}, tệp ghi "${record.donVi.slice(0, 40)}"; số không được dùng`, en: `${where.en}: the unit has to be ${unit === '' ? 'empty (an index)' : 'µg/m³'}, the file says "${record.donVi.slice(0, 40)}"; the number is not used` }, String(record.giaTri)),
    }]
  })
}

const isLine = (record: unknown): record is Line => typeof record === 'object' && record !== null && 'tram' in record && 'thongSo' in record

/** `µg/m³` has two micro signs in Unicode, a raised three, and loggers that write u; an index says a dash. */
const plainUnit = (unit: string): string => unit.normalize('NFKC').replaceAll(/\s/g, '').replace(/^ug/i, 'μg').replace(/^-$/, '')
