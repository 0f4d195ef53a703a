import type { Text } from '#contract'
import { about, readNumber, UnreadableField } from '#kit'
import type { StationTextConfig } from './config.ts'

/** One value of one station, as its line says it. */
export interface StationRecord {
  tram: string
  thongSo: string
  /** `1h`, from the parameter's own ending (`PM2.5_24H`) or from the settings. */
  trungBinh: string | undefined
  giaTri: number | UnreadableField
  donVi: string
  /** Local time without zone, `2026-10-15T09:00:00`; what is no time stays as it stands in the file. */
  thoiGian: string
  trangThai: string
}

const SEPARATORS: Record<StationTextConfig['separator'], RegExp> = { tab: /\t/, semicolon: /;/, comma: /,/, spaces: /\s+/ }
const STAMP = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/
const AVERAGING = /^(.+)_(\d{1,3}[HMD])$/i
/** The circular's states of a device. */
const STATES: Record<string, Text> = { '01': { vi: 'thiết bị đang hiệu chuẩn (01)', en: 'the device is being calibrated (01)' }, '02': { vi: 'thiết bị báo lỗi (02)', en: 'the device reports a fault (02)' } }

/** Each line a record, or what is wrong with it, with its number as the sender's editor shows it. Empty lines are none. */
export function readLines(text: string, station: string, config: StationTextConfig): (StationRecord | UnreadableField)[] {
  return text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [readLine(line, { number: index + 1, station, config })]))
}

function readLine(line: string, { number, station, config }: { number: number; station: string; config: StationTextConfig }): StationRecord | UnreadableField {
  const where = { vi: `Trạm ${station}, dòng ${number}`, en: `Station ${station}, line ${number}` }
  const columns = line.replace(/\r$/, '').trim().split(SEPARATORS[config.separator]).map((column) => column.trim())
  const [symbol = '', value = '', donVi = '', stamp = '', trangThai = ''] = columns
  if (columns.length !== 5) return new UnreadableField('not-an-object', about(where, { vi: `có ${columns.length} cột, cần 5 (thông số, giá trị, đơn vị, thời gian, trạng thái)`, en: `it has ${columns.length} columns, needed are 5 (parameter, value, unit, time, state)` }), line)
  const ofSymbol = { vi: `${where.vi}, ${symbol}`, en: `${where.en}, ${symbol}` }
  const [, name = symbol, averaging = config.averaging] = AVERAGING.exec(symbol) ?? []
  return {
    tram: station, thongSo: name, trungBinh: averaging?.toLowerCase(), donVi, trangThai,
    thoiGian: stamp.replace(STAMP, '$1-$2-$3T$4:$5:$6'),
    giaTri: refusal(trangThai, value, ofSymbol) ?? numberOf(value, config.decimal) ?? new UnreadableField('not-a-number', about(ofSymbol, { vi: `giá trị không phải là số viết với dấu ${config.decimal === 'dot' ? 'chấm' : 'phẩy'} thập phân`, en: `the value is no number written with a decimal ${config.decimal === 'dot' ? 'point' : 'comma'}` }), value),
  }
}

/** A device that is calibrated or broken sends numbers too; they are none. */
function refusal(state: string, value: string, where: Text): UnreadableField | undefined {
  if (state === '00') return undefined
  return Object.hasOwn(STATES, state)
    ? new UnreadableField('bad-quality', { vi: `${where.vi}: ${STATES[state]?.vi ?? ''}, giá trị không được dùng`, en: `${where.en}: ${STATES[state]?.en ?? ''}, the value is not used` }, value)
    : new UnreadableField('bad-state', about(where, { vi: 'trạng thái thiết bị phải là 00 (đo), 01 (hiệu chuẩn) hoặc 02 (lỗi)', en: 'the state of the device has to be 00 (measuring), 01 (calibrating) or 02 (fault)' }), state)
}

function numberOf(text: string, decimal: StationTextConfig['decimal']): number | undefined {
  if (decimal === 'dot') return readNumber(text, 'json')
  return /^-?\d+(?:,\d+)?$/.test(text) ? Number(text.replace(',', '.')) : undefined
}
