import { defineSystem } from '#kit'
import { openMessages } from './reshape.ts'

const measured = (thongSo: string, trungBinh?: string) => ({
  value: '/giaTri', min: 0,
  where: { '/loai': 'tram', '/trangThai': '00', '/thongSo': thongSo, ...(trungBinh === undefined ? {} : { '/trungBinh': trungBinh }) },
})
const summed = (capDonVi: string) => ({ min: 0, where: { '/loai': 'tong-hop', '/capDonVi': capDonVi } })

/** Automatic stations for air and surface water, and the department's own sums over all its stations, heard over MQTT. */
export const environment = defineSystem({
  id: 'environment',
  title: { vi: 'Quan trắc môi trường tự động', en: 'Automatic environment monitoring' },
  short: { vi: 'Môi trường', en: 'Environment' },
  agency: 'gov.agriculture-environment-2025',
  driver: 'mqtt',
  config: { topics: ['quantrac/+/+'], clientId: 'ioc-environment', maxBytes: 64 * 1024 },
  every: '5m',
  subject: '/doiTuong',
  locality: '/maDonVi',
  at: '/thoiGian',
  reshape: openMessages,
  readings: [
    // The limits are what was ever measured in the worst of cities, not what is allowed.
    { indicator: 'env.pm25-1h', ...measured('PM2.5', '1h'), max: 1_500 },
    { indicator: 'env.pm25-24h', ...measured('PM2.5', '24h'), max: 1_000 },
    { indicator: 'env.pm10-24h', ...measured('PM10', '24h'), max: 2_000 },
    { indicator: 'env.no2-1h', ...measured('NO2', '1h'), max: 2_000 },
    { indicator: 'env.so2-1h', ...measured('SO2', '1h'), max: 3_000 },
    { indicator: 'env.o3-8h', ...measured('O3', '8h'), max: 1_000 },
    { indicator: 'env.aqi', ...measured('VN_AQI'), max: 500 },
    { indicator: 'env.wqi', ...measured('VN_WQI'), max: 100 },
    { indicator: 'env.stations-online-rate', value: '/tyLeTruyen', ...summed('TINH'), max: 100 },
    { indicator: 'env.wastewater-exceedances', value: '/luotVuotNuocThai', ...summed('XA'), max: 5_000 },
    { indicator: 'env.emission-exceedances', value: '/luotVuotKhiThai', ...summed('XA'), max: 5_000 },
  ],
})
