import { defineSystem } from '#kit'

/** Main indexes of Decision 922/QĐ-BTTTT (2022), with the points each can have; the smart-city group carries none. */
const indexes = [
  { field: 'nhanThucSo', heading: 'Nhận thức số', indicator: 'dti.awareness', max: 100 },
  { field: 'theCheSo', heading: 'Thể chế số', indicator: 'dti.institutions', max: 100 },
  { field: 'haTangSo', heading: 'Hạ tầng số', indicator: 'dti.infrastructure', max: 100 },
  { field: 'nhanLucSo', heading: 'Nhân lực số', indicator: 'dti.human-resources', max: 100 },
  { field: 'anToanThongTin', heading: 'An toàn thông tin mạng', indicator: 'dti.cyber-security', max: 100 },
  { field: 'chinhQuyenSo', heading: 'Hoạt động chính quyền số', indicator: 'dti.government-activity', max: 200 },
  { field: 'kinhTeSo', heading: 'Hoạt động kinh tế số', indicator: 'dti.economy-activity', max: 150 },
  { field: 'xaHoiSo', heading: 'Hoạt động xã hội số', indicator: 'dti.society-activity', max: 150 },
  { field: 'tongDiem', heading: 'Tổng điểm DTI', indicator: 'dti.total', max: 1_000 },
  { field: 'diemNoiBo', heading: 'Điểm chuyển đổi số nội bộ', indicator: 'dti.internal-score', max: 1_000 },
]

/** Among the provinces; there were 63 of them before 01/07/2025. */
const ranks = [
  { field: 'hang', heading: 'Xếp hạng DTI', indicator: 'dti.rank' },
  { field: 'hangChinhQuyenSo', heading: 'Xếp hạng chính quyền số', indicator: 'dti.pillar-digital-government-rank' },
  { field: 'hangKinhTeSo', heading: 'Xếp hạng kinh tế số', indicator: 'dti.pillar-digital-economy-rank' },
  { field: 'hangXaHoiSo', heading: 'Xếp hạng xã hội số', indicator: 'dti.pillar-digital-society-rank' },
]

/** Not every year and not every place has every figure: an empty cell is no figure, and never zero. */
const figure = { kind: 'number' as const, numbers: 'vi' as const, allowEmpty: true }

/** The yearly digital-transformation index: the province as the Ministry ranks it, its communes as the province does. */
export const dti = defineSystem({
  id: 'dti',
  title: { vi: 'Chỉ số đánh giá chuyển đổi số (DTI)', en: 'Digital transformation index (DTI)' },
  short: { vi: 'Chỉ số DTI', en: 'DTI' },
  agency: 'gov.science-technology-2025',
  driver: 'sheet',
  config: {
    columns: {
      maDiaBan: { kind: 'text', heading: ['Mã địa bàn', 'Mã đơn vị hành chính', 'Mã ĐVHC'] },
      nam: { kind: 'period', period: 'year', heading: ['Năm đánh giá', 'Năm'] },
      ngayChot: { kind: 'date', dates: ['dd/MM/yyyy', 'dd-MM-yyyy'], heading: ['Ngày chốt số liệu', 'Ngày công bố'] },
      trangThai: { kind: 'text', heading: 'Trạng thái số liệu', optionalColumn: true, allowEmpty: true },
      ...Object.fromEntries(indexes.map(({ field, heading }) => [field, { ...figure, heading }])),
      ...Object.fromEntries(ranks.map(({ field, heading }) => [field, { ...figure, whole: true, heading }])),
    },
  },
  locality: '/maDiaBan',
  at: '/ngayChot',
  atFormat: 'local',
  period: '/nam',
  state: '/trangThai',
  readings: [
    ...indexes.map(({ field, indicator, max }) => ({ indicator, value: `/${field}`, min: 0, max, optional: true })),
    ...ranks.map(({ field, indicator }) => ({ indicator, value: `/${field}`, min: 1, max: 63, optional: true })),
  ],
})
