import { defineSystem } from '#kit'
import { flattenReports } from './reshape.ts'

/** Sown area per month and animal diseases per day, of every commune. Sums of the province are rolled up here. */
export const agriculture = defineSystem({
  id: 'agriculture',
  title: { vi: 'Nông nghiệp: gieo trồng, dịch bệnh động vật', en: 'Agriculture: sowing, animal diseases' },
  short: { vi: 'Nông nghiệp', en: 'Agriculture' },
  agency: 'gov.agriculture-environment-2025',
  driver: 'http-json',
  config: { recordsAt: '/baoCao', maxBytes: 1024 * 1024 },
  every: '30m',
  locality: '/ma',
  at: '/chot',
  atFormat: 'dd/MM/yyyy HH:mm:ss',
  period: '/ky',
  reshape: flattenReports,
  readings: [
    // The largest commune has about 70 000 ha of land, sown at most three times a year.
    { indicator: 'agri.sown-area', value: '/giaTri', where: { '/bieu': 'GIEO_TRONG' }, format: 'vi', min: 0, max: 100_000 },
    { indicator: 'agri.animal-disease-outbreaks', value: '/giaTri', where: { '/bieu': 'DICH_BENH' }, min: 0, max: 500 },
  ],
})
