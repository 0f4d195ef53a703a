import { cleanup, render } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it, vi as vitest } from 'vitest'
import { fetchTexts, LocaleContext } from '../locale/index.ts'
import desk from '../locale/desk-vi.json'
import texts from '../locale/vi.json'
import { widgets } from './index.ts'
import { widgetOptions } from './options.ts'
import { CASE_NOW, CASE_PLACE, caseCommunes, caseSources, caseView } from './sample-views.ts'
import type { WidgetCase, WidgetDefinition } from './widget.ts'

// jsdom has neither sizes nor a canvas: a brush that draws nothing stands in for the browser's.
beforeAll(async () => {
  await fetchTexts('en')
  const brush = new Proxy({}, { get: (_, name) => (name === 'measureText' ? () => ({ width: 10 }) : () => brush), set: () => true })
  for (const side of ['clientWidth', 'clientHeight']) Object.defineProperty(HTMLElement.prototype, side, { configurable: true, get: () => 600 })
  HTMLCanvasElement.prototype.getContext = (() => brush) as never // only what the charts call
})
afterEach(cleanup)

/** A number that is none, or a text's key in place of the text. */
const UNTOLD = new RegExp(`NaN|undefined|Infinity|\\b(?:${Object.keys({ ...texts, ...desk }).join('|')})\\.[a-z]`)

const draw = (widget: WidgetDefinition, props: WidgetCase['props'], locale: 'vi' | 'en' = 'vi') =>
  render(
    <LocaleContext value={locale}>
      <widget.View {...props} options={widget.options.parse(props.options)} wall locale={locale} />
    </LocaleContext>,
  ).container

function widgetOf(kind: string): WidgetDefinition {
  const widget = widgets[kind]
  if (widget === undefined) throw new Error(`no widget ${kind}`)
  return widget
}

const base = { views: [], sources: [], options: {}, title: undefined, now: CASE_NOW, place: CASE_PLACE }
const drawOf = (kind: string, props: Partial<WidgetCase['props']>) => draw(widgetOf(kind), { ...base, ...props })

describe.each(Object.values(widgets).map((widget) => [widget.kind, widget] as const))('%s', (_, widget) => {
  it.each(widget.cases.map((one) => [one.name, one] as const))('says what it draws when %s, in both languages', (_, one) => {
    for (const locale of ['vi', 'en'] as const) {
      const drawn = draw(widget, one.props, locale)
      expect(drawn.textContent).not.toMatch(UNTOLD)
      cleanup()
    }
  })

  it('carries series, value, time and freshness on every value it draws', () => {
    for (const { props } of widget.cases) {
      const drawn = draw(widget, props)
      for (const figure of drawn.querySelectorAll<HTMLElement>('[data-series]')) {
        const view = props.views.find(({ series, value, freshness }) => series === figure.dataset['series'] && String(value) === String(figure.dataset['value']) && freshness === figure.dataset['freshness'])
        expect(view, figure.outerHTML.slice(0, 200)).toBeDefined()
        expect(figure.dataset['at']).toBe(view?.at === undefined ? undefined : new Date(view.at).toISOString())
      }
      cleanup()
    }
  })

  it('accepts no option it does not know', () => {
    expect(widget.options.safeParse({}).success).toBe(true)
    expect(widget.options.safeParse({ noSuchOption: 1 }).success).toBe(false)
  })
})

it('says that a figure is simulated beside its source, and nothing of the kind beside a real one', () => {
  const simulated = caseView({})
  const real = { ...simulated, source: simulated.source && { ...simulated.source, origin: 'real' as const } }
  for (const kind of ['kpi-tile', 'trend', 'domain-rows', 'linear', 'text-value', 'live-line', 'ranking', 'ruler', 'matrix', 'unit-squares', 'bullet', 'index-breakdown', 'contract-list']) {
    expect(drawOf(kind, { views: [simulated] }).textContent, kind).toContain('Minh họa')
    cleanup()
    expect(drawOf(kind, { views: [real] }).textContent, kind).not.toContain('Minh họa')
    cleanup()
  }
})

