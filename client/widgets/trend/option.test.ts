import { expect, it } from 'vitest'
import { CASE_NOW, caseOverEras, casePaced, caseView } from '../sample-views.ts'
import { caseForecast, caseGrowing, caseUsual } from './sample-outlook.ts'
import { rankRange, roundedRange, trendOption } from './option.ts'
import { datedLabel, timeLabel, timeTicks } from './time-ticks.ts'

const facts = { from: CASE_NOW - 86_400_000, now: CASE_NOW, locale: 'vi' as const, timeZone: 'Asia/Ho_Chi_Minh', wall: true, color: { t1: '#fff', t2: '#ccc', p2: '#f90', p3: '#ff0', stale: '#e2f', ink2: '#789', band: '#234' } }

it('draws only the span asked for and leaves holes open', () => {
  const view = { ...caseView({}), trail: [[CASE_NOW - 90_000_000, 1], [CASE_NOW - 3_000, 2], [CASE_NOW - 2_000, null], [CASE_NOW - 1_000, 3]] as const }
  const series = trendOption({ ...facts, view }).series as { data: unknown[]; connectNulls: boolean }[] // the option is ours
  expect(series[0]?.data.slice(0, 2)).toEqual([[CASE_NOW - 3_000, 2], [CASE_NOW - 2_000, null]])
  expect(series[0]?.data[2]).toMatchObject({ value: [CASE_NOW - 1_000, 3], symbol: 'circle' })
  expect(series[0]?.connectNulls).toBe(false)
})

it('fills the last point by status, and by age where the value is no longer judged', () => {
  const fill = (change: Parameters<typeof caseView>[0]) => JSON.stringify(trendOption({ ...facts, view: caseView(change) }))
  expect(fill({ value: 94.1, target: 98 })).toContain('#f90')
  expect(fill({ value: 94.1, target: 98, freshness: 'stale' })).toContain('#e2f')
  expect(fill({ value: 94.1, target: 98, freshness: 'stale' })).not.toContain('#f90')
})

it('writes the target at its line', () => {
  const option = JSON.stringify(trendOption({ ...facts, view: caseView({ target: 98 }) }))
  expect(option).toContain('mục tiêu 98%')
  expect(JSON.stringify(trendOption({ ...facts, view: caseView({}) }))).not.toContain('markLine')
})

it('keeps a quiet range, from 0 for counters, and draws nothing from nothing', () => {
  expect(roundedRange([97, 99], { fromZero: false, isShare: true })).toEqual({ min: 96, max: 100, step: 1 })
  expect(roundedRange([99.2, 100], { fromZero: false, isShare: true }).max).toBe(100)
  expect(roundedRange([0, 4], { fromZero: false, isShare: false }).min).toBe(0)
  expect(roundedRange([120, 400], { fromZero: true, isShare: false })).toMatchObject({ min: 0, step: 200 })
  expect(roundedRange([], { fromZero: false, isShare: false })).toEqual({ min: 0, max: 1, step: 1 })
})

it('marks whole local hours', () => {
  const ticks = timeTicks(Date.UTC(2026, 10, 23, 8, 20), Date.UTC(2026, 10, 24, 8, 20), 'Asia/Ho_Chi_Minh')
  expect(ticks.map((at) => new Date(at + 7 * 3_600_000).toISOString().slice(11, 16))).toEqual(['18:00', '00:00', '06:00', '12:00'])
})

interface Drawn { type: string; symbol?: string; data: readonly (readonly [number, number | null] | { value: readonly [number, number] })[]; lineStyle?: { type?: unknown }; markLine?: { data: { xAxis?: number; label?: { formatter: string } }[] } }
const YEARS = { ...facts, from: CASE_NOW - 1_096 * 86_400_000 }
const drawnOf = (view: ReturnType<typeof caseView>) => trendOption({ ...YEARS, view }).series as unknown as Drawn[] // the option is ours

it('stops the line at a change of boundaries, and says what held before it', () => {
  const [line, ...rest] = drawnOf(caseOverEras('break'))
  const mark = line?.markLine?.data[0]
  expect(mark).toMatchObject({ xAxis: Date.UTC(2025, 5, 30, 17), label: { formatter: 'Trước 01/7/2025: 3 cấp, ngắt' } })
  expect(line?.data.filter((point) => 'value' in point || (point[1] !== null && point[0] < Date.UTC(2025, 5, 30, 17)))).toHaveLength(1) // the newest alone, as a dot
  expect(rest).toEqual([])
})

it('draws what was brought over it dashed, as a line of its own', () => {
  const [line, brought] = drawnOf(caseOverEras('sum'))
  expect(line?.markLine?.data[0]?.label?.formatter).toBe('Trước 01/7/2025: 3 cấp, quy đổi')
  expect(brought?.lineStyle?.type).toEqual([14, 12])
  expect(brought?.data.flatMap((point) => ('value' in point || point[1] === null ? [] : point[0])).every((at) => at < Date.UTC(2025, 5, 30, 17))).toBe(true)
})

