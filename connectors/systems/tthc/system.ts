import { defineSystem } from '#kit'
import { refuseUnknownLevels } from './reshape.ts'

/** What both the province and a commune report. The limits are what one such office can believably have in a day. */
const counted = [
  { indicator: 'tthc.dossiers-received', value: '/tiepNhan', province: 200_000, commune: 10_000 },
  { indicator: 'tthc.dossiers-received-online', value: '/tiepNhanTrucTuyen', province: 200_000, commune: 10_000 },
  { indicator: 'tthc.dossiers-resolved', value: '/daGiaiQuyet', province: 200_000, commune: 10_000 },
  { indicator: 'tthc.dossiers-resolved-on-time', value: '/giaiQuyetDungHan', province: 200_000, commune: 10_000 },
  { indicator: 'tthc.dossiers-resolved-late', value: '/giaiQuyetTreHan', province: 200_000, commune: 10_000 },
  { indicator: 'tthc.dossiers-pending', value: '/dangGiaiQuyet', province: 1_000_000, commune: 50_000 },
  { indicator: 'tthc.dossiers-pending-overdue', value: '/quaHan', province: 1_000_000, commune: 50_000 },
  { indicator: 'tthc.dossiers-due-24h', value: '/sapDenHan', province: 200_000, commune: 10_000 },
  { indicator: 'tthc.wait-minutes', value: '/thoiGianChoTrungBinh', province: 600, commune: 600 },
]

/** Null while nothing has been resolved or is in progress: no dossiers have no rate. */
const rates = [
  { indicator: 'tthc.on-time-rate', value: '/tyLeDungHan' },
  { indicator: 'tthc.pending-overdue-rate', value: '/tyLeQuaHan' },
]

/** Only the province's record holds these. */
const provinceOnly = [
  { indicator: 'tthc.procedures-published', value: '/soThuTucCongKhai', max: 20_000 },
  { indicator: 'tthc.avg-processing-days', value: '/soNgayGiaiQuyetTrungBinh', max: 365 },
  { indicator: 'tthc.apology-letters', value: '/thuXinLoi', max: 200_000 },
  { indicator: 'tthc.apology-rate', value: '/tyLeThuXinLoi', max: 100, optional: true },
  { indicator: 'tthc.cross-boundary-rate', value: '/tyLePhiDiaGioi', max: 100 },
]

const ofProvince = {
  where: { '/capDonVi': 'TINH' },
  min: 0,
  coverage: { reported: '/soDonViBaoCao', expected: '/tongSoDonVi' },
}
const ofCommune = { where: { '/capDonVi': 'XA' }, min: 0 }

/** Case files of the administrative procedures office: how things stand now, per commune and for the province. */
export const tthc = defineSystem({
  id: 'tthc',
  title: { vi: 'Hệ thống thông tin giải quyết thủ tục hành chính', en: 'Administrative-procedure system' },
  short: { vi: 'Một cửa', en: 'One-stop shop' },
  agency: 'ops.pasc-2025',
  driver: 'http-json',
  config: {
    recordsAt: '/duLieu/danhSach',
    paging: { kind: 'page', param: 'trang', first: 1, sizeParam: 'kichThuoc', size: 200, totalPagesAt: '/duLieu/tongSoTrang' },
    maxPages: 20,
    maxBytes: 4 * 1024 * 1024,
  },
  every: '10s',
  locality: '/maDonVi',
  at: '/thoiDiem',
  reshape: refuseUnknownLevels,
  readings: [
    ...counted.map(({ indicator, value, province }) => ({ indicator, value, max: province, ...ofProvince })),
    ...counted.map(({ indicator, value, commune }) => ({ indicator, value, max: commune, ...ofCommune })),
    ...rates.map((rate) => ({ ...rate, max: 100, optional: true, ...ofProvince })),
    ...rates.map((rate) => ({ ...rate, max: 100, optional: true, ...ofCommune })),
    ...provinceOnly.map((reading) => ({ ...reading, ...ofProvince })),
  ],
})
