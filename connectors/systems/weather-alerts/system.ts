import { defineSystem } from '#kit'
import { countAlerts } from './reshape.ts'

/** Bulletins of natural hazards in force, and the level of risk they state, per commune, from a CAP feed. */
export const weatherAlerts = defineSystem({
  id: 'weather-alerts',
  title: { vi: 'Bản tin cảnh báo thiên tai', en: 'Natural-hazard alerts' },
  short: { vi: 'Thiên tai', en: 'Hazard alerts' },
  agency: 'ops.civil-defence-2025',
  driver: 'cap',
  config: { maxBytes: 10 * 1024 * 1024 },
  every: '1m',
  locality: '/maDonVi',
  at: '/thoiDiem',
  atFormat: 'epoch-ms',
  quality: '/chatLuong',
  reshape: countAlerts,
  readings: [
    { indicator: 'disaster.alerts-active', value: '/soBanTin', min: 0, max: 500, optional: true },
    { indicator: 'disaster.risk-level', value: '/capDo', min: 0, max: 5, optional: true },
  ],
})
