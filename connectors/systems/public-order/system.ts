import { defineSystem } from '#kit'
import { refuseUnknownKinds } from './reshape.ts'

const ofDay = { where: { '/loai': 'NGAY' }, min: 0 }

/** The police's figures per commune: yesterday's whole day, and today's fires. Sums of the province are rolled up here. */
export const publicOrder = defineSystem({
  id: 'public-order',
  title: { vi: 'Trật tự an toàn xã hội, giao thông, cháy nổ', en: 'Public order, traffic accidents, fires' },
  short: { vi: 'Trật tự', en: 'Public order' },
  agency: 'central.police',
  driver: 'http-json',
  config: { recordsAt: '/baoCao', maxBytes: 2 * 1024 * 1024 },
  every: '5m',
  locality: '/donVi/ma',
  at: '/thoiDiem',
  period: '/ky',
  reshape: refuseUnknownKinds,
  // Limits are what one commune can believably have in a day.
  readings: [
    { indicator: 'traffic.accidents', value: '/giaoThong/soVu', max: 100, ...ofDay },
    { indicator: 'traffic.deaths', value: '/giaoThong/soNguoiChet', max: 60, ...ofDay },
    { indicator: 'order.incidents', value: '/anNinhTratTu/soVu', max: 200, ...ofDay },
    { indicator: 'order.fires', value: '/chay/soVu', where: { '/loai': 'TRONG_NGAY' }, min: 0, max: 50 },
  ],
})
