import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addEdit, applyEdit, BoardDraft, invertEdit, MOST_EDITS, type Panel, type Scene, type SceneEdit, sceneOfDraft } from './index.ts'

const panel = (id: string, column = 1): Panel => ({ id, widget: 'text', tile: 'a', column, columns: 1, row: 1, rows: 1, options: {} })
const BASE = BoardDraft.shape.base.parse({ id: 'board.thu', title: { vi: 'Thử', en: 'Trial' }, feeds: ['a'], layouts: { '1x1': [['a']] }, panels: [panel('p0'), panel('p1', 2)] })
const frameOf = ({ title, feeds, layouts, turns, turnSeconds }: Scene) => ({ title, feeds, layouts, turns, turnSeconds })

/** A step that fits the scene, of the kind the number asks for. */
function stepFor(scene: Scene, { kind, at, n }: { kind: number; at: number; n: number }): SceneEdit {
  const index = scene.panels.length === 0 ? 0 : at % scene.panels.length
  const one = scene.panels[index]
  const board = { ...scene, id: BASE.id }
  if (one === undefined || kind === 0) return { do: 'add-panel', panel: panel(`new-${n}`, 1 + (at % 12)), index: at % (scene.panels.length + 1) }
  if (kind === 1) return { do: 'remove-panel', panel: one, index }
  if (kind === 2) return { do: 'change-panel', id: one.id, from: one, to: { ...one, id: at % 3 === 0 ? `again-${n}` : one.id, rows: 1 + (at % 6) / 2, options: { n } } }
  if (kind === 3) return { do: 'reorder-panels', from: scene.panels.map(({ id }) => id), to: scene.panels.map(({ id }) => id).toReversed() }
  if (kind === 4) return { do: 'change-scene', from: frameOf(scene), to: { ...frameOf(scene), title: { vi: `Tên ${n}`, en: `Title ${n}` } } }
  return { do: 'replace-scene', from: board, to: { ...BASE, panels: [panel(`only-${n}`)] } }
}

it('takes any row of steps back to the scene it began with, and forth again', () => {
  fc.assert(fc.property(fc.array(fc.record({ kind: fc.nat(5), at: fc.nat(50) }), { minLength: 1, maxLength: 60 }), (wanted) => {
    const scenes: Scene[] = [BASE]
    const steps = wanted.map((one, n) => {
      const scene = scenes.at(-1) ?? BASE
      const step = stepFor(scene, { ...one, n })
      scenes.push(applyEdit(scene, step) ?? expect.fail(`does not fit: ${JSON.stringify(step)}`))
      return step
    })
    const back = steps.toReversed().reduce<Scene>((scene, step) => applyEdit(scene, invertEdit(step)) ?? expect.fail('does not go back'), scenes.at(-1) ?? BASE)
    expect(JSON.stringify(back)).toBe(JSON.stringify(BASE))
    steps.forEach((_, n) => expect(sceneOfDraft({ base: BASE, edits: steps, position: n + 1 })).toEqual(scenes[n + 1]))
  }), { numRuns: 100 })
})

it('keeps the last steps only, and loses nothing of those before', () => {
  let draft = { base: BASE, edits: [] as SceneEdit[], position: 0 }
  for (let n = 0; n < MOST_EDITS + 7; n += 1) draft = addEdit(draft, stepFor(sceneOfDraft(draft) ?? BASE, { kind: 4, at: 0, n }))
  expect([draft.edits.length, draft.position, draft.base.title.vi, sceneOfDraft(draft)?.title.vi]).toEqual([MOST_EDITS, MOST_EDITS, 'Tên 6', `Tên ${MOST_EDITS + 6}`])
})

it.each<[string, SceneEdit]>([
  ['a panel that is not there', { do: 'change-panel', id: 'p9', from: panel('p9'), to: panel('p9') }],
  ['a second panel of one name', { do: 'add-panel', panel: panel('p1'), index: 0 }],
  ['another panel than stands there', { do: 'remove-panel', panel: panel('p1'), index: 0 }],
  ['an order that leaves one out', { do: 'reorder-panels', from: ['p0', 'p1'], to: ['p0', 'p0'] }],
])('refuses a step for %s', (_what, step) => {
  expect(applyEdit(BASE, step)).toBeUndefined()
  expect(addEdit({ base: BASE, edits: [], position: 0 }, step).edits).toEqual([])
})
