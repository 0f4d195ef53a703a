import { act, cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { SeriesView } from '#contract'
import { CASE_NOW, CASE_PLACE, caseCommunes } from '../sample-views.ts'
import { describeMap } from './describe.ts'
import { localityMap } from './index.ts'
import { Legend } from './Legend.tsx'
import { LocalityMapOptions } from './options.ts'
import { sampleShapes } from '../sample-shapes.ts'

afterEach(cleanup)

const VIEWS = caseCommunes()
const SHAPES = sampleShapes(VIEWS)
const base = { sources: [], title: 'Đúng hạn', now: CASE_NOW, place: CASE_PLACE, wall: true, locale: 'vi' as const }

const element = (views: readonly SeriesView[], more: object = {}) => (
  <localityMap.View {...base} views={views} shapes={SHAPES} options={localityMap.options.parse({ breaks: [96, 98, 99] })} {...more} />
)

/** Leaflet comes by itself, a moment later. */
async function draw(views: readonly SeriesView[], more: object = {}) {
  const drawn = render(element(views, more))
  await act(() => import('../../maps/LocalityMap.tsx').then(() => undefined))
  await expect.poll(() => drawn.container.querySelectorAll('path.lm-cell').length).toBe(96)
  return drawn
}

const cell = (root: Element, series: string) => root.querySelector<SVGElement>(`path[data-series="${series}"]`)
const seriesOf = (short: string, views: readonly SeriesView[] = VIEWS) => views.find((view) => view.subject.short === short)?.series ?? ''

it('colours each commune by its figure, and each says what it shows', async () => {
  const { container } = await draw(VIEWS)
  expect(container.querySelectorAll('path[data-series]').length).toBe(96)
  const bad = cell(container, seriesOf('Tân Hòa'))
  expect(bad?.dataset).toMatchObject({ freshness: 'live', at: '2026-11-24T08:17:00.000Z' })
  expect(bad?.getAttribute('class')).toBe('lm-cell is-step-1 is-bad')
  expect(cell(container, seriesOf('Xã 96'))?.getAttribute('style')).toContain('url(')
  expect(cell(container, seriesOf('Xã 96'))?.dataset['value']).toBeUndefined()
})

it('names the exceptions with their values, the silent ones, and no others', async () => {
  const { container } = await draw(VIEWS)
  const names = [...container.querySelectorAll('.lm-label')].map((label) => label.textContent)
  expect(names).toContain('Mỹ Quý!91,3')
  expect(names.some((name) => /^Xã 9\d, chưa có$/.test(name ?? ''))).toBe(true)
  expect(names.length).toBeLessThanOrEqual(12)
})

it('recolours what is drawn when figures change, without drawing anew', async () => {
  const { container, rerender } = await draw(VIEWS)
  const before = cell(container, seriesOf('Tân Hòa'))
  rerender(element(VIEWS.map((view) => (view.subject.short === 'Tân Hòa' ? { ...view, value: 99.4 } : view))))
  expect(cell(container, seriesOf('Tân Hòa'))).toBe(before)
  expect(before?.getAttribute('class')).toBe('lm-cell is-step-4')
  expect(before?.dataset['value']).toBe('99.4')
})

it('always carries the caption of its shapes, the coverage and the age', async () => {
  const { container } = await draw(VIEWS)
  expect(container.textContent).toContain('Sơ đồ minh họa, không phải địa giới hành chính chính thức')
  expect(container.textContent).toContain('92/96 xã đã báo cáo')
  expect(container.textContent).toContain('3 phút · Một cửa điện tử')
  expect(container.textContent).toContain('từ 99%98 đến dưới 9996 đến dưới 98dưới 96')
})

it('tells in words which exceptions found no room, and which have no shape', async () => {
  const five = { ...SHAPES, features: SHAPES.features.slice(0, 95) }
  const views = VIEWS.map((view, i) => ({ ...view, ...(i % 8 < 4 && i < 40 && view.value !== undefined && { value: 90 }), subject: { ...view.subject, short: `${view.subject.short} có tên rất dài trên bản đồ này` } }))
  const drawn = render(element(views, { shapes: five, options: localityMap.options.parse({ breaks: [96], worst: 9 }) }))
  await act(() => import('../../maps/LocalityMap.tsx').then(() => undefined))
  await expect.poll(() => drawn.container.textContent).toContain('Không đủ chỗ ghi tên')
  expect(drawn.container.textContent).toContain('Chưa có hình: Xã 96')
})

it('says that the map is not there yet, and keeps age and coverage', () => {
  const { container } = render(element(VIEWS, { shapes: undefined }))
  expect(container.textContent).toContain('Chưa tải được bản đồ')
  expect(container.textContent).toContain('92/96 xã')
})

it('writes a word for a figure that is yes or no at heart, on the map and in the legend', async () => {
  const words = [{ vi: 'không thông', en: 'cannot be reached' }, { vi: 'thông', en: 'reached' }]
  const views = VIEWS.map((view, i) => (view.value === undefined ? view : { ...view, value: i === 2 ? 0 : 100 }))
  const { container } = await draw(views, { options: localityMap.options.parse({ breaks: [90], words, best: 0 }) })
  const off = container.querySelector<HTMLElement>('.lm-label .lmap-word')
  expect(off?.textContent).toBe('không thông')
  expect(off?.dataset).toMatchObject({ series: views[2]?.series, value: '0' })
  expect([...container.querySelectorAll('.lmap-steps li')].slice(0, 2).map((line) => line.textContent)).toEqual(['thông', 'không thông'])
  expect(localityMap.options.safeParse({ breaks: [90], words: words.slice(1) }).success).toBe(false)
})

it('tells in words who is below target without a name on the map, and only how many where none is to be named', async () => {
  const views = VIEWS.map((view, i) => (view.value === undefined ? view : { ...view, value: i < 12 ? 90 : 99 }))
  const few = render(element(views, { options: localityMap.options.parse({ worst: 10 }) }))
  await act(() => import('../../maps/LocalityMap.tsx').then(() => undefined))
  const names = views.slice(0, 12).map(({ subject }) => subject.short).toSorted((a, b) => a.localeCompare(b, 'vi'))
  expect(few.container.textContent).toContain(`chưa đạt, không ghi tên trên bản đồ: ${names.slice(10).join(', ')}`)
  const none = render(element(views, { options: localityMap.options.parse({ worst: 0 }) }))
  expect(none.container.textContent).toContain('12 nơi chưa đạt')
  expect(none.container.textContent).not.toContain(names[0])
})

it('tells first of those that found no place on a small map', () => {
  const picture = describeMap(VIEWS, LocalityMapOptions.parse({}))
  const { container } = render(<Legend picture={picture} views={VIEWS} locale="vi" shapeless={[]} unplaced={['Cần Giuộc']} silent={[]} />)
  expect(container.textContent).toContain('chưa đạt, không ghi tên trên bản đồ: Cần Giuộc')
})
