import { defineSystem } from '#kit'

/** One row per commune and year, from one row per school. Understood by PostgreSQL, MySQL and MariaDB alike. */
const QUERY = `select ma_xa, nam, max(cap_nhat) as thoi_diem, count(*) as so_truong, sum(so_hoc_sinh) as so_hoc_sinh,
  round(100.0 * sum(case when dat_chuan then 1 else 0 end) / count(*), 2) as ty_le_dat_chuan, count(so_hoc_sinh) as so_truong_bao_cao
from ioc_truong_hoc
group by ma_xa, nam`

/** The education department's own database: schools, pupils and the national standard per commune. */
export const education = defineSystem({
  id: 'education',
  title: { vi: 'Cơ sở dữ liệu giáo dục', en: 'Education database' },
  short: { vi: 'Giáo dục', en: 'Education' },
  agency: 'gov.education-2025',
  driver: 'sql',
  config: { query: QUERY, maxRows: 1_000, maxBytes: 1024 * 1024 },
  every: '1h',
  locality: '/ma_xa',
  at: '/thoi_diem',
  period: '/nam',
  readings: [
    { indicator: 'edu.schools', value: '/so_truong', min: 0, max: 500 },
    // Of how many schools the number is known: a school without one makes the sum a part.
    { indicator: 'edu.students', value: '/so_hoc_sinh', min: 0, max: 200_000, coverage: { reported: '/so_truong_bao_cao', expected: '/so_truong' } },
    { indicator: 'edu.national-standard-rate', value: '/ty_le_dat_chuan', min: 0, max: 100 },
  ],
})