it('judges a late value but neither a stale nor a cut-off one', () => {
  const bad = { value: 94.1, target: 98 }
  expect(drawOf('kpi-tile', { views: [caseView({ ...bad, freshness: 'late' })] }).textContent).toContain('Chưa đạt mục tiêu 98%')
  cleanup()
  for (const freshness of ['stale', 'lost'] as const) {
    const drawn = drawOf('kpi-tile', { views: [caseView({ ...bad, freshness, ageMs: 15_300_000 })] })
    expect(drawn.textContent).not.toContain('Chưa đạt')
    expect(drawn.textContent).toContain('không so mục tiêu')
    expect(drawn.textContent).toContain('4 giờ 15 phút')
    expect(drawn.textContent).not.toContain('so hôm qua')
    cleanup()
  }
})

it('compares with yesterday only where the trail reaches back', () => {
  expect(drawOf('kpi-tile', { views: [caseView({ target: 98 })] }).textContent).toMatch(/[+−±]\d,\d điểm.*so hôm qua/)
  cleanup()
  const short = { ...caseView({ target: 98 }), trail: [[CASE_NOW - 600_000, 98] as const] }
  expect(drawOf('kpi-tile', { views: [short] }).textContent).toContain('chưa đủ số để so')
})

it('shows what never reported as a dash without a unit, never as 0', () => {
  for (const kind of ['kpi-tile', 'trend', 'domain-rows', 'linear', 'text-value', 'live-line', 'ruler', 'bullet']) {
    const figure = drawOf(kind, { views: [caseView({ value: undefined })] }).querySelector('[data-series]')
    expect(figure?.textContent, kind).toBe('–')
    expect(figure?.getAttribute('data-freshness')).toBe('never')
    cleanup()
  }
})

it.each(['trend', 'kpi-tile', 'domain-rows', 'intraday'])('says with a roll-up how many of its parts reported last, and nothing with a whole: %s', (kind) => {
  expect(drawOf(kind, { views: [caseView({ target: 98, coverage: { reported: 92, expected: 96 } })] }).textContent).toContain('92/96 xã')
  cleanup()
  expect(drawOf(kind, { views: [caseView({ target: 98 })] }).textContent).not.toContain(' xã')
})

it('ranks only who reported, names who did not, and counts both', () => {
  const text = drawOf('ranking', { views: caseCommunes(), title: 'Đúng hạn' }).textContent ?? ''
  expect(text).toContain('92/96 xã')
  expect(text).toContain('còn 84 xã')
  expect(text).toContain('Chưa có số: Xã 93, Xã 94, Xã 95, Xã 96')
})

it('ranks all of nine districts by their own name, and counts nobody as the rest', () => {
  const nine = Array.from({ length: 9 }, (_, i) => caseView({ subject: `H${i}`, value: 90 + i, target: 95, level: 'district' }))
  const drawn = drawOf('ranking', { views: nine })
  expect([...drawn.querySelectorAll('.rank-name')].map((name) => name.textContent)).toEqual(['H0', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'H7', 'H8'])
  expect(drawn.textContent).toContain('9/9 địa phương')
  expect(drawn.textContent).not.toContain('ở giữa')
})

it('says how many of those not ranked in sight are off their target', () => {
  expect(drawOf('ranking', { views: caseCommunes() }).textContent).toMatch(/còn 84 xã, phường ở giữa, \d+ chưa đạt/)
})

it('puts worse to the left also where lower is better', () => {
  const views = [10, 60, 90].map((value, i) => caseView({ value, subject: `X${i}`, target: 20, indicator: { direction: 'lower', unit: 'phút' } }))
  const drawn = drawOf('ranking', { views, options: { worst: 1, best: 1 } })
  const x = [...drawn.querySelectorAll('.rank-ruler circle')].map((dot) => Number.parseFloat(dot.getAttribute('cx') ?? ''))
  expect(drawn.querySelectorAll('.rank-name')[0]?.textContent).toBe('X2')
  expect(x[0]).toBeLessThan(x[1] ?? 0)
})

it('gives a dot to each who reported and says how many have none', () => {
  const drawn = drawOf('swarm', { views: caseCommunes(), title: '96 xã' })
  expect(drawn.querySelectorAll('circle[data-series]').length).toBe(92)
  expect(drawn.textContent).toContain('4 nơi chưa có số không có chấm')
})

