import { act, cleanup, render } from '@testing-library/react'
import { afterEach, beforeAll, expect, it } from 'vitest'
import type { SeriesView } from '#contract'
import { CASE_NOW, CASE_PLACE, caseCommunes } from '../sample-views.ts'
import { sampleShapes } from '../sample-shapes.ts'
import { pointMap } from './index.ts'
import { caseCounts, caseSite, caseSites, spreadAt } from './sample-points.ts'

beforeAll(() => {
  const brush = new Proxy({}, { get: () => () => undefined, set: () => true })
  HTMLCanvasElement.prototype.getContext = (() => brush) as never // only what is called
})
afterEach(cleanup)

const COMMUNES = caseCommunes()
const SHAPES = sampleShapes(COMMUNES)
const base = { sources: [], title: 'Điểm cần chú ý', now: CASE_NOW, place: CASE_PLACE, wall: true, locale: 'vi' as const }

async function draw(views: readonly SeriesView[], options: object = {}, more: object = {}) {
  const drawn = render(<pointMap.View {...base} views={views} shapes={SHAPES} options={pointMap.options.parse(options)} {...more} />)
  await act(() => import('../../maps/LocalityMap.tsx').then(() => undefined))
  await expect.poll(() => drawn.container.querySelectorAll('path.lm-cell').length).toBe(96)
  return drawn.container
}

const namesIn = (root: Element) => [...root.querySelectorAll('.lm-label b')].map(({ textContent }) => textContent)

it('names only abnormal points, with their value, and tells how many there are of each state', async () => {
  const root = await draw([...caseSites(29), caseSite('Tân Hòa', spreadAt(40), { value: 118 }), caseSite('Suối Dây', spreadAt(60), { freshness: 'stale', ageMs: 4 * 3_600_000 })])
  expect(namesIn(root)).toEqual(['Tân Hòa', 'Suối Dây'])
  expect(root.querySelector('.lm-label')?.textContent).toBe('Tân Hòa!118mm')
  expect(root.textContent).toContain('31 điểm')
  expect(root.textContent).toContain('1 vượt ngưỡng')
  expect(root.textContent).toContain('1 số cũ')
  expect(root.textContent).toContain('Sơ đồ minh họa, không phải địa giới hành chính chính thức')
})

it('draws a disc for each commune with its count, and names those with two or more overdue', async () => {
  const views = caseCounts(COMMUNES)
  const root = await draw(views, { counts: { of: 'feedback.open', overdue: 'feedback.overdue' }, numberFrom: 3 })
  const counted = views.filter((view) => view.indicator.id === 'feedback.open' && Number(view.value) > 0)
  expect(root.querySelectorAll('.lm-discs g')).toHaveLength(counted.length)
  const numbers = [...root.querySelectorAll('.lm-discs text')].map((text) => Number(text.textContent))
  expect(numbers.toSorted((a, b) => a - b)).toEqual(counted.map(({ value }) => Number(value)).filter((value) => value >= 3).toSorted((a, b) => a - b))
  expect(root.textContent).toContain('ít hơn 3')
  const overdue = views.filter((view) => view.indicator.id === 'feedback.overdue' && Number(view.value) >= 2).map((view) => view.subject.short)
  expect(namesIn(root).toSorted()).toEqual(overdue.toSorted())
  expect(root.textContent).toContain('92/96 xã đã báo cáo')
})

it('colours the communes under the points, and draws the lines of another time where they are there', async () => {
  const views = [...caseSites(5), ...COMMUNES]
  const root = await draw(views, { fill: 'tthc.on-time-rate', breaks: [96, 98, 99], outlines: { day: '2025-06-30', level: 'district' } }, { outlines: sampleShapes(COMMUNES.slice(0, 24)) })
  expect(root.querySelectorAll('path[class*="is-step-"]')).toHaveLength(92)
  expect(root.querySelector('.lm-eras path')?.getAttribute('d')?.match(/M/g)).toHaveLength(24)
  expect(root.textContent).toContain('ranh giới huyện đến 30/06/2025')
  expect(root.textContent).toContain('92/96 xã đã báo cáo')
})

it('says what it cannot place: points without a place, and abnormal ones beyond those it may name', async () => {
  const root = await draw([...caseSites(20, () => ({ value: 120 })), caseSite('Trạm lạc', undefined)], { most: 3 })
  expect(namesIn(root)).toHaveLength(3)
  expect(root.textContent).toContain('còn 17 nơi bất thường không ghi tên')
  expect(root.textContent).toContain('Chưa biết chỗ: Trạm lạc')
})
