import { defineSystem } from '#kit'
import { openLines } from './reshape.ts'

const mean = (thongSo: string, trungBinh: string) => ({ value: '/giaTri', min: 0, where: { '/thongSo': thongSo, '/trungBinh': trungBinh } })

/** Air stations that send text files (Thông tư 10/2021/TT-BTNMT) instead of messages. */
export const environmentFiles = defineSystem({
  id: 'environment-files',
  title: { vi: 'Trạm quan trắc gửi tệp', en: 'Stations that send files' },
  short: { vi: 'Trạm gửi tệp', en: 'Station files' },
  agency: 'gov.agriculture-environment-2025',
  driver: 'station-text',
  config: { averaging: '1h' },
  subject: '/doiTuong',
  at: '/thoiGian',
  atFormat: 'local',
  reshape: openLines,
  readings: [
    // As of the stations that send messages: what was ever measured in the worst of cities.
    { indicator: 'env.pm25-1h', ...mean('PM2.5', '1h'), max: 1_500 },
    { indicator: 'env.pm25-24h', ...mean('PM2.5', '24h'), max: 1_000 },
    { indicator: 'env.pm10-24h', ...mean('PM10', '24h'), max: 2_000 },
    { indicator: 'env.no2-1h', ...mean('NO2', '1h'), max: 2_000 },
    { indicator: 'env.so2-1h', ...mean('SO2', '1h'), max: 3_000 },
    { indicator: 'env.o3-8h', ...mean('O3', '8h'), max: 1_000 },
    { indicator: 'env.aqi', value: '/giaTri', min: 0, max: 500, where: { '/thongSo': 'VN_AQI' } },
  ],
})
