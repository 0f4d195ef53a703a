import { type Panel, type Scene, seriesName } from '#contract'

const KINDS = ['live-line', 'linear', 'text-value'] as const
const PER_KIND = 8
const PER_ROW = 4

/** 24 panels over the pushed series, as dashboards are compared with: 8 courses of 60 s, 8 linear indicators, 8 texts, one screen. */
export function benchScene(subject: string): Scene {
  return {
    id: 'bench',
    title: { vi: 'Bảng đo', en: 'Bench' },
    feeds: ['push-demo'],
    layouts: { '3x2': [['a']], '2x2': [['a']], '1x1': [['a']] },
    turns: ['a'],
    turnSeconds: 600,
    panels: Array.from({ length: KINDS.length * PER_KIND }, (_, i) => benchPanel(i, subject)),
  }
}

function benchPanel(i: number, subject: string): Panel {
  const number = String(i + 1).padStart(2, '0')
  const widget = KINDS[Math.floor(i / PER_KIND)] ?? 'text-value'
  return {
    id: `push-${number}`,
    widget,
    tile: 'a',
    column: (i % PER_ROW) * 3 + 1,
    columns: 3,
    row: Math.floor(i / PER_ROW) + 1,
    rows: 1,
    query: { series: [seriesName(`ioc.push-demo-${number}`, subject)] },
    options: {},
  }
}