it('tells of each source its rhythm, its state in a word and its error in words', () => {
  const drawn = drawOf('source-strip', { sources: caseSources(), title: 'Nguồn' })
  const row = drawn.querySelector('[data-source="smart"]')
  expect(row?.textContent).toContain('Cũ4 giờ 15 phút')
  expect(row?.textContent).toContain('không kết nối được')
  expect(row?.querySelectorAll('.heartbeat rect').length).toBe(48)
})

it('keeps the troubled sources when not all have room, and counts the others', () => {
  const drawn = drawOf('source-strip', { sources: caseSources(), options: { rows: 3 } })
  expect([...drawn.querySelectorAll<HTMLElement>('[data-source]')].map((row) => row.dataset['freshness'])).toEqual(['never', 'stale'])
  expect(drawn.textContent).toContain('còn 3 nguồn khác')
})

it('counts in the clock header who keeps the rhythm, by the server clock and the province’s zone', () => {
  const text = drawOf('header-clock', { sources: caseSources() }).textContent ?? ''
  expect(text).toContain('15:20')
  expect(text).toContain('Thứ Ba, 24/11/2026')
  expect(text).toContain('5 nguồn: 2 đúng nhịp, 1 trễ, 1 cũ, 1 chưa có')
  expect(text).toContain('Số liệu minh họa')
})

it('tells no time before the server has told it', () => {
  expect(drawOf('header-clock', { sources: [], now: 0 }).textContent).not.toMatch(/1970|08:00/)
})

describe('a panel that comes and goes with its scene', () => {
  /** What outlives a page of the wall, counted: listeners of window and document, observers of sizes, timers that repeat. */
  function countLasting() {
    const listeners = new Map<string, number>()
    const observers = new Set<object>()
    const timers = new Set<unknown>()
    const restore = [window, document].map((target) => {
      const { addEventListener, removeEventListener } = target
      const count = (type: string, by: number) => listeners.set(type, (listeners.get(type) ?? 0) + by)
      target.addEventListener = ((type: string, ...rest: [never]) => (count(type, 1), addEventListener.call(target, type, ...rest))) as typeof addEventListener
      target.removeEventListener = ((type: string, ...rest: [never]) => (count(type, -1), removeEventListener.call(target, type, ...rest))) as typeof removeEventListener
      return () => void Object.assign(target, { addEventListener, removeEventListener })
    })
    const { setInterval: set, clearInterval: clear } = window
    window.setInterval = ((...all: Parameters<typeof set>) => { const timer = set(...all); timers.add(timer); return timer }) as typeof set
    window.clearInterval = ((timer: never) => { timers.delete(timer); clear(timer) }) as typeof clear
    vitest.stubGlobal('ResizeObserver', class {
      observe() { observers.add(this) }
      unobserve() { /* its owner disconnects it */ }
      disconnect() { observers.delete(this) }
    })
    return {
      left: () => ({ listeners: [...listeners.values()].reduce((all, n) => all + Math.max(0, n), 0), observers: observers.size, timers: timers.size, elements: document.body.childElementCount }),
      stop() {
        for (const one of restore) one()
        Object.assign(window, { setInterval: set, clearInterval: clear })
        vitest.unstubAllGlobals()
      },
    }
  }

  /** The case with fewest series that has any: 50 times 96 communes show nothing more. */
  const smallest = ({ cases }: WidgetDefinition) => cases.filter(({ props }) => props.views.length > 0).toSorted((a, b) => a.props.views.length - b.props.views.length)[0] ?? cases[0]

  it.each(Object.values(widgets).map((widget) => [widget.kind, widget] as const))('leaves nothing behind after 50 times: %s', (_, widget) => {
    const one = smallest(widget)
    if (one === undefined) return
    draw(widget, one.props) // whatever is made once for all is made now
    cleanup()
    const lasting = countLasting()
    try {
      for (let i = 0; i < 50; i += 1) {
        draw(widget, one.props)
        cleanup()
      }
      expect(lasting.left()).toEqual({ listeners: 0, observers: 0, timers: 0, elements: 0 })
    } finally {
      lasting.stop()
    }
  })
})

it('tells the server of every kind of panel, and of no other', () => {
  expect(Object.keys(widgetOptions).toSorted()).toEqual(Object.keys(widgets).toSorted())
  for (const { kind, options } of Object.values(widgets)) if (!/^(?:header-|swarm)/.test(kind)) expect(widgetOptions[kind], kind).toBe(options)
})
