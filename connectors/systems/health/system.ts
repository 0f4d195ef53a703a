import { defineSystem } from '#kit'

/** Beds and emergencies as the hospitals of a commune have them now, then the cases the CDC booked for a day. */
const QUERY = `select 'GIUONG' as loai, ma_xa, cap_nhat as thoi_diem, giuong_ke_hoach, giuong_su_dung,
  round(100.0 * giuong_su_dung / nullif(giuong_ke_hoach, 0), 1) as cong_suat, ca_cap_cuu, null as so_ca
from ioc_giuong_benh
union all
select 'SXH', ma_xa, cap_nhat, null, null, null, null, so_ca
from ioc_sot_xuat_huyet`

const beds = { where: { '/loai': 'GIUONG' }, min: 0 }

/** The health department's own database: beds, emergencies and dengue per commune. Sums of the province are rolled up here. */
export const health = defineSystem({
  id: 'health',
  title: { vi: 'Cơ sở dữ liệu y tế', en: 'Health database' },
  short: { vi: 'Y tế', en: 'Health' },
  agency: 'gov.health-2025',
  driver: 'sql',
  config: { query: QUERY, maxRows: 1_000, maxBytes: 1024 * 1024 },
  every: '1m',
  locality: '/ma_xa',
  at: '/thoi_diem',
  readings: [
    // Limits are what the largest commune can believably have.
    { indicator: 'health.beds', value: '/giuong_ke_hoach', ...beds, max: 5_000 },
    { indicator: 'health.beds-occupied', value: '/giuong_su_dung', ...beds, max: 6_000 },
    // No rate where there are no beds; more patients than beds is crowded, not impossible.
    { indicator: 'health.bed-occupancy', value: '/cong_suat', ...beds, max: 200, optional: true },
    { indicator: 'health.emergency-admissions', value: '/ca_cap_cuu', ...beds, max: 2_000 },
    { indicator: 'health.dengue-cases', value: '/so_ca', where: { '/loai': 'SXH' }, min: 0, max: 2_000 },
  ],
})
