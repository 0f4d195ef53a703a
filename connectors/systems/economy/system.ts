import { defineSystem } from '#kit'

/** In tỷ đồng. The limits catch đồng or triệu đồng written into the column, not good or bad years. */
const money = [
  { field: 'grdp', heading: 'GRDP theo giá hiện hành (tỷ đồng)', indicator: 'eco.grdp-value', max: 1_000_000 },
  { field: 'thuThang', heading: 'Thu ngân sách trong kỳ (tỷ đồng)', indicator: 'eco.budget-revenue', max: 100_000 },
  { field: 'thuNoiDia', heading: 'Thu nội địa trong kỳ (tỷ đồng)', indicator: 'eco.domestic-revenue', max: 100_000 },
  { field: 'duToanTrungUong', heading: 'Dự toán thu Trung ương giao (tỷ đồng)', indicator: 'eco.budget-revenue-plan-central', max: 500_000 },
  { field: 'duToanHoiDong', heading: 'Dự toán thu HĐND giao (tỷ đồng)', indicator: 'eco.budget-revenue-plan-council', max: 500_000 },
  { field: 'chi', heading: 'Chi ngân sách trong kỳ (tỷ đồng)', indicator: 'eco.budget-expenditure', max: 100_000 },
  { field: 'keHoachVon', heading: 'Kế hoạch vốn đầu tư công (tỷ đồng)', indicator: 'eco.public-investment-plan', max: 200_000 },
  { field: 'giaiNgan', heading: 'Vốn đầu tư công giải ngân lũy kế (tỷ đồng)', indicator: 'eco.public-investment-disbursed', max: 200_000 },
]

/** Growth may be negative; beyond half of everything it is another figure in the wrong column. */
const growth = [
  { field: 'tangGrdp', heading: 'Tăng trưởng GRDP so cùng kỳ (%)', indicator: 'eco.grdp-growth', min: -50, max: 50 },
  { field: 'tangIip', heading: 'Chỉ số sản xuất công nghiệp so cùng kỳ (%)', indicator: 'eco.iip-growth', min: -80, max: 100 },
  { field: 'cpi', heading: 'CPI so cùng kỳ (%)', indicator: 'eco.cpi', min: -20, max: 50 },
]

const rates = [
  { field: 'tyLeThu', heading: 'Thu lũy kế so với dự toán HĐND (%)', indicator: 'eco.revenue-vs-plan', max: 300 },
  { field: 'tyLeGiaiNgan', heading: 'Tỷ lệ giải ngân vốn đầu tư công (%)', indicator: 'eco.disbursement-rate', max: 150 },
]

const counts = [
  { field: 'doanhNghiep', heading: 'Doanh nghiệp thành lập mới trong kỳ', indicator: 'eco.new-enterprises', max: 20_000 },
  { field: 'chiTieuDat', heading: 'Chỉ tiêu nghị quyết đạt, vượt', indicator: 'eco.resolution-targets-met', max: 200 },
]

const fdi = { field: 'fdi', heading: 'Vốn FDI đăng ký mới trong kỳ (triệu USD)', indicator: 'eco.fdi-registered', max: 20_000 }

/** Each row is of one place and one period, and holds only the figures of that rhythm. */
const figure = { kind: 'number' as const, numbers: 'vi' as const, allowEmpty: true }

/** What the statistics office, finance and the treasury say of the province's economy, by month, quarter and year. */
export const economy = defineSystem({
  id: 'economy',
  title: { vi: 'Kinh tế, thống kê, tài chính', en: 'Economy, statistics, finance' },
  short: { vi: 'Kinh tế', en: 'Economy' },
  agency: 'gov.finance-2025',
  driver: 'sheet',
  config: {
    columns: {
      maDiaBan: { kind: 'text', heading: ['Mã địa bàn', 'Mã đơn vị hành chính', 'Mã ĐVHC'] },
      ky: { kind: 'period', period: 'any', heading: ['Kỳ báo cáo', 'Kỳ'] },
      ngayChot: { kind: 'date', dates: ['dd/MM/yyyy', 'dd-MM-yyyy'], heading: ['Ngày chốt số liệu', 'Ngày báo cáo'] },
      // A figure of the economy is changed twice before it is final: without the word nobody knows which it is.
      trangThai: { kind: 'text', heading: 'Trạng thái số liệu' },
      ...Object.fromEntries([...money, fdi].map(({ field, heading }) => [field, { ...figure, heading }])),
      ...Object.fromEntries([...growth, ...rates].map(({ field, heading }) => [field, { ...figure, percent: true, heading }])),
      ...Object.fromEntries(counts.map(({ field, heading }) => [field, { ...figure, whole: true, heading }])),
    },
  },
  locality: '/maDiaBan',
  at: '/ngayChot',
  atFormat: 'local',
  period: '/ky',
  state: '/trangThai',
  readings: [
    ...[...money, fdi, ...rates, ...counts].map(({ field, indicator, max }) => ({ indicator, value: `/${field}`, min: 0, max, optional: true })),
    ...growth.map(({ field, indicator, min, max }) => ({ indicator, value: `/${field}`, min, max, optional: true })),
  ],
})
