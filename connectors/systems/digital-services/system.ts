import { defineSystem } from '#kit'

const counts = ['app.users-zalo-mini', 'app.users-store', 'app.mau', 'dvc.services-total', 'dvc.services-full']

/** What no system reports by itself yet: users of the province's apps and the number of online services, typed once a day. */
export const digitalServices = defineSystem({
  id: 'digital-services',
  title: { vi: 'Ứng dụng và dịch vụ công trực tuyến của tỉnh (nhập tay)', en: 'The province’s apps and online services (typed)' },
  short: { vi: 'Dịch vụ số', en: 'Digital services' },
  agency: 'gov.science-technology-2025',
  driver: 'manual',
  config: { whole: counts },
  indicator: '/indicator',
  subject: '/subject',
  at: '/at',
  atFormat: 'local',
  value: '/value',
  period: '/period',
  state: '/state',
  // The population is 3.25 million: more users are another figure in the wrong line.
  readings: counts.map((indicator) => ({ indicator, value: '/value', min: 0, max: indicator.startsWith('app.') ? 10_000_000 : 10_000 })),
})
