import { defineSystem } from '#kit'
import { countSessions } from './reshape.ts'

/** The calendar of video conferences: how many of today's sessions have begun. Their titles and attendees never come this far. */
export const conferenceCalendar = defineSystem({
  id: 'conference-calendar',
  title: { vi: 'Lịch họp trực tuyến', en: 'Calendar of video conferences' },
  short: { vi: 'Lịch họp', en: 'Conference calendar' },
  agency: 'gov.science-technology-2025',
  driver: 'ical',
  config: { maxBytes: 10 * 1024 * 1024 },
  every: '5m',
  at: '/askedAt',
  reshape: countSessions,
  // A province with 96 communes on one bridge has a few dozen at most.
  readings: [{ indicator: 'vc.sessions-today', value: '/begun', min: 0, max: 1_000 }],
})
