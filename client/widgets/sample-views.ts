import type { AgencyId, Freshness, Indicator, Point, SeriesName, SeriesView, SourceId, SourceInfo, SourceView } from '#contract'
import type { Place } from './widget.ts'

/** Views for the cases of widgets: the gallery and the tests draw these. Times hang on one fixed moment. */
export const CASE_NOW = Date.UTC(2026, 10, 24, 8, 20)
const MINUTE = 60_000

export const CASE_PLACE: Place = {
  id: 'mau', name: { vi: 'Tỉnh Mẫu', en: 'Sample province' }, centre: { vi: 'Trung tâm giám sát, điều hành thông minh', en: 'Intelligent Operations Center' },
  timeZone: 'Asia/Ho_Chi_Minh', subject: 'mau', demo: true,
}

export const CASE_SOURCE: SourceInfo = {
  id: 'mot-cua' as SourceId, title: { vi: 'Một cửa điện tử', en: 'One-stop shop' }, short: { vi: 'Một cửa điện tử', en: 'One-stop shop' },
  agency: 'mau.agency' as AgencyId, system: 'tthc', driver: 'http-json', origin: 'simulated', everyMs: 5 * MINUTE, feeds: ['tthc'],
}

export const caseIndicator = (change: Partial<Indicator> = {}): Indicator => ({
  id: 'tthc.on-time-rate', name: { vi: 'Tỷ lệ hồ sơ giải quyết trước, đúng hạn', en: 'On-time rate' }, short: { vi: 'Thủ tục hành chính đúng hạn', en: 'Dossiers on time' },
  domain: 'tthc', owner: 'mau.agency', unit: '%', kind: 'rate', direction: 'higher', decimals: 1, due: { every: '5m' }, aggregation: 'weighted', level: 'commune', warn: 98, critical: 95, ...change,
} as Indicator) // branded ids written out

/** A course of 48 h that ends at `value`. */
export function caseTrail(value: number, swing: number): Point[] {
  return Array.from({ length: 97 }, (_, i) => [CASE_NOW - 3 * MINUTE - (96 - i) * 30 * MINUTE, value + (i === 96 ? 0 : swing * (Math.sin(i / 6) * 0.6 - (96 - i) / 96))] as const)
}

interface Change {
  value?: number | string | undefined
  freshness?: Freshness
  ageMs?: number
  indicator?: Partial<Indicator>
  target?: number | undefined
  swing?: number
  subject?: string
  coverage?: { reported: number; expected: number }
  source?: SourceInfo
  level?: NonNullable<SeriesView['subject']['level']>
  /** Judged by its pace: this share of the target was due. */
  share?: number
  period?: string
}

const slugOf = (name: string): string => name.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll(/[^a-z0-9]+/g, '-')

/** One view; `value: undefined` is a series that never reported. */
export function caseView(change: Change = {}): SeriesView {
  const indicator = caseIndicator(change.indicator)
  const value = 'value' in change ? change.value : 98.4
  const at = CASE_NOW - (change.ageMs ?? 3 * MINUTE)
  const subject = change.subject ?? 'Tỉnh Mẫu'
  const base = {
    series: `${indicator.id}@${slugOf(subject)}` as SeriesName, // for data-series only
    indicator, source: change.source ?? CASE_SOURCE, subject: { id: subject, name: { vi: subject, en: subject }, short: subject, level: change.level ?? 'commune' as const },
    freshness: change.freshness ?? (value === undefined ? 'never' as const : 'live' as const),
    ...(change.target === undefined ? {} : { target: { indicator: indicator.id, subject: 'mau', value: change.target, main: true } as NonNullable<SeriesView['target']> }),
    ...(change.coverage === undefined ? {} : { coverage: change.coverage }),
    ...(change.share === undefined || change.target === undefined ? {} : { pace: { share: change.share, expected: change.target * change.share } }),
    ...(change.period === undefined ? {} : { period: change.period }),
  }
  if (value === undefined) return { ...base, trail: [] }
  return { ...base, value, at, liveUntil: at + 6 * MINUTE, trail: typeof value === 'number' ? caseTrail(value, change.swing ?? 1.2) : [] }
}

