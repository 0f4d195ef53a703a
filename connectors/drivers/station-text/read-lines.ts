import { readNumber, UnreadableField } from '#kit'
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
const STATES: Record<string, string> = { '01': 'thiết bị đang hiệu chuẩn (01)', '02': 'thiết bị báo lỗi (02)' }

/** Each line a record, or what is wrong with it, with its number as the sender's editor shows it. Empty lines are none. */
export function readLines(text: string, station: string, config: StationTextConfig): (StationRecord | UnreadableField)[] {
  return text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [readLine(line, { number: index + 1, station, config })]))
}

function readLine(line: string, { number, station, config }: { number: number; station: string; config: StationTextConfig }): StationRecord | UnreadableField {
  const where = `Trạm ${station}, dòng ${number}`
  const columns = line.replace(/\r$/, '').trim().split(SEPARATORS[config.separator]).map((column) => column.trim())
  const [symbol = '', value = '', donVi = '', stamp = '', trangThai = ''] = columns
  if (columns.length !== 5) return new UnreadableField('not-an-object', `${where}: có ${columns.length} cột, cần 5 (thông số, giá trị, đơn vị, thời gian, trạng thái)`, line)
  const [, name = symbol, averaging = config.averaging] = AVERAGING.exec(symbol) ?? []
  return {
    tram: station, thongSo: name, trungBinh: averaging?.toLowerCase(), donVi, trangThai,
    thoiGian: stamp.replace(STAMP, '$1-$2-$3T$4:$5:$6'),
    giaTri: refusal(trangThai, value, `${where}, ${symbol}`) ?? numberOf(value, config.decimal) ?? new UnreadableField('not-a-number', `${where}, ${symbol}: giá trị không phải là số viết với dấu ${config.decimal === 'dot' ? 'chấm' : 'phẩy'} thập phân`, value),
  }
}

/** A device that is calibrated or broken sends numbers too; they are none. */
function refusal(state: string, value: string, where: string): UnreadableField | undefined {
  if (state === '00') return undefined
  return Object.hasOwn(STATES, state)
    ? new UnreadableField('bad-quality', `${where}: ${STATES[state] ?? ''}, giá trị không được dùng`, value)
    : new UnreadableField('bad-state', `${where}: trạng thái thiết bị phải là 00 (đo), 01 (hiệu chuẩn) hoặc 02 (lỗi)`, state)
}

function numberOf(text: string, decimal: StationTextConfig['decimal']): number | undefined {
  if (decimal === 'dot') return readNumber(text, 'json')
  return /^-?\d+(?:,\d+)?$/.test(text) ? Number(text.replace(',', '.')) : undefined
}
