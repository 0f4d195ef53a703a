import { defineSystem } from '#kit'
import { refuseUnknownLevels } from './reshape.ts'

const ofCommune = { where: { '/capDonVi': 'XA' }, min: 0 }
const ofProvince = { where: { '/capDonVi': 'TINH' }, min: 0 }

/** Limits are what one commune can believably have in a day, or lying about. */
const counted = [
  { indicator: 'egov.documents-incoming', value: '/vanBanDen', max: 5_000 },
  { indicator: 'egov.documents-outgoing', value: '/vanBanDi', max: 5_000 },
  { indicator: 'egov.documents-outgoing-electronic', value: '/vanBanDiDienTu', max: 5_000 },
  { indicator: 'egov.documents-signed', value: '/vanBanDiKySo', max: 5_000 },
  { indicator: 'egov.documents-processed-on-time', value: '/xuLyDungHan', max: 5_000 },
  { indicator: 'egov.documents-overdue', value: '/quaHan', max: 20_000 },
]

/** Null while the divisor is 0: no documents have no rate. */
const rates = [
  { indicator: 'egov.documents-electronic-rate', value: '/tyLeDienTu' },
  { indicator: 'egov.documents-signed-rate', value: '/tyLeKySo' },
  { indicator: 'egov.documents-on-time-rate', value: '/tyLeDungHan' },
  { indicator: 'egov.work-files-online-rate', value: '/tyLeHoSoCongViec' },
]

/** The provincial office counts these itself, over all agencies. */
const provinceOnly = [
  { indicator: 'egov.tasks-completed', value: '/nhiemVuHoanThanh', max: 100_000 },
  { indicator: 'egov.tasks-completed-on-time', value: '/nhiemVuDungHan', max: 100_000 },
  { indicator: 'egov.tasks-overdue', value: '/nhiemVuQuaHan', max: 2_000 },
  { indicator: 'egov.tasks-on-time-rate', value: '/tyLeNhiemVuDungHan', max: 100, optional: true },
  { indicator: 'egov.certificates-issued', value: '/chungThuSo', max: 1_000_000 },
]

/** The e-office: documents per commune, tasks and certificates of the province. Sums of the province are rolled up here, not read. */
export const egov = defineSystem({
  id: 'egov',
  title: { vi: 'Hệ thống quản lý văn bản và điều hành', en: 'E-office: documents and tasks' },
  short: { vi: 'Văn bản điều hành', en: 'E-office' },
  agency: 'gov.ppc-office',
  driver: 'http-json',
  config: { recordsAt: '/duLieu/danhSach', maxBytes: 2 * 1024 * 1024 },
  every: '5m',
  locality: '/maDonVi',
  at: '/thoiDiem',
  reshape: refuseUnknownLevels,
  readings: [
    ...counted.map((reading) => ({ ...reading, ...ofCommune })),
    ...rates.map((reading) => ({ ...reading, ...ofCommune, max: 100, optional: true })),
    ...provinceOnly.map((reading) => ({ ...reading, ...ofProvince })),
  ],
})
