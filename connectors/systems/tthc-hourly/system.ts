import { defineSystem } from '#kit'

const coverage = { reported: '/soDonViBaoCao', expected: '/tongSoDonVi' }

/** The same product's hourly course of the province: each record holds the figures as they stood at its own hour. */
export const tthcHourly = defineSystem({
  id: 'tthc-hourly',
  title: { vi: 'Thủ tục hành chính: diễn biến theo giờ', en: 'Administrative procedures: hourly course' },
  short: { vi: 'Một cửa, theo giờ', en: 'One-stop shop, hourly' },
  agency: 'ops.pasc-2025',
  driver: 'http-json',
  config: { recordsAt: '/duLieu/danhSach', maxBytes: 1024 * 1024 },
  every: '5m',
  locality: '/maDonVi',
  at: '/thoiDiem',
  readings: [
    { indicator: 'tthc.on-time-rate', value: '/tyLeDungHan', min: 0, max: 100, optional: true, coverage },
    { indicator: 'tthc.dossiers-received', value: '/tiepNhan', min: 0, max: 200_000, coverage },
    { indicator: 'tthc.dossiers-resolved', value: '/daGiaiQuyet', min: 0, max: 200_000, coverage },
    { indicator: 'tthc.dossiers-pending', value: '/dangGiaiQuyet', min: 0, max: 1_000_000, coverage },
    { indicator: 'tthc.dossiers-pending-overdue', value: '/quaHan', min: 0, max: 1_000_000, coverage },
    { indicator: 'tthc.wait-minutes', value: '/thoiGianChoTrungBinh', min: 0, max: 600, coverage },
  ],
})
