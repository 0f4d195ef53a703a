import type { Diagram, DiagramNode } from '#contract'

const node = (name: DiagramNode['name'], attributes: DiagramNode['attributes'], inside: string | DiagramNode[] = []): DiagramNode =>
  typeof inside === 'string' ? { name, attributes, text: inside, children: [] } : { name, attributes, children: inside }

const gate = (id: string, x: number): DiagramNode[] => [
  node('g', { id }, [node('rect', { x: String(x), y: '260', width: '150', height: '220', fill: 'var(--surface-3)', stroke: 'var(--line-ctl)', 'stroke-width': '4' })]),
  node('rect', { id: `${id}.mark`, x: String(x + 35), y: '160', width: '80', height: '80' }),
]

/** A lake before two gates, for the cases. */
export const SAMPLE_DRAWING: Diagram = {
  id: 'mau', version: '1', width: 1752, height: 620, title: { vi: 'Hồ và cửa xả', en: 'Lake and gates' },
  root: node('svg', { viewBox: '0 0 1752 620' }, [
    node('path', { d: 'M40 80H900V560H240Z', fill: 'var(--surface-2)', stroke: 'var(--line-ctl)', 'stroke-width': '4' }),
    node('path', { id: 'water', d: 'M40 80H900V560H240Z', fill: 'var(--ink-3)' }),
    node('text', { id: 'level', x: '470', y: '300', 'text-anchor': 'middle' }, '–'),
    node('text', { x: '470', y: '372', 'text-anchor': 'middle', fill: 'var(--t1)', 'data-en': 'water level' }, 'mực nước hồ'),
    ...gate('gate-1', 1000), ...gate('gate-2', 1240),
    node('text', { x: '1195', y: '560', 'text-anchor': 'middle', 'data-en': 'gates 1 and 2' }, 'cửa xả số 1 và số 2'),
  ]),
}
