import { defineSystem } from '#kit'
import { openObservations } from './reshape.ts'

const of = (thongSo: string) => ({ value: '/giaTri', where: { '/thongSo': thongSo } })

/** The reservoir, the river, salinity and rain: what stands there now, read from a SensorThings service. */
export const reservoir = defineSystem({
  id: 'reservoir',
  title: { vi: 'Hồ Dầu Tiếng, sông, mưa và độ mặn', en: 'Dầu Tiếng reservoir, rivers, rain and salinity' },
  short: { vi: 'Hồ, sông, mưa', en: 'Lake, rivers, rain' },
  agency: 'ent.southern-irrigation',
  driver: 'sensorthings',
  config: { maxBytes: 4 * 1024 * 1024 },
  every: '1m',
  subject: '/doiTuong',
  at: '/thoiDiem',
  reshape: openObservations,
  readings: [
    // The limits are of the lake: its bed, a metre above the highest flood, its volume; what the spillway can ever let go.
    { indicator: 'hydro.dau-tieng-level', ...of('muc-nuoc-ho'), min: 10, max: 28 },
    { indicator: 'hydro.dau-tieng-storage', ...of('dung-tich-ho'), min: 0, max: 2_000 },
    { indicator: 'hydro.dau-tieng-inflow', ...of('luu-luong-ve-ho'), min: 0, max: 10_000 },
    { indicator: 'hydro.dau-tieng-outflow', ...of('luu-luong-xa-tran'), min: 0, max: 3_000 },
    { indicator: 'hydro.vam-co-dong-level', ...of('muc-nuoc-song'), min: -3, max: 6 },
    { indicator: 'hydro.salinity', ...of('do-man'), min: 0, max: 40 },
    { indicator: 'weather.rain-24h', ...of('mua-24h'), min: 0, max: 1_500 },
  ],
})
