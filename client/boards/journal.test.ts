import fc from 'fast-check'
import { expect, it } from 'vitest'
import { MOST_EDITS, type Panel, type Scene, type SceneEdit } from '#contract'
import { writeSceneFile } from '../../server/deployment/write-scene-file.ts'
import { addPanel, amend, canRedo, canUndo, changePanel, changeScene, findRoom, fit, freeId, HANDLES, type Journal, moveBy, moveTo, openJournal, redo, removePanel, resizeBy, rowsOf, step, undo } from './index.ts'
import { sampleDraft } from './sample-board.ts'

const text = (scene: Scene): string => JSON.stringify(scene)
/** What a board is kept and handed on as: the YAML of a deployment's `scenes/`. */
const file = (scene: Scene): string => writeSceneFile(scene)
const begin = (): Journal => openJournal(sampleDraft)

type Act = (scene: Scene, at: number, by: number) => SceneEdit | undefined
const onPanel = (change: (panel: Panel, by: number, scene: Scene) => Panel): Act => (scene, at, by) => {
  const panel = scene.panels[at % Math.max(1, scene.panels.length)]
  return panel && changePanel(scene, panel.id, (one) => change(one, by, scene))
}
const TILES = ['a', 'b', 'c']

/** Every kind of thing the editor does to a scene. */
const ACTS: Record<string, Act> = {
  add: (scene, at, by) => addPanel(scene, { id: freeId(scene, 'trend'), widget: 'trend', options: {}, ...findRoom(scene, TILES[at % 3] ?? 'a', { columns: (by % 12) + 1, rows: 2 }) }),
  remove: (scene, at) => removePanel(scene, scene.panels[at % Math.max(1, scene.panels.length)]?.id ?? ''),
  move: onPanel((panel, by, scene) => moveBy(panel, { columns: (by % 5) - 2, rows: ((by % 7) - 3) / 2 }, rowsOf(scene, panel.tile))),
  resize: onPanel((panel, by, scene) => resizeBy(panel, HANDLES[by % 8] ?? { x: 1, y: 1 }, { columns: (by % 5) - 2, rows: ((by % 7) - 3) / 2 }, rowsOf(scene, panel.tile))),
  tile: onPanel((panel, by, scene) => moveTo(panel, { tile: TILES[by % 3] ?? 'a', column: panel.column, row: panel.row }, rowsOf(scene, TILES[by % 3] ?? 'a'))),
  retitle: onPanel((panel, by) => ({ ...panel, title: { vi: `Tựa ế ${by}`, en: `Title ${by}` } })),
  untitle: onPanel(({ title: _title, ...panel }) => panel),
  requery: onPanel((panel, by) => ({ ...panel, query: by % 2 === 0 ? { indicator: 'tthc.on-time-rate', level: 'commune', of: 'tn2025' } : { series: [`tthc.n${by}@tn2025` as never] } })), // well-formed names
  options: onPanel((panel, by) => ({ ...panel, options: { ...panel.options, [`o${by % 4}`]: by } })),
  widget: onPanel((panel, by) => ({ ...panel, widget: by % 2 === 0 ? 'bullet' : 'trend', options: {} })),
  rename: onPanel((panel, _by, scene) => ({ ...panel, id: freeId(scene, 'renamed') })),
  order: ({ panels }) => ({ do: 'reorder-panels', from: panels.map(({ id }) => id), to: panels.map(({ id }) => id).toReversed() }),
  layout: (scene, at, by) => changeScene(scene, { layouts: { ...scene.layouts, [`${(at % 3) + 1}x1`]: [TILES.slice(0, (at % 3) + 1)] }, turnSeconds: 10 + (by % 50) }),
  feeds: (scene, _at, by) => changeScene(scene, { feeds: [...scene.feeds, `f${by}`] }),
  whole: (scene, _at, by) => ({ do: 'replace-scene', from: scene as never, to: { ...scene, title: { vi: `Bản ${by}`, en: `Version ${by}` }, panels: scene.panels.slice(0, by % 4) } as never }), // a board's own id
}

