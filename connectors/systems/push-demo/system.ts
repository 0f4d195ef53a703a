import { defineSystem } from '#kit'

const numbered = Array.from({ length: 24 }, (_, index) => `ioc.push-demo-${String(index + 1).padStart(2, '0')}`)

/** The demonstration's open door for pushed readings: these indicators and no others. */
export const pushDemo = defineSystem({
  id: 'push-demo',
  title: { vi: 'Gửi thử số liệu (minh họa)', en: 'Push demonstration' },
  short: { vi: 'Gửi thử', en: 'Push demo' },
  agency: 'ops.ioc',
  driver: 'push',
  indicator: '/indicator',
  subject: '/subject',
  at: '/at',
  value: '/value',
  period: '/period',
  state: '/state',
  readings: ['ioc.push-demo', ...numbered].map((indicator) => ({ indicator, value: '/value' })),
})
