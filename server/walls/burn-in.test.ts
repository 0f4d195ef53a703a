import path from 'node:path'
import { expect, it } from 'vitest'
import { Scene, Wall, WorkingCalendar } from '#contract'
import { systems } from '../../connectors/index.ts'
import { loadDeployment } from '../deployment/index.ts'
import { createZone } from '../freshness/index.ts'
import { burnInOf } from './burn-in.ts'
import { createDays } from './days.ts'

const days = createDays({ zone: createZone('Asia/Ho_Chi_Minh'), calendar: WorkingCalendar.parse({}) })
const FROM = Date.parse('2026-08-20T00:00:00+07:00')
const panel = (id: string, widget: string, column: number) => ({ id, widget, tile: 'a', column, columns: 6, row: 2, rows: 2 })
const sceneOf = (id: string, panels: ReturnType<typeof panel>[]) => Scene.parse({ id, title: { vi: id, en: id }, feeds: ['x'], layouts: { '3x2': [['a']] }, panels: [...panels, { ...panel('clock', 'header-clock', 1), row: 1, rows: 1 }] })
const SCENES = [sceneOf('a', [panel('one', 'kpi-tile', 1)]), sceneOf('b', [panel('two', 'trend', 1)]), sceneOf('c', [panel('three', 'kpi-tile', 1)])]
const burn = (more: object) => burnInOf({ wall: Wall.parse({ id: 'w', title: { vi: 'T', en: 'W' }, scene: 'a', ...more }), scenes: SCENES, days, from: FROM })
const turn = (...scenes: string[]) => ({ rotation: scenes.map((scene) => ({ scene, dwell: '60s' })) })

it('counts a scene that stands all day as what it is, less what the night spares', () => {
  expect(burn({}).worstHours).toBeCloseTo(24, 6)
  const dark = burn({ night: {} })
  expect(dark.worstHours).toBeCloseTo(16 + 8 * 0.4, 6)
  expect(dark).toMatchObject({ worstPanel: 'a/one', longestMinutes: 16 * 60, longestScene: 'a' })
  expect(dark.faults).toHaveLength(2)
})

it('has nothing to object to in two scenes that share the day', () => {
  const shared = burn({ ...turn('a', 'b'), night: {} })
  expect(shared.worstHours).toBeCloseTo(9.6, 6)
  expect(shared).toMatchObject({ longestMinutes: 1, faults: [] })
})

it('adds up the same panel on the same place, whichever scenes it stands in', () => {
  expect(burn({ ...turn('a', 'c'), night: {} }).worstHours).toBeCloseTo(19.2, 6)
})

it('objects to an afternoon on one scene, and counts a black field as dark', () => {
  const day = { schedule: [{ from: '13:00', until: '17:00', rotation: [{ scene: 'a', dwell: '1h' }] }], ...turn('a', 'b'), night: {} }
  expect(burn(day).faults).toEqual([expect.stringMatching(/^a: đứng yên 24[01] phút/)])
  expect(burn({ blackField: { day: 'thu', from: '03:00', minutes: 60 } }).worstHours).toBeCloseTo(23, 6)
})

it('finds the shipped walls that rotate within the budget', async () => {
  const outcome = await loadDeployment(path.resolve(import.meta.dirname, '../../deployments/tay-ninh'), { env: undefined, demo: true, systems })
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults))
  const { walls, scenes } = outcome.deployment
  const rotating = walls.filter(({ rotation }) => rotation !== undefined)
  expect(rotating.map(({ id }) => id)).toContain('main')
  expect(rotating.flatMap((wall) => burnInOf({ wall, scenes, days, from: FROM }).faults)).toEqual([])
})
