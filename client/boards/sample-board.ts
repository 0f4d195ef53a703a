import { type BoardDraft, Panel, Scene } from '#contract'

const panel = (id: string, spot: Partial<Panel>): Panel => Panel.parse({ id, widget: 'kpi-tile', tile: 'a', column: 1, columns: 6, row: 2, rows: 2.5, query: { series: ['tthc.on-time-rate@tn2025'] }, ...spot })

const NAME = 'mot-cua'

/** A board of two tiles for tests. */
export const sampleBoard: BoardDraft['base'] = {
  ...Scene.parse({
    id: `board.${NAME}`, title: { vi: 'Một cửa', en: 'One-stop shop' }, feeds: ['tthc'], layouts: { '2x1': [['a', 'b']], '1x1': [['a']] }, turns: ['a', 'b'],
    panels: [panel('rate', {}), panel('wait', { column: 7, title: { vi: 'Chờ', en: 'Wait' } }), panel('course', { tile: 'b', widget: 'trend', columns: 12, row: 1, rows: 6, options: { span: '48h' } })],
  }),
  id: `board.${NAME}` as BoardDraft['id'], // as the schema brands it
}

export const sampleDraft: BoardDraft = { id: sampleBoard.id, baseVersion: 0, base: sampleBoard, edits: [], position: 0, revision: 1 }
