/** What a station measures and the unit it must say; the limits in `system.ts` are in these. */
const UNITS: Record<string, string> = { 'PM2.5': 'μg/m3', PM10: 'μg/m3', NO2: 'μg/m3', SO2: 'μg/m3', O3: 'μg/m3', VN_AQI: '', VN_WQI: '' }
/** Stations send these as well; nobody here reads them. */
const UNREAD = new Set(['TSP', 'CO', 'NO', 'NOx', 'Nhiệt độ', 'Độ ẩm', 'Áp suất', 'Tốc độ gió', 'Hướng gió', 'Lượng mưa', 'pH', 'DO', 'TSS', 'COD', 'BOD5', 'Amoni', 'Độ đục', 'Độ dẫn điện'])
/** Thông tư 10/2021/TT-BTNMT: measuring, calibrating, faulty. Only what was measured is a figure. */
const STATES = new Set(['00', '01', '02'])

/**
 * The message itself, with what its topic and station code stand for. A message whose unit, parameter or state nobody here
 * knows would match no reading and vanish without a trace, or be a thousand times too small; as a text it is a reject that
 * shows what is wrong with it.
 */
export function openMessages(records: unknown[]): unknown[] {
  return records.map((record) => {
    if (!isMessage(record)) return typeof record === 'string' ? record : `Bản tin phải là một đối tượng JSON: ${JSON.stringify(record)}`
    const { topic, levels, message } = record
    const isSum = levels.at(-2) === 'tong-hop'
    const wrong = isSum ? refusalOfSum(message) : refusal(message)
    if (wrong !== undefined) return `${topic}: ${wrong}: ${JSON.stringify(message)}`
    if (isSum) return { ...message, loai: 'tong-hop' }
    return { ...message, loai: 'tram', ...(typeof message['maTram'] === 'string' ? { doiTuong: `site.env-${message['maTram'].trim().toLowerCase()}` } : {}) }
  })
}

interface Message {
  topic: string
  levels: string[]
  message: Record<string, unknown>
}

const isMessage = (record: unknown): record is Message =>
  typeof record === 'object' && record !== null && 'message' in record && typeof record.message === 'object' && record.message !== null && !Array.isArray(record.message)

const refusalOfSum = ({ capDonVi }: Record<string, unknown>): string | undefined => (capDonVi === 'TINH' || capDonVi === 'XA' ? undefined : 'capDonVi phải là TINH hoặc XA')

function refusal({ thongSo, donVi, trangThai, trungBinh }: Record<string, unknown>): string | undefined {
  if (typeof thongSo !== 'string' || (!Object.hasOwn(UNITS, thongSo) && !UNREAD.has(thongSo))) return 'thongSo không có trong danh mục thông số'
  if (typeof trangThai !== 'string' || !STATES.has(trangThai)) return 'trangThai phải là 00 (đang đo), 01 (hiệu chuẩn) hoặc 02 (lỗi)'
  if (UNREAD.has(thongSo)) return undefined
  if (UNITS[thongSo] !== '' && typeof trungBinh !== 'string') return 'thiếu trungBinh (1h, 8h, 24h)'
  if (plainUnit(donVi) === UNITS[thongSo]) return undefined
  return `donVi của ${thongSo} phải là ${UNITS[thongSo] === '' ? 'rỗng (chỉ số)' : 'µg/m³'}`
}

/** `µg/m³` has two micro signs in Unicode, a raised three, and people who write u. */
const plainUnit = (unit: unknown): string | undefined =>
  unit === undefined || unit === null ? '' : typeof unit === 'string' ? unit.normalize('NFKC').replaceAll(/\s/g, '').replace(/^ug/, 'μg') : undefined
