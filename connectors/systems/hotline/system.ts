import { defineSystem } from '#kit'

/** Below so many answers a rate says who answered, and nothing of the rest. */
const FEWEST_ANSWERS = 5

/**
 * How requests were handled, what people said of it, and hotspots: counts alone. The first row gives the columns their kinds, as a union has
 * none for null. Understood by PostgreSQL, MySQL and MariaDB alike.
 */
const QUERY = `select 'XU_LY' as loai, ma_dia_ban, cap_nhat as thoi_diem, gio_trung_vi,
  case when so_phieu >= ${FEWEST_ANSWERS} then round(100.0 * so_hai_long / so_phieu, 1) end as ty_le_hai_long, cast(null as decimal(9, 0)) as so_diem
from ioc_xu_ly
union all
select 'DIEM_NONG', ma_dia_ban, cap_nhat, null, null, so_diem
from ioc_diem_nong`

const handled = { where: { '/loai': 'XU_LY' }, min: 0, optional: true }

/** What the 1022 centre's own software books of its handling; its telephone exchange is the system call-centre. No request and no person is ever read. */
export const hotline = defineSystem({
  id: 'hotline',
  title: { vi: 'Trung tâm 1022: xử lý, hài lòng, điểm nóng', en: '1022 centre: handling, satisfaction, hotspots' },
  short: { vi: 'Trung tâm 1022', en: '1022 centre' },
  agency: 'ops.1022',
  driver: 'sql',
  config: { query: QUERY, maxRows: 500, maxBytes: 512 * 1024 },
  every: '1m',
  locality: '/ma_dia_ban',
  at: '/thoi_diem',
  readings: [
    // In working hours, as the centre counts them by its own calendar.
    { indicator: 'feedback.resolution-hours-median', value: '/gio_trung_vi', ...handled, max: 2_000 },
    { indicator: 'feedback.satisfaction-rate', value: '/ty_le_hai_long', ...handled, max: 100 },
    { indicator: 'feedback.hotspots', value: '/so_diem', where: { '/loai': 'DIEM_NONG' }, min: 0, max: 96 },
  ],
})
