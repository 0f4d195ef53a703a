import { defineSystem } from '#kit'
import { refuseUnknownKinds } from './reshape.ts'

const of = (loai: string) => ({ where: { '/@loai': loai }, min: 0 })

/** The interchange of documents between Party, mass organisations and government, and the LGSP it runs on. Counts only, never a document. */
export const exchange = defineSystem({
  id: 'exchange',
  title: { vi: 'Trục liên thông văn bản và nền tảng LGSP', en: 'Document interchange and LGSP' },
  short: { vi: 'Trục liên thông', en: 'Interchange' },
  agency: 'gov.science-technology-2025',
  driver: 'http-json',
  config: {
    soap: {
      version: '1.1',
      action: 'urn:lien-thong:thong-ke:v1/ThongKe',
      body: '<ThongKe xmlns="urn:lien-thong:thong-ke:v1"><tuThoiDiem>{tu}</tuThoiDiem><denThoiDiem>{den}</denThoiDiem></ThongKe>',
    },
    recordsAt: '/ThongKeResponse/danhSach/banGhi',
    // Nodes of the LGSP send their minute up to ten minutes late.
    window: { from: 'tu', to: 'den', lookBack: '15m', first: '1h', longest: '6h' },
    maxRequests: 5,
    maxBytes: 2 * 1024 * 1024,
  },
  every: '1m',
  locality: '/@maDonVi',
  at: '/@thoiDiem',
  reshape: refuseUnknownKinds,
  readings: [
    { indicator: 'party.docs-exchanged', value: '/vanBanTraoDoi', ...of('VAN_BAN'), max: 50_000 },
    { indicator: 'party.interchange-failures', value: '/vanBanLoi', ...of('VAN_BAN'), max: 2_000 },
    { indicator: 'lgsp.systems-connected', value: '/heThongKetNoi', ...of('NEN_TANG'), max: 1_000 },
    // Absent for a minute without transactions: nothing has no error rate.
    { indicator: 'lgsp.error-rate', value: '/tyLeLoi', ...of('PHUT'), max: 100, optional: true },
  ],
})