it('takes 200 steps of every kind back to the byte of its file, and does them again to the byte', () => {
  const done = new Set<string>()
  fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom(...Object.keys(ACTS)), fc.nat(40), fc.nat(1_000)), { minLength: 200, maxLength: 200 }), (acts) => {
    const seen: string[] = []
    let journal = begin()
    for (const [name, at, by] of acts) {
      const edit = ACTS[name]?.(journal.scene, at, by)
      if (edit === undefined) continue
      done.add(edit.do)
      seen.push(text(journal.scene))
      journal = step(journal, edit)
    }
    const last = text(journal.scene)
    const lastFile = file(journal.scene)
    expect(text(openJournal(JSON.parse(JSON.stringify(journal)) as Journal).scene)).toBe(last) // as it comes back from a disk
    let back = journal
    while (canUndo(back)) {
      back = undo(back)
      expect(text(back.scene)).toBe(seen[back.position])
    }
    expect(file(back.scene)).toBe(file(begin().scene))
    while (canRedo(back)) back = redo(back)
    expect(file(back.scene)).toBe(lastFile)
  }), { numRuns: 25, seed: 20_261_126 })
  expect(done.size).toBe(6)
})

const titled = (journal: Journal, n: number): Journal => step(journal, changeScene(journal.scene, { title: { vi: `Tên ${n}`, en: 'x' } }) as SceneEdit)

it('keeps 500 steps and folds older ones into where it began', () => {
  const journal = Array.from({ length: MOST_EDITS + 40 }, (_, n) => n).reduce(titled, begin())
  expect([journal.edits.length, journal.position, journal.base.title.vi]).toEqual([MOST_EDITS, MOST_EDITS, 'Tên 39'])
  let back = journal
  for (let n = 0; n < MOST_EDITS; n += 1) back = undo(back)
  expect([back.scene.title.vi, canUndo(back)]).toEqual(['Tên 39', false])
})

it('forgets what was taken back once something else is done', () => {
  const journal = titled(undo(titled(titled(begin(), 1), 2)), 3)
  expect([journal.scene.title.vi, canRedo(journal), undo(journal).scene.title.vi]).toEqual(['Tên 3', false, 'Tên 1'])
})

it('goes on with a step letter by letter, and takes it back as one', () => {
  const first = changePanel(begin().scene, 'rate', (panel) => ({ ...panel, title: { vi: 'Đ', en: 'O' } }))
  const journal = step(begin(), first as SceneEdit)
  const longer = amend(journal, changePanel(journal.scene, 'rate', (panel) => ({ ...panel, title: { vi: 'Đúng hạn', en: 'O' } })) as SceneEdit)
  expect([longer.edits.length, longer.scene.panels[0]?.title?.vi]).toEqual([1, 'Đúng hạn'])
  expect(text(undo(longer).scene)).toBe(text(begin().scene))
})

it('takes the feeds it put in for a panel back with the panel', () => {
  const fed = step(begin(), changeScene(begin().scene, { feeds: ['tthc', 'economy'] }) as SceneEdit)
  const journal = step(fed, changePanel(fed.scene, 'rate', (panel) => ({ ...panel, query: { series: ['eco.cpi@tn2025' as never] } })) as SceneEdit) // a well-formed name
  expect(text(undo(journal).scene)).toBe(text(begin().scene))
  expect(text(redo(undo(journal)).scene)).toBe(text(journal.scene))
})

it('puts any wish into a place inside of the tile, on the grid of whole columns and half rows', () => {
  const spot = fc.record({ column: fc.double({ min: -40, max: 40, noNaN: true }), row: fc.double({ min: -40, max: 40, noNaN: true }), columns: fc.double({ min: -40, max: 40, noNaN: true }), rows: fc.double({ min: -40, max: 40, noNaN: true }) })
  fc.assert(fc.property(spot, fc.constantFrom(6, 12), fc.nat(7), (wish, rows, handle) => {
    const fitted = fit({ tile: 'a', ...wish }, rows)
    for (const placed of [fitted, moveBy(fitted, wish, rows), resizeBy(fitted, HANDLES[handle] ?? { x: 0, y: 0 }, wish, rows)]) {
      expect(placed.column >= 1 && placed.column + placed.columns <= 13 && placed.columns >= 1 && Number.isInteger(placed.column) && Number.isInteger(placed.columns)).toBe(true)
      expect(placed.row >= 1 && placed.row + placed.rows <= rows + 1 && placed.rows >= 0.5 && Number.isInteger(placed.row * 2) && Number.isInteger(placed.rows * 2)).toBe(true)
    }
  }), { numRuns: 300 })
})
