import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { CASE_NOW, CASE_PLACE, caseView } from '../sample-views.ts'
import type { WidgetProps } from '../widget.ts'
import { chooseRows } from './LinearRows.tsx'
import { LinearView } from './LinearView.tsx'
import { LinearOptions } from './options.ts'

afterEach(cleanup)

const draw = (views: WidgetProps<LinearOptions>['views'], options: object = {}) =>
  render(<LinearView views={views} sources={[]} options={LinearOptions.parse(options)} title="Mưa 24 giờ" now={CASE_NOW} wall locale="vi" place={CASE_PLACE} />).container

const rain = (subject: string, value: number | undefined, change: Parameters<typeof caseView>[0] = {}) =>
  caseView({ ...change, subject, value, level: 'site', indicator: { id: 'weather.rain-24h', unit: 'mm', direction: 'lower', warn: 50, critical: 100 } as never }) // an id written out

it('draws a row for each of several, the silent one without a pointer and counted', () => {
  const drawn = draw([rain('Tân Châu', 118), rain('Gò Dầu', undefined), rain('Long An', 12)])
  expect([...drawn.querySelectorAll('.row-name h3')].map((name) => name.textContent)).toEqual(['Tân Châu', 'Gò Dầu', 'Long An'])
  expect(drawn.querySelectorAll('.linear-track b').length).toBe(2)
  expect(drawn.querySelector('header')?.textContent).toContain('2/3')
})

it('stands on the scale of its indicator and marks what is beyond its limit with a shape', () => {
  const drawn = draw([rain('Tân Châu', 118), rain('Long An', 12)], { scales: { 'weather.rain-24h': { low: 0, high: 200 } } })
  const [wet, dry] = drawn.querySelectorAll('.line')
  expect(wet?.querySelector<HTMLElement>('.linear-track b')?.style.left).toBe('59%')
  expect(wet?.querySelector('.row-mark .glyph')).not.toBeNull()
  expect(dry?.querySelector('.row-mark .glyph')).toBeNull()
})

it('judges an old figure no longer, and says how old it is', () => {
  const [old] = draw([rain('Tân Châu', 118, { freshness: 'stale', ageMs: 15_300_000 }), rain('Long An', 12)]).querySelectorAll('.line')
  expect(old?.className).not.toContain('is-bad')
  expect(old?.textContent).toContain('Cũ 4 giờ 15 phút')
})

it('never hides what is beyond its limit behind what is not', () => {
  const views = [rain('a', 1), rain('b', 60), rain('c', 2), rain('d', 120)]
  expect(chooseRows(views, 2).map(({ subject }) => subject.id)).toEqual(['b', 'd'])
  expect(chooseRows(views, 3).map(({ subject }) => subject.id)).toEqual(['a', 'b', 'd'])
})
