import { defineSystem } from '#kit'

/** Below so many answers a rate says who answered, and nothing of the rest. */
const FEWEST_ANSWERS = 5

/**
 * The exchange's calls, how requests were handled and what people said of it, and hotspots: counts alone. The first row gives the columns their
 * kinds, as a union has none for null. Understood by PostgreSQL, MySQL and MariaDB alike.
 */
const QUERY = `select 'CUOC_GOI' as loai, ma_dia_ban, cap_nhat as thoi_diem, round(100.0 * duoc_tra_loi / nullif(cuoc_den, 0), 1) as ty_le_tra_loi,
  cast(null as decimal(9, 1)) as gio_trung_vi, cast(null as decimal(9, 1)) as ty_le_hai_long, cast(null as decimal(9, 0)) as so_diem
from ioc_cuoc_goi
union all
select 'XU_LY', ma_dia_ban, cap_nhat, null, gio_trung_vi, case when so_phieu >= ${FEWEST_ANSWERS} then round(100.0 * so_hai_long / so_phieu, 1) end, null
from ioc_xu_ly
union all
select 'DIEM_NONG', ma_dia_ban, cap_nhat, null, null, null, so_diem
from ioc_diem_nong`

const handled = { where: { '/loai': 'XU_LY' }, min: 0, optional: true }

/** What the 1022 centre's own software books of its exchange and its handling. No call, no number and no person is ever read. */
export const hotline = defineSystem({
  id: 'hotline',
  title: { vi: 'Tổng đài 1022: cuộc gọi, xử lý, hài lòng', en: '1022 exchange: calls, handling, satisfaction' },
  short: { vi: 'Tổng đài 1022', en: '1022 exchange' },
  agency: 'ops.1022',
  driver: 'sql',
  config: { query: QUERY, maxRows: 500, maxBytes: 512 * 1024 },
  every: '1m',
  locality: '/ma_dia_ban',
  at: '/thoi_diem',
  readings: [
    // No rate while nobody has called.
    { indicator: 'feedback.calls-answered-rate', value: '/ty_le_tra_loi', where: { '/loai': 'CUOC_GOI' }, min: 0, max: 100, optional: true },
    // In working hours, as the centre counts them by its own calendar.
    { indicator: 'feedback.resolution-hours-median', value: '/gio_trung_vi', ...handled, max: 2_000 },
    { indicator: 'feedback.satisfaction-rate', value: '/ty_le_hai_long', ...handled, max: 100 },
    { indicator: 'feedback.hotspots', value: '/so_diem', where: { '/loai': 'DIEM_NONG' }, min: 0, max: 96 },
  ],
})