/** 96 communes: most above the target, five clearly below, four silent. */
export function caseCommunes(): SeriesView[] {
  return Array.from({ length: 96 }, (_, i) => {
    const subject = NAMES[i] ?? `Xã ${i + 1}`
    if (i >= 92) return caseView({ subject, value: undefined, target: 98 })
    const value = i < 5 ? 91.3 + i * 0.9 : 97.2 + ((i * 37) % 27) / 10
    return caseView({ subject, value: Math.min(100, value), target: 98 })
  })
}

const NAMES = ['Mỹ Quý', 'Ninh Điền', 'Tân Hưng', 'Tân Hòa', 'Cần Giuộc', 'P. Kiến Tường', 'Hưng Thuận', 'P. Tân Ninh']

export function caseSources(): SourceView[] {
  const beats = (late: number) => Array.from({ length: 48 }, (_, i) => (i < 6 ? 'none' as const : i % 17 === 5 ? 'late' as const : i >= 48 - late ? 'missing' as const : 'on-time' as const))
  const one = (id: string, name: string, freshness: Freshness, ageMs: number | undefined, error?: string): SourceView => ({
    info: { ...CASE_SOURCE, id: id as SourceId, title: { vi: name, en: name }, short: { vi: name, en: name }, origin: id === 'host' ? 'real' : 'simulated' },
    freshness,
    health: {
      id: id as SourceId, freshness, accepted: 1_248, rejected: id === 'mot-cua' ? 3 : 0, series: { total: 960, live: freshness === 'live' ? 952 : 0 },
      beats: beats(freshness === 'stale' ? 9 : 0), paused: false,
      ...(ageMs === undefined ? {} : { newestAt: CASE_NOW - ageMs }),
      ...(error === undefined ? {} : { error: { kind: 'unreachable' as const, message: { vi: error, en: error }, since: CASE_NOW - (ageMs ?? 0) } }),
    },
  })
  return [
    one('mot-cua', 'Một cửa điện tử', 'live', 3 * MINUTE), one('host', 'Máy chủ IOC', 'live', 8_000),
    one('payment', 'Thanh toán trực tuyến', 'late', 18 * MINUTE, 'Không trả lời trong 15 giây'), one('smart', 'Ứng dụng Smart', 'stale', 255 * MINUTE, 'Máy chủ từ chối kết nối'),
    one('push-demo', 'Gửi thử', 'never', undefined),
  ]
}

/** A rate that grows over its year: what is paid out of the plan for public investment. */
export const casePaced = (value: number, change: Change = {}): SeriesView => caseView({
  value, target: 95, share: 304 / 396, period: '2026-10', swing: 30, ...change,
  indicator: {
    name: { vi: 'Tỷ lệ giải ngân vốn đầu tư công', en: 'Public-investment disbursement rate' }, short: { vi: 'Giải ngân đầu tư công', en: 'Disbursement' },
    pace: { by: 'days', over: 'year', warn: 5, critical: 15 }, periods: 'investment', ...change.indicator,
  },
})

/** Three years by the month over a change of boundaries on 01/7/2025: broken there, or the earlier figures apportioned. */
export function caseOverEras(rule: 'break' | 'sum'): SeriesView {
  const day = '2025-07-01'
  const at = Date.UTC(2025, 5, 30, 17)
  const boundary = {
    at: new Date(at).toISOString(), day, side: 'before' as const, rule, title: { vi: 'Trước 01/7/2025: 3 cấp', en: 'Before 01/07/2025: 3 tiers' }, subjects: [],
    reason: { vi: 'cộng nguyên 2 đơn vị cũ', en: '2 former units added whole' },
  }
  const months = Array.from({ length: 34 }, (_, i) => ({ when: Date.UTC(2024, i, 1) - 1, value: 3_400 + i * 45 + 700 * Math.sin(i * 1.7) }))
  const trail = months.filter(({ when }) => when > at || rule === 'sum').map(({ when, value }): Point => (when > at ? [when, value] : [when, value, { apportioned: true }]))
  const view = caseView({ value: months.at(-1)?.value, indicator: { name: { vi: 'Thu ngân sách nhà nước', en: 'State budget revenue' }, short: { vi: 'Thu ngân sách', en: 'Revenue' }, unit: 'tỷ đồng', kind: 'counter', decimals: 0, aggregation: 'sum', warn: undefined, critical: undefined } })
  return { ...view, trail: [...trail, [at, null, { boundary }] as const].sort((a, b) => a[0] - b[0]) }
}
