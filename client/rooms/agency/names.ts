import { type Catalogue, type Indicator, isBackfilled, type Locality, type SeriesName, splitSeries } from '#contract'
import { formatNumber, formatTime, type Locale, SAYS } from '../../locale/index.ts'

/** Ids as people call them. An id the catalogue does not know is shown as it is. */
export interface Names {
  readonly locale: Locale
  readonly timeZone: string
  indicator(id: string): Indicator | undefined
  source(id: string): string
  subject(id: string): string
  /** `Điểm DTI` and `Tỉnh Tây Ninh`. */
  series(name: SeriesName): { indicator: string; subject: string; info: Indicator | undefined }
  /** `24/11/2026 15:20`, by the deployment's clock. */
  moment(at: string): string
  /** `15:20:07`, for moments seconds apart. */
  clock(at: string): string
  /** `24/11/2026`, likewise. */
  day(at: string): string
}

const DAY = { day: '2-digit', month: '2-digit', year: 'numeric' } as const
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

export function createNames(catalogue: Catalogue, locale: Locale): Names {
  const { timeZone } = catalogue.deployment
  const indicators = new Map<string, Indicator>(catalogue.indicators.map((one) => [one.id, one]))
  const sources = new Map<string, string>(catalogue.sources.map((one) => [one.id, one.title[locale]]))
  const places = [...catalogue.agencies, ...catalogue.sites, ...catalogue.localities]
  // Old Tây Ninh and today's have one name: of what has ended the last day stands beside it.
  const ended = (one: (typeof places)[number]) => ('validTo' in one && one.validTo !== undefined ? ` (${SAYS[locale]('lineage.until', { day: dayText(one.validTo) })})` : '')
  const subjects = new Map<string, string>(places.map((one) => [one.id, `${one.name[locale]}${ended(one)}`]))
  const subject = (id: string) => subjects.get(id) ?? id
  const day = (at: string) => formatTime(Date.parse(at), timeZone, locale, DAY)
  return {
    locale, timeZone, subject, day,
    indicator: (id) => indicators.get(id),
    source: (id) => sources.get(id) ?? (isBackfilled(id) ? SAYS[locale]('lineage.backfilled') : id),
    series(name) {
      const parts = splitSeries(name)
      const info = indicators.get(parts.indicator)
      return { indicator: info?.name[locale] ?? parts.indicator, subject: subject(parts.subject), info }
    },
    clock: (at) => formatTime(Date.parse(at), timeZone, locale, { ...CLOCK, second: '2-digit' }),
    moment: (at) => `${day(at)} ${formatTime(Date.parse(at), timeZone, locale, CLOCK)}`,
  }
}

/** `2026-11-30` as it is said: `30/11/2026`. */
export const dayText = (day: string): string => day.split('-').toReversed().join('/')

/** The places an indicator may be about, today's and within the person's reach. */
export function subjectsOf(indicator: Indicator, catalogue: Catalogue, reach: 'all' | readonly string[]): { id: string; name: Locality['name'] }[] {
  const isReached = ({ id }: { id: string }) => reach === 'all' || reach.includes(id)
  if (indicator.level === 'commune') return catalogue.localities.filter((one) => one.level === 'commune' && one.validTo === undefined).filter(isReached)
  if (indicator.level === 'agency') return catalogue.agencies.filter(({ validTo }) => validTo === undefined)
  if (indicator.level === 'site') return catalogue.sites.filter(({ kind }) => indicator.siteKind === undefined || kind === indicator.siteKind)
  const { subject, name } = catalogue.deployment
  return [catalogue.localities.find(({ id }) => id === subject) ?? { id: subject, name }]
}

/** What the server read in a cell, written as here: `729,3`, `15/07/2026`. */
export function cellText(value: string | number, locale: Locale): string {
  if (typeof value === 'number') return formatNumber(value, Math.min(20, decimalsOf(value)), locale)
  const [, year, month, day, rest = ''] = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}).*)?$/.exec(value) ?? []
  return year === undefined ? value : `${day}/${month}/${year}${rest === '' ? '' : ` ${rest}`}`
}

const decimalsOf = (value: number): number => (String(value).includes('e') ? 6 : (String(value).split('.')[1]?.length ?? 0))

/** `2026-10` as it is said: `10/2026`. */
export function periodText(period: string): string {
  const [, year = '', rest, day] = /^(\d{4})(?:-(Q[1-4]|\d{2}))?(?:-(\d{2}))?$/.exec(period) ?? []
  if (year === '') return period
  if (rest === undefined) return year
  return day === undefined ? `${rest}/${year}` : `${day}/${rest}/${year}`
}
