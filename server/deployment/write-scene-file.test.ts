import path from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Scene } from '#contract'
import { systems } from '../../connectors/index.ts'
import { loadDeployment, writeSceneFile } from './index.ts'
import { readScenes } from './read-screens.ts'

const loaded = await loadDeployment(path.resolve('deployments/tay-ninh'), { env: undefined, demo: true, systems })
const shipped = loaded.ok ? loaded.deployment.scenes : []

/** As a deployment's loader reads the file. */
function read(text: string): Scene | undefined {
  const held = readScenes(new Map([['scenes/x.yaml', text]]), [])
  return held.all[0]?.value
}

it('knows the shipped scenes', () => {
  expect(shipped.length).toBeGreaterThan(8)
})

it.each(shipped.map((scene) => [scene.id, scene] as const))('writes %s so that the loader reads the same scene, and again the same text', (_id, scene) => {
  const text = writeSceneFile(scene)
  const again = read(text)
  expect(again).toEqual(scene)
  expect(again && writeSceneFile(again)).toBe(text)
})

/** What a person may type: quotes, colons, dashes, lines, letters of all kinds, and texts YAML would take for something else. */
const words = fc.oneof(fc.string({ minLength: 1, unit: 'grapheme' }), fc.constantFrom('null', 'true', '~', '1', '0x1f', '- a', 'a: b', '# ghi chú', "'", '"', '{a}', '[b]', 'dòng một\ndòng hai', ' đầu và cuối ', 'yes', '2026-11-26', '!!str x', '&a', '*a', '|', '>', '%', '@', '`'))
const title = fc.record({ vi: words, en: words })
const grid = fc.constantFrom('1x1', '2x2', '3x2', '12x1')
const scenes = fc.record({
  id: fc.constant('board.thu'), title, feeds: fc.array(words, { minLength: 1, maxLength: 4 }),
  layouts: fc.dictionary(grid, fc.array(fc.array(fc.constantFrom('a', 'b', '.', 'c/d'), { minLength: 1, maxLength: 3 }), { minLength: 0, maxLength: 2 })),
  turns: fc.array(words, { maxLength: 3 }), turnSeconds: fc.integer({ min: 10, max: 600 }),
  panels: fc.array(fc.record({
    id: words, widget: words, tile: words, column: fc.integer({ min: 1, max: 12 }), columns: fc.integer({ min: 1, max: 12 }),
    row: fc.integer({ min: 2, max: 24 }).map((n) => n / 2), rows: fc.integer({ min: 1, max: 24 }).map((n) => n / 2), title: fc.option(title, { nil: undefined }),
    query: fc.option(fc.record({ indicators: fc.array(words, { minLength: 1, maxLength: 3 }), level: fc.constantFrom('commune', 'site'), of: words }), { nil: undefined }),
    options: fc.dictionary(words.filter((key) => key !== '__proto__'), fc.jsonValue({ maxDepth: 2 })),
  }), { maxLength: 4 }),
})

it('writes whatever a person typed so that it is read as it was typed', () => {
  fc.assert(fc.property(scenes, (made) => {
    const scene = Scene.parse(JSON.parse(JSON.stringify(made)))
    const text = writeSceneFile(scene)
    expect(read(text)).toEqual(scene)
    expect(writeSceneFile(read(text) as Scene)).toBe(text)
  }), { numRuns: 300 })
})
