import * as z from 'zod'
import { httpSettings } from '#kit'

const field = (title: string, description: string) => ({ title, description })

/** Settings of a source of OASIS CAP 1.2 alerts: an Atom or RSS feed of them, or one alert. */
export const CapConfig = z.strictObject({
  ...httpSettings,
  maxAlerts: z.int().min(1).max(2_000).default(300).meta(field('Số bản tin tối đa', 'Alerts of one pass; a longer feed is an error, never a part of the alerts')),
  maxPages: z.int().min(1).max(100).default(10).meta(field('Số trang tối đa', 'Pages of a feed that has link rel="next"')),
  withoutExpiresHours: z.int().min(1).max(240).default(24).meta(field('Hết hiệu lực sau', 'Hours an alert without "expires" counts as in force; the standard leaves it to whoever reads')),
  feedMaxAgeMinutes: z.int().min(1).max(100_000).optional().meta(field('Tuổi tối đa của danh sách', 'Where the department renews its feed regularly: one older than this is an error, since an old feed without alerts in force looks like good weather')),
})
export type CapConfig = z.infer<typeof CapConfig>
