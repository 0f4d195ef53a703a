import { describe, expect, it } from 'vitest'
import type { KeptSample } from '#contract'
import { writeCsv } from '../csv.ts'
import { type ExportNames, exportRows, HEADINGS } from './export-table.ts'

const NAMES: ExportNames = {
  indicator: { id: 'tthc.on-time-rate' as never, name: { vi: 'Tỷ lệ đúng hạn', en: 'On-time rate' }, unit: '%' }, // branded id
  subject: { id: 'tn2025', name: 'Tây Ninh' },
  sources: new Map([['derive-simulated', { title: 'Tổng hợp từ các xã, phường', origin: 'simulated' }]]),
  timeZone: 'Asia/Ho_Chi_Minh',
}
const sample = (over: Partial<KeptSample> = {}): KeptSample =>
  ({ series: 'tthc.on-time-rate@tn2025', at: Date.UTC(2026, 10, 1, 18), value: 43.08, source: 'derive-simulated', run: 'derive:1-a', receivedAt: Date.UTC(2026, 10, 1, 18, 0, 5), ...over }) as KeptSample // branded ids

const exportCsv = (samples: Parameters<typeof exportRows>[0], names: ExportNames, boundaries?: Parameters<typeof exportRows>[2]) => writeCsv(HEADINGS, exportRows(samples, names, boundaries))
const rowsOf = (text: string) => text.replace('\u{feff}', '').trimEnd().split('\r\n').map((line) => line.split(';'))
const columns = (text: string) => {
  const [headings = [], row = []] = rowsOf(text)
  return Object.fromEntries(headings.map((heading, index) => [heading, row[index]]))
}

describe('a series as a file', () => {
  it('says of how many communes a rolled-up figure is, beside its source, origin and when it was received', () => {
    expect(columns(exportCsv([sample({ coverage: { reported: 92, expected: 96 } })], NAMES))).toMatchObject({
      'Thời điểm': '02/11/2026 01:00:00', 'Giá trị': '43,08', 'Đơn vị': '%', 'Độ phủ': '92/96 địa bàn', 'Nguồn': 'Tổng hợp từ các xã, phường', 'Xuất xứ': 'minh họa', 'Nhận lúc': '02/11/2026 01:00:05',
    })
  })

  it('leaves the coverage of a figure that was not rolled up empty', () => {
    expect(columns(exportCsv([sample()], NAMES))['Độ phủ']).toBe('')
  })

  it('says of figures from before we were there that they are made up, and of a source that is gone that nobody knows', () => {
    expect(columns(exportCsv([sample({ source: 'tthc-backfill' as never })], NAMES))['Xuất xứ']).toBe('minh họa (nạp bù)') // branded id
    expect(columns(exportCsv([sample({ source: 'gone' as never })], NAMES))['Xuất xứ']).toMatch(/^không rõ/) // branded id
  })

  it('writes words that a spreadsheet would compute as words, and a negative number as a number', () => {
    expect(columns(exportCsv([sample({ value: '=1+1' })], NAMES))['Giá trị']).toBe("'=1+1")
    expect(columns(exportCsv([sample({ value: -2.5 })], NAMES))['Giá trị']).toBe('-2,5')
  })

  it('keeps a word with a separator in its own cell', () => {
    expect(exportCsv([sample({ value: 'mở; chờ "xả"' })], NAMES)).toContain(';"mở; chờ ""xả""";')
  })

  it('names the rule beside a figure brought over a change of boundaries, and writes a break as a row without a figure', () => {
    const boundary = (rule: 'break' | 'sum') => ({
      at: '2025-06-30T17:00:00.000Z', day: '2025-07-01', side: 'before' as const, rule, title: { vi: 'Trước 01/7/2025: 3 cấp', en: 'x' }, reason: { vi: 'cộng nguyên 2 đơn vị cũ', en: 'x' }, subjects: [],
    })
    const old = { ...sample({ at: Date.UTC(2025, 5, 30, 10) }), apportioned: { parts: 2 } }
    expect(columns(exportCsv([old], NAMES, [boundary('sum')]))).toMatchObject({ 'Qua ranh giới hành chính': 'Quy đổi. Trước 01/7/2025: 3 cấp: cộng nguyên 2 đơn vị cũ', 'Lần lấy số': '' })
    expect(columns(exportCsv([sample()], NAMES, [boundary('break')]))).toMatchObject({ 'Thời điểm': '01/07/2025 00:00:00', 'Giá trị': '', 'Qua ranh giới hành chính': expect.stringMatching(/^Ngắt chuỗi, không so sánh qua mốc này/) })
  })
})
