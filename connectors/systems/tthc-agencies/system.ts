import { defineSystem } from '#kit'

/** The same product by the agency that resolves the dossiers: how this month stands at each department. */
export const tthcAgencies = defineSystem({
  id: 'tthc-agencies',
  title: { vi: 'Thủ tục hành chính: theo cơ quan giải quyết', en: 'Administrative procedures: by resolving agency' },
  short: { vi: 'Một cửa, theo cơ quan', en: 'One-stop shop, by agency' },
  agency: 'ops.pasc-2025',
  driver: 'http-json',
  config: { recordsAt: '/duLieu/danhSach', maxBytes: 1024 * 1024 },
  every: '1m',
  subject: '/doiTuong',
  at: '/thoiDiem',
  readings: [
    { indicator: 'tthc.agency-dossiers-resolved', value: '/daGiaiQuyet', min: 0, max: 500_000 },
    // Null while the month has seen nothing resolved: no dossiers have no rate.
    { indicator: 'tthc.agency-on-time-rate', value: '/tyLeDungHan', min: 0, max: 100, optional: true },
  ],
})
