import type { SeriesView } from '#contract'
import { CASE_NOW, CASE_PLACE, caseView } from '../sample-views.ts'
import { defineWidget, type WidgetCase } from '../widget.ts'
import { CountdownView } from './CountdownView.tsx'
import { CountdownOptions } from './options.ts'

const hours = { id: 'feedback.hours', unit: 'giờ', decimals: 1, direction: 'lower', short: { vi: 'Thời gian xử lý', en: 'Time to resolve' }, warn: 24, critical: 48 }
const one = (subject: string, value: number | undefined, change: Parameters<typeof caseView>[0] = {}): SeriesView => caseView({ ...change, subject, value, indicator: hours as never }) // an id written out
const some = (change: Parameters<typeof caseView>[0] = {}) => [one('Long Hoa', 47.8, change), one('Tân Ninh', 47.4, change), one('Đức Hòa', 24, change), one('Gò Dầu', 11, change)]
const long = ['P. Kiến Tường Tây', 'Xã Hưng Điền Mỹ Ý', 'Xã Đồng Khởi Ỷ Ốc', 'Xã Ngũ Nguyệt Quới', 'P. Ẵm Ỏi', 'Xã Thuỵ Ổn', 'Xã Một', 'Xã Hai', 'Xã Ba', 'Xã Bốn']

const base = { sources: [], options: {}, title: 'Sắp đến hạn', now: CASE_NOW, place: CASE_PLACE }
const size = { width: 1824, height: 816 }
const of = (name: WidgetCase['name'], views: SeriesView[], options: Record<string, unknown> = {}): WidgetCase => ({ name, ...size, props: { ...base, views, options } })

export const countdown = defineWidget({
  kind: 'countdown',
  options: CountdownOptions,
  needs: () => ({}),
  View: CountdownView,
  cases: [
    of('good', [one('Gò Dầu', 11), one('Tân Châu', 30)]),
    of('watch', some()),
    of('bad', [one('Cần Giuộc', 200), one('Tân Biên', 120), ...some()], { only: 'all' }),
    of('late', some({ freshness: 'late', ageMs: 18 * 60_000 })),
    of('stale', some({ freshness: 'stale', ageMs: 255 * 60_000 })),
    of('lost', some({ freshness: 'lost' })),
    of('never', [one('Long Hoa', undefined)]),
    of('empty', []),
    of('crowded', [...long.map((name, i) => one(name, 160 - i * 14)), one('Xã Im Lặng', undefined), one('Xã Cũ', 12, { freshness: 'stale', ageMs: 255 * 60_000 })]),
  ],
})
