import { defineSystem } from '#kit'
import { refuseMore } from './reshape.ts'

/** By severity: its word in an alert, its field in the summary, and what a day can believably have. */
const levels = [
  { indicator: 'soc.alerts-critical', word: 'nghiem-trong', field: '/nghiemTrong', max: 200 },
  { indicator: 'soc.alerts-high', word: 'cao', field: '/cao', max: 1_000 },
  { indicator: 'soc.alerts-medium', word: 'trung-binh', field: '/trungBinh', max: 20_000 },
  { indicator: 'soc.alerts-low', word: 'thap', field: '/thap', max: 500_000 },
]
const ofSummary = { where: { '/loai': 'tong-hop' }, min: 0 }

/** The security operations centre: how many alerts of each severity since midnight, with each alert and in a regular summary. */
export const soc = defineSystem({
  id: 'soc',
  title: { vi: 'Giám sát an toàn, an ninh mạng (SOC)', en: 'Security operations (SOC)' },
  short: { vi: 'SOC', en: 'SOC' },
  agency: 'ops.soc',
  driver: 'webhook',
  config: { form: 'json', maxRecords: 500, maxBytes: 64 * 1024 },
  at: '/thoiDiem',
  reshape: refuseMore,
  readings: [
    ...levels.map(({ indicator, word, max }) => ({ indicator, value: '/soTrongNgay', where: { '/loai': 'canh-bao', '/mucDo': word }, min: 1, max })),
    ...levels.map(({ indicator, field, max }) => ({ indicator, value: field, ...ofSummary, max })),
    { indicator: 'soc.incidents-open', value: '/suCoDangXuLy', ...ofSummary, max: 1_000 },
    // Null while no incident of the month has been closed.
    { indicator: 'soc.mttr-hours', value: '/gioKhacPhuc', ...ofSummary, max: 2_000, optional: true },
    { indicator: 'soc.vulns-critical-open', value: '/loHongNghiemTrong', ...ofSummary, max: 10_000 },
  ],
})
