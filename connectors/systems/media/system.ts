import { defineSystem } from '#kit'

/** What press and social networks say of the province today, counted by the monitoring service. Counts only, no text and no names. */
export const media = defineSystem({
  id: 'media',
  title: { vi: 'Giám sát thông tin báo chí, mạng xã hội', en: 'Press and social-media monitoring' },
  short: { vi: 'Truyền thông', en: 'Media' },
  agency: 'gov.culture-sport-tourism-2025',
  driver: 'http-json',
  config: { maxBytes: 64 * 1024 },
  every: '1m',
  locality: '/tinh/ma',
  at: '/capNhat',
  atFormat: 'epoch-s',
  // The share of negative items is computed here from the two counts.
  readings: [
    { indicator: 'media.mentions', value: '/homNay/tong', min: 0, max: 50_000 },
    { indicator: 'media.negative-mentions', value: '/homNay/tieuCuc', min: 0, max: 10_000 },
    { indicator: 'media.unverified-open', value: '/choXuLy/chuaXacMinh', min: 0, max: 1_000 },
  ],
})
