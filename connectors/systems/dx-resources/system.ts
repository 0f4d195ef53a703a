import { defineSystem } from '#kit'
import { nameServices } from './reshape.ts'

/** In tỷ đồng. The limits catch đồng or triệu đồng written into the column, not good or bad spending. */
const money = [
  { field: 'chiCds', heading: 'Chi ngân sách cho chuyển đổi số (tỷ đồng)', indicator: 'dx.spending', max: 2_000 },
  { field: 'keHoachVon', heading: 'Kế hoạch vốn đầu tư CĐS cả giai đoạn (tỷ đồng)', indicator: 'dx.capital-plan', max: 20_000 },
  { field: 'giaiNgan', heading: 'Vốn CĐS đã giải ngân lũy kế (tỷ đồng)', indicator: 'dx.capital-disbursed', max: 20_000 },
  { field: 'chiThuongXuyen', heading: 'Chi thường xuyên vận hành CNTT (tỷ đồng)', indicator: 'dx.recurrent-annual', max: 2_000 },
]

const rates = [
  { field: 'tyLeChi', heading: 'Tỷ lệ chi CĐS trên tổng chi ngân sách (%)', indicator: 'dx.budget-share', max: 100 },
  { field: 'tyLeGiaiNgan', heading: 'Tỷ lệ giải ngân vốn CĐS (%)', indicator: 'dx.capital-disbursement-rate', max: 150 },
  { field: 'tyLeSla', heading: 'Tỷ lệ dịch vụ thuê đạt SLA (%)', indicator: 'dx.leased-sla-met-rate', max: 100 },
  { field: 'tyLeChuyenTrach', heading: 'Tỷ lệ nhân lực CNTT chuyên trách (%)', indicator: 'dx.it-staff-fulltime-rate', max: 100 },
]

const counts = [
  { field: 'dichVuThue', heading: 'Số dịch vụ CNTT đang thuê', indicator: 'dx.leased-services', max: 1_000 },
  { field: 'hopDongSapHetHan', heading: 'Số hợp đồng thuê hết hạn trong 90 ngày', indicator: 'dx.contracts-expiring-90d', max: 1_000 },
  { field: 'nhanLuc', heading: 'Nhân lực chuyên trách CNTT, ATTT (người)', indicator: 'dx.it-staff', max: 10_000 },
]

/** Of one leased service, in a row of its own. A contract that has ended counts on below zero. */
const ofService = [
  { field: 'sanSang', heading: 'Độ sẵn sàng của dịch vụ thuê (%)', indicator: 'dx.contract-availability', min: 0, max: 100, percent: true },
  { field: 'thangConLai', heading: 'Thời gian còn lại của hợp đồng (tháng)', indicator: 'dx.contract-months-left', min: -24, max: 120, percent: false },
]

/** Each row is of one period and holds only the figures of that rhythm; three departments fill in their own columns. */
const figure = { kind: 'number' as const, numbers: 'vi' as const, allowEmpty: true }

/** What digital transformation has to work with: money, leased services, people. */
export const dxResources = defineSystem({
  id: 'dx-resources',
  title: { vi: 'Nguồn lực chuyển đổi số: ngân sách, dịch vụ thuê, nhân lực', en: 'Digital-transformation resources: budget, leased services, people' },
  short: { vi: 'Nguồn lực CĐS', en: 'DX resources' },
  agency: 'gov.science-technology-2025',
  driver: 'sheet',
  config: {
    columns: {
      maDiaBan: { kind: 'text', heading: ['Mã địa bàn', 'Mã đơn vị hành chính', 'Mã ĐVHC'] },
      ky: { kind: 'period', period: 'any', heading: ['Kỳ báo cáo', 'Kỳ'] },
      maDichVu: { kind: 'text', heading: 'Mã dịch vụ thuê', optionalColumn: true, allowEmpty: true },
      ngayChot: { kind: 'date', dates: ['dd/MM/yyyy', 'dd-MM-yyyy'], heading: ['Ngày chốt số liệu', 'Ngày báo cáo'] },
      trangThai: { kind: 'text', heading: 'Trạng thái số liệu', optionalColumn: true, allowEmpty: true },
      ...Object.fromEntries(money.map(({ field, heading }) => [field, { ...figure, heading }])),
      ...Object.fromEntries(rates.map(({ field, heading }) => [field, { ...figure, percent: true, heading }])),
      ...Object.fromEntries(counts.map(({ field, heading }) => [field, { ...figure, whole: true, heading }])),
      ...Object.fromEntries(ofService.map(({ field, heading, percent }) => [field, { ...figure, percent, heading, optionalColumn: true }])),
    },
  },
  reshape: nameServices,
  subject: '/doiTuong',
  locality: '/maDiaBan',
  at: '/ngayChot',
  atFormat: 'local',
  period: '/ky',
  state: '/trangThai',
  readings: [...[...money, ...rates, ...counts].map((one) => ({ ...one, min: 0 })), ...ofService].map(({ field, indicator, min, max }) => ({ indicator, value: `/${field}`, min, max, optional: true })),
})
