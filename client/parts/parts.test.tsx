import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { SeriesView } from '#contract'
import { changeOf, Delta, Figure, Freshness, Ring, Sparkline, statusOf, statusWord, verdictOf } from './index.ts'

afterEach(cleanup)

const NOW = Date.UTC(2026, 10, 24, 8, 20)
const MINUTE = 60_000
const view = (change: Partial<SeriesView> = {}): SeriesView => ({
  series: 'tthc.on-time-rate@x' as SeriesView['series'],
  indicator: { id: 'tthc.on-time-rate', name: { vi: 'Đúng hạn', en: 'On time' }, unit: '%', decimals: 1, direction: 'higher', warn: 98, critical: 95 } as SeriesView['indicator'], // what the parts read
  subject: { id: 'x', name: { vi: 'X', en: 'X' }, short: 'X' },
  source: { short: { vi: 'Một cửa', en: 'One-stop' }, origin: 'simulated' } as NonNullable<SeriesView['source']>, // as above
  freshness: 'live', value: 98.4, at: NOW - 3 * MINUTE, liveUntil: NOW + 3 * MINUTE, ...change,
})

const drawAge = (change: Partial<SeriesView>) =>
  render(<Freshness view={view(change)} now={NOW} timeZone="Asia/Ho_Chi_Minh" locale="vi" />).container.textContent

it('says age and source in the words of each freshness', () => {
  expect(drawAge({})).toBe('3 phút · Một cửa · Minh họa')
  expect(drawAge({ freshness: 'late', at: NOW - 18 * MINUTE })).toBe('Trễ 18 phút · Một cửa · Minh họa')
  expect(drawAge({ freshness: 'stale', at: NOW - 255 * MINUTE })).toBe('Cũ 4 giờ 15 phút · Một cửa · Minh họa')
  expect(drawAge({ suspect: true })).toBe('3 phút · Nghi ngờ · Một cửa · Minh họa')
  expect(drawAge({ freshness: 'lost' })).toBe('Ngắt 3 phút · Một cửa · Minh họa')
  expect(drawAge({ at: NOW - 4 * 24 * 60 * MINUTE })).toBe('20/11 · Một cửa · Minh họa')
})

it('never draws a live ring as empty as one that never had a value', () => {
  const arcs = (ring: Element) => [...ring.querySelectorAll('circle[stroke-dasharray]')].map((arc) => Number.parseFloat(arc.getAttribute('stroke-dasharray') ?? '0'))
  expect(arcs(render(<Ring freshness="live" gone={0} />).container)[0]).toBeGreaterThan(2)
  cleanup()
  expect(arcs(render(<Ring freshness="never" gone={0} />).container)).toEqual([])
})

it('marks a change once, a later change anew, and nothing while changes follow each other without a pause', () => {
  const { container, rerender } = render(<Figure view={view({ at: NOW })} locale="vi" />)
  const name = () => container.querySelector('span > span')?.className
  const show = (value: number, afterMs: number) => rerender(<Figure view={view({ value, at: NOW + afterMs })} locale="vi" />)
  expect(name()).toBe('')
  show(98.5, 100)
  expect(name()).toBe('changed-1')
  show(98.5, 3_100)
  expect(name()).toBe('changed-1')
  show(98.6, 6_000)
  expect(name()).toBe('changed-0')
  show(98.7, 6_250)
  expect(name()).toBe('')
  show(98.8, 6_500)
  expect(name()).toBe('')
  show(98.9, 9_500)
  expect(name()).toBe('changed-1')
})

it('keeps a value of 0 a value', () => {
  const figure = render(<Figure view={view({ value: 0 })} locale="vi" />).container.firstElementChild
  expect(figure?.textContent).toBe('0,0%')
  expect(figure?.getAttribute('data-value')).toBe('0')
})

it('judges by target or by limits, and only what is fresh', () => {
  const target = { value: 99 } as NonNullable<SeriesView['target']> // only its value is read
  expect(statusOf(view({ value: 94 }))).toBe('bad')
  expect(statusOf(view({ value: 94, freshness: 'stale' }))).toBe('unknown')
  expect(statusWord(view({ target }), 'vi')).toBe('Gần đạt')
  expect(statusWord(view({ value: 96, target: { ...target, value: 120 } }), 'vi')).toBe('Chưa đạt')
  expect(verdictOf(view({ value: 96 }), 'vi')).toEqual({ word: 'Gần ngưỡng', rest: '95%' })
  expect(verdictOf(view({ value: 94 }), 'vi')).toEqual({ word: 'Vượt ngưỡng', rest: '95%' })
  expect(verdictOf(view({ value: 94, freshness: 'lost' }), 'vi').rest).toBe('không so mục tiêu')
})

