import { defineSystem } from '#kit'

/** With the most a figure can be: more is a figure in the wrong line. */
const figures = [
  { indicator: 'gov.sipas', max: 100 },
  { indicator: 'gov.par-index', max: 100 },
  { indicator: 'health.beds-per-10k', max: 200 },
  { indicator: 'health.doctors-per-10k', max: 100 },
  { indicator: 'health.insurance-coverage', max: 100 },
  { indicator: 'party.orgs-on-platform-rate', max: 100 },
  { indicator: 'soc.systems-level-approved-rate', max: 100 },
]

/** What is published once a month or once a year, on paper, by agencies without a system of their own for it. */
export const periodicFigures = defineSystem({
  id: 'periodic-figures',
  title: { vi: 'Chỉ số công bố theo tháng, theo năm (nhập tay)', en: 'Figures published by month or year (typed)' },
  short: { vi: 'Chỉ số định kỳ', en: 'Periodic figures' },
  agency: 'gov.ppc-office',
  driver: 'manual',
  indicator: '/indicator',
  subject: '/subject',
  at: '/at',
  atFormat: 'local',
  value: '/value',
  period: '/period',
  state: '/state',
  readings: figures.map(({ indicator, max }) => ({ indicator, value: '/value', min: 0, max })),
})
