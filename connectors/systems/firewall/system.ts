import { defineSystem } from '#kit'
import { dayOfSenders } from './reshape.ts'

/** By the grade the device gives (CEF), and what a day can believably have. */
const levels = [
  { indicator: 'soc.perimeter-critical', level: 'critical', max: 5_000 },
  { indicator: 'soc.perimeter-high', level: 'high', max: 50_000 },
  { indicator: 'soc.perimeter-medium', level: 'medium', max: 500_000 },
  { indicator: 'soc.perimeter-low', level: 'low', max: 20_000_000 },
]

/** Firewalls and WAF of the province's data centre: how many events of each grade since midnight. Counts only. */
export const firewall = defineSystem({
  id: 'firewall',
  title: { vi: 'Tường lửa, WAF', en: 'Firewalls, WAF' },
  short: { vi: 'Tường lửa', en: 'Firewalls' },
  agency: 'ops.soc',
  driver: 'syslog',
  config: { udp: false, countEvery: '20s' },
  every: '1m',
  at: '/to',
  quality: '/quality',
  reshape: dayOfSenders,
  readings: levels.map(({ indicator, level, max }) => ({ indicator, value: `/day/cef/${level}`, min: 0, max })),
})