it('compares with the value near the wanted moment and with no other', () => {
  const day = 24 * 60 * MINUTE
  const at = NOW - 3 * MINUTE
  expect(changeOf(view({ trail: [[at - day, 98.1], [at - day / 2, 90]] }), day)).toEqual({ by: expect.closeTo(0.3), apportioned: false })
  expect(changeOf(view({ trail: [[at - day / 2, 90]] }), day)).toEqual({ why: 'none' })
})

it('subtracts nothing over a change of boundaries but what was brought over it, and nothing of other coverage or period', () => {
  const day = 24 * 60 * MINUTE
  const at = NOW - 3 * MINUTE
  const boundary = { at: new Date(at - day / 2).toISOString(), day: '2026-11-24', side: 'before', rule: 'break', title: { vi: 'Trước', en: 'Before' }, reason: { vi: 'vì', en: 'as' }, subjects: [] } as const
  const over = (rule: 'break' | 'sum', facts?: object) => changeOf(view({ trail: [[at - day, 98.1, facts], [at - day / 2, null, { boundary: { ...boundary, rule } }]] as never }), day) // subjects are branded and here none
  expect(over('break')).toEqual({ why: 'area' })
  expect(over('sum')).toEqual({ why: 'area' })
  expect(over('sum', { apportioned: true })).toEqual({ by: expect.closeTo(0.3), apportioned: true })
  const files = { ...view().indicator, aggregation: 'sum' } as const
  expect(changeOf(view({ indicator: files, coverage: { reported: 96, expected: 96 }, trail: [[at - day, 90, { coverage: { reported: 92, expected: 96 } }]] }), day)).toEqual({ why: 'coverage' })
  expect(changeOf(view({ period: '2026-10', trail: [[at - day, 90, { period: '2026' }]] }), day)).toEqual({ why: 'period' })
})

it('judges what grows over a year by its pace and says what should have been reached by now', () => {
  const paced = (value: number, pace?: SeriesView['pace']) => view({
    value, indicator: { ...view().indicator, decimals: 2, pace: { by: 'days', over: 'year', warn: 5, critical: 15 } }, target: { value: 95 } as NonNullable<SeriesView['target']>, ...(pace && { pace }), // only its value is read
  })
  const due = { share: 304 / 396, expected: 72.929 }
  expect(verdictOf(paced(69.12, due), 'vi')).toEqual({ word: 'Đúng tiến độ', rest: 'theo tiến độ 72,9%' })
  expect([statusOf(paced(63, due)), statusOf(paced(54, due))]).toEqual(['watch', 'bad'])
  expect(verdictOf(paced(54), 'vi').word).toBe('Chưa rõ tiến độ')
})

it('marks what is due on the course by a shape of its own', () => {
  const drawn = render(<Sparkline points={[[1, 1], [2, 2]]} target={9} expected={4} status="watch" width={100} height={50} />).container
  expect(drawn.querySelectorAll('.spark-pace')).toHaveLength(1)
  expect(render(<Sparkline points={[[1, 1], [2, 2]]} target={9} status="watch" width={100} height={50} />).container.querySelectorAll('.spark-pace')).toHaveLength(0)
})

it('writes a change in points for shares and in the unit for others', () => {
  expect(render(<Delta view={view()} delta={-0.6} locale="vi" />).container.textContent).toBe('−0,6 điểm')
  cleanup()
  const files = view({ indicator: { ...view().indicator, unit: 'hồ sơ', decimals: 0 } })
  expect(render(<Delta view={files} delta={12} locale="vi" />).container.textContent).toBe('+12 hồ sơ')
})

it('lifts the pen over a hole in the course', () => {
  const path = render(<Sparkline points={[[1, 1], [2, 2], [3, null], [4, 2], [5, 3]]} status="good" width={100} height={50} />).container.querySelector('path')
  expect(path?.getAttribute('d')?.match(/M/g)?.length).toBe(2)
})
