import { defineSystem } from '#kit'
import { refuseUnknownKinds } from './reshape.ts'

const PROVINCE = { '/capDonVi': 'TINH' }
const COMMUNE = { '/capDonVi': 'XA' }
const coverage = { reported: '/soDonViBaoCao', expected: '/tongSoDonVi' }

/** Null while the divisor is 0: no dossiers have no rate. */
const rates = [
  { indicator: 'dvc.online-end-to-end-rate', value: '/tyLe/toanTrinh' },
  { indicator: 'dvc.e-result-rate', value: '/tyLe/ketQuaDienTu' },
  { indicator: 'dvc.digitised-dossier-rate', value: '/tyLe/soHoa' },
  { indicator: 'dvc.data-reuse-rate', value: '/tyLe/taiSuDung' },
  { indicator: 'dvc.synced-dossiers-rate', value: '/tyLe/dongBo' },
  { indicator: 'gov.tthc-satisfaction-rate', value: '/tyLe/haiLong' },
]

/** Each group of the index with its most points. */
const groups = [
  { indicator: 'index766.transparency', value: '/diem/congKhaiMinhBach', max: 18 },
  { indicator: 'index766.progress', value: '/diem/tienDo', max: 20 },
  { indicator: 'index766.online-service', value: '/diem/dichVuTrucTuyen', max: 12 },
  { indicator: 'index766.online-payment', value: '/diem/thanhToanTrucTuyen', max: 10 },
  { indicator: 'index766.satisfaction', value: '/diem/haiLong', max: 18 },
  { indicator: 'index766.digitisation', value: '/diem/soHoa', max: 22 },
  { indicator: 'index766.total', value: '/diem/tong', max: 100 },
]

/** Online services from the citizen's side, and the 766 index, per commune and for the province. Sums of the province are rolled up here. */
export const onlineServices = defineSystem({
  id: 'online-services',
  title: { vi: 'Dịch vụ công trực tuyến và chỉ số phục vụ 766', en: 'Online services and the 766 index' },
  short: { vi: 'DVC, 766', en: 'Online services, 766' },
  agency: 'ops.pasc-2025',
  driver: 'http-json',
  config: { recordsAt: '/duLieu', paging: { kind: 'next', at: '/trangSau' }, maxPages: 40, maxRequests: 40, maxBytes: 4 * 1024 * 1024 },
  every: '5m',
  locality: '/maDonVi',
  at: '/thoiDiem',
  reshape: refuseUnknownKinds,
  readings: [
    { indicator: 'dvc.payment-transactions', value: '/thanhToan/giaoDich', where: { '/loai': 'DVC', ...COMMUNE }, min: 0, max: 10_000 },
    { indicator: 'dvc.payable-dossiers', value: '/thanhToan/phaiNop', where: { '/loai': 'DVC', ...COMMUNE }, min: 0, max: 10_000 },
    { indicator: 'dvc.online-payment-rate', value: '/thanhToan/tyLe', where: { '/loai': 'DVC', ...COMMUNE }, min: 0, max: 100, optional: true },
    ...rates.map((rate) => ({ ...rate, where: { '/loai': 'DVC', ...PROVINCE }, coverage, min: 0, max: 100, optional: true })),
    ...rates.map((rate) => ({ ...rate, where: { '/loai': 'DVC', ...COMMUNE }, min: 0, max: 100, optional: true })),
    { indicator: 'dvc.services-with-dossiers-rate', value: '/tyLe/dichVuCoHoSo', where: { '/loai': 'DVC', ...PROVINCE }, min: 0, max: 100 },
    ...groups.map((group) => ({ ...group, where: { '/loai': 'CS766', ...PROVINCE }, coverage, min: 0 })),
    ...groups.map((group) => ({ ...group, where: { '/loai': 'CS766', ...COMMUNE }, min: 0 })),
    { indicator: 'index766.rank', value: '/hang', where: { '/loai': 'CS766', ...PROVINCE }, min: 1, max: 63 },
  ],
})