it('sets a hollow diamond where the figure should stand by now, with its words', () => {
  const series = drawnOf(casePaced(54.3))
  expect(series.at(-1)).toMatchObject({ symbol: 'diamond', data: [[expect.any(Number), expect.closeTo(72.93, 2)]], label: { show: true, formatter: 'theo tiến độ 72,9%' } })
})

it('marks months where a span is of years', () => {
  const ticks = timeTicks(Date.UTC(2023, 10, 20), Date.UTC(2026, 10, 20), 'Asia/Ho_Chi_Minh')
  expect(ticks.map((at) => timeLabel(at, { timeZone: 'Asia/Ho_Chi_Minh', locale: 'vi', spanMs: 1_096 * 86_400_000 }))).toEqual(['01/2024', '01/2025', '01/2026'])
})

it('puts the first place above all others, and knows no place 0', () => {
  const view = caseView({ value: 12, target: 11 })
  const option = trendOption({ ...facts, view: { ...view, indicator: { ...view.indicator, unit: 'hạng' } } }) as { yAxis: { min: number; inverse: boolean } } // the option is ours
  expect([option.yAxis.min, option.yAxis.inverse]).toEqual([1, true])
  expect((trendOption({ ...facts, view: caseView({ value: 12 }) }) as typeof option).yAxis.inverse).toBe(false)
  expect([rankRange([11, 9]), rankRange([12, 11]), rankRange([47, 40, 30]), rankRange([])]).toEqual([{ min: 1, max: 16, step: 5 }, { min: 1, max: 21, step: 10 }, { min: 1, max: 61, step: 20 }, { min: 1, max: 6, step: 5 }])
})

it('draws the usual as a band below the line and a forecast dashed, named, over a longer time, and gives neither the colour of a status', () => {
  const plain = trendOption({ ...facts, view: caseView({ value: 94.1, target: 98 }) })
  const usual = trendOption({ ...facts, view: caseView({ value: 94.1, target: 98 }), outlook: caseUsual() })
  expect((usual.series as unknown[]).length - (plain.series as unknown[]).length).toBe(4) // the option is ours
  const year = { ...facts, from: Date.UTC(2026, 0, 1), view: caseGrowing() }
  const forecast = trendOption({ ...year, outlook: caseForecast() })
  expect((forecast.xAxis as { max: number }).max).toBe(Date.UTC(2027, 0, 31, 17)) // as above
  const added = JSON.stringify((forecast.series as { z?: number }[]).filter(({ z }) => z !== undefined)) // as above
  expect(added).toContain('dự báo 93,4%')
  expect(added).toContain('"type":[14,12]')
  expect(added).not.toMatch(/#f90|#ff0/)
  expect(JSON.stringify(trendOption(year))).not.toContain('dự báo')
})

it('says on paper which days its hours are of, once each', () => {
  const place = { timeZone: 'Asia/Ho_Chi_Minh', locale: 'vi' as const, spanMs: 24 * 3_600_000 }
  const ticks = timeTicks(Date.UTC(2026, 10, 23, 8, 20), Date.UTC(2026, 10, 24, 8, 20), place.timeZone)
  expect(ticks.map((at) => datedLabel(at, ticks, place))).toEqual(['18:00\n23/11/2026', '00:00\n24/11/2026', '06:00', '12:00'])
  expect(datedLabel(Date.UTC(2026, 0, 5), [], { ...place, spanMs: 400 * 86_400_000 })).toBe('01/2026')
  const axis = trendOption({ ...facts, view: caseView({}), dated: true }).xAxis as unknown as { axisLabel: { formatter(at: number): string } } // the option is ours
  expect(axis.axisLabel.formatter(facts.from)).toContain('/2026')
})

it('names the band so that the name is seen, and keeps the line itself when the band comes later', () => {
  const series = trendOption({ ...facts, view: caseView({ value: 94.1, target: 98 }), outlook: caseUsual() }).series as { id?: string; itemStyle?: { opacity?: number } }[] // the option is ours
  expect(series.find((one) => JSON.stringify(one).includes('mức thường'))?.itemStyle?.opacity ?? 1).toBe(1) // a chart gives a name the opacity of its point
  const ownOf = (option: ReturnType<typeof trendOption>) => (option.series as { id?: string; data: unknown }[]).find(({ id }) => id === 'own')?.data // as above
  expect(ownOf(trendOption({ ...facts, view: caseView({ value: 94.1 }) }))).toEqual(ownOf(trendOption({ ...facts, view: caseView({ value: 94.1 }), outlook: caseUsual() })))
})
