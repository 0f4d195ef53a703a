import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { SeriesView } from '#contract'
import { CASE_NOW, CASE_PLACE, caseView } from '../sample-views.ts'
import { DiagramView } from './DiagramView.tsx'
import { DiagramOptions } from './options.ts'
import { SAMPLE_DRAWING } from './sample-drawing.ts'

afterEach(cleanup)

const rate = (change: Parameters<typeof caseView>[0] = {}) => caseView({ subject: 'a', target: 98, ...change })
const WATER = { part: 'water', series: 'tthc.on-time-rate@a', show: 'level', low: 90, high: 100 }
const GATE = { part: 'gate-1', series: 'tthc.on-time-rate@a', show: 'state' }

const draw = (views: SeriesView[], parts: object[], locale: 'vi' | 'en' = 'vi', diagram = SAMPLE_DRAWING) =>
  render(<DiagramView views={views} sources={[]} options={DiagramOptions.parse({ drawing: 'mau', parts })} title="Hồ" now={CASE_NOW} wall locale={locale} place={CASE_PLACE} diagram={diagram} />).container

it('fills a level to its share, from below and never beyond the part', () => {
  const level = (value: number) => draw([rate({ value })], [WATER]).querySelector('[data-part="water"]')?.getAttribute('data-level')
  expect(level(96)).toBe('0.6000')
  cleanup()
  expect(level(120)).toBe('1.0000')
  cleanup()
  expect(level(3)).toBe('0.0000')
})

it('leaves a level nobody knows an outline, not empty', () => {
  const water = draw([rate({ value: undefined })], [WATER]).querySelector('[data-part="water"]')
  expect(water?.getAttribute('class')).toContain('is-never')
  expect(water?.hasAttribute('data-level')).toBe(false)
})

it('marks and names the part that is wrong, with its figure, and nothing while all is well', () => {
  const bad = draw([rate({ value: 91 })], [{ ...GATE, label: { vi: 'Cửa số 1', en: 'Gate 1' } }])
  expect(bad.querySelector('[data-part="gate-1"]')?.getAttribute('class')).toContain('is-bad')
  expect(bad.querySelectorAll('.drawing .glyph')).toHaveLength(1)
  expect(bad.querySelector('.diagram-told')?.textContent).toContain('Cửa số 1 Chưa đạt91,0%')
  cleanup()
  const good = draw([rate({ value: 99 })], [GATE])
  expect(good.querySelectorAll('.drawing .glyph')).toHaveLength(0)
  expect(good.querySelector('.diagram-told')?.textContent).toBe('')
})

it('does not judge a part whose figure is too old', () => {
  const drawn = draw([rate({ value: 91, freshness: 'stale', ageMs: 255 * 60_000 })], [GATE])
  expect(drawn.querySelector('[data-part="gate-1"]')?.getAttribute('class')).toContain('is-stale')
  expect(drawn.textContent).toContain('Số liệu cũ')
  expect(drawn.textContent).not.toContain('Chưa đạt')
})

it('takes a word for good only where it was told so', () => {
  const state = (value: string) => draw([rate({ value })], [{ ...GATE, states: { ok: 'good', down: 'bad' } }]).querySelector('[data-part="gate-1"]')?.getAttribute('class')
  expect(state('ok')).toContain('is-good')
  cleanup()
  expect(state('down')).toContain('is-bad')
  cleanup()
  expect(state('constructor')).toContain('is-unknown')
})

it('says which parts the drawing lacks, and how many figures are known', () => {
  const drawn = draw([rate()], [GATE, { part: 'gate-9', series: 'tthc.on-time-rate@b', show: 'state' }])
  expect(drawn.textContent).toContain('Bản vẽ không có phần: gate-9')
  expect(drawn.textContent).toContain('1/2 số đã có')
})

it('writes what stands in a file as words, never as markup, in the language of the screen', () => {
  const text = { name: 'text' as const, attributes: { x: '1', y: '1', 'data-en': 'Gate' }, text: '<img src=x onerror=alert(1)>', children: [] }
  const diagram = { ...SAMPLE_DRAWING, root: { ...SAMPLE_DRAWING.root, children: [text] } }
  const drawn = draw([], [], 'vi', diagram)
  expect(drawn.querySelector('img')).toBeNull()
  expect(drawn.querySelector('.drawing text')?.textContent).toBe('<img src=x onerror=alert(1)>')
  cleanup()
  expect(draw([], [], 'en', diagram).querySelector('.drawing text')?.textContent).toBe('Gate')
})
