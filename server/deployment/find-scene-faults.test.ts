import path from 'node:path'
import { expect, it } from 'vitest'
import type { Panel, Scene } from '#contract'
import { systems } from '../../connectors/index.ts'
import { findSceneFaults, loadDeployment } from './index.ts'

const loaded = await loadDeployment(path.resolve('deployments/tay-ninh'), { env: undefined, demo: true, systems })
if (!loaded.ok) throw new Error('the shipped deployment is wrong')
const { scenes, diagrams, catalogue } = loaded.deployment
const subjects = new Set<string>([...catalogue.localities, ...catalogue.agencies, ...catalogue.sites].map(({ id }) => id))
const faultsOf = (scene: Scene) => findSceneFaults(scene, { indicators: catalogue.indicators, diagrams, hasSubject: (id) => subjects.has(id) }).map(({ pointer, text }) => `${pointer} ${text.vi}`)
const [overview] = scenes.filter(({ id }) => id === 'overview')
if (overview === undefined) throw new Error('no overview')
const changed = (id: string, change: Partial<Panel>): Scene => ({ ...overview, panels: overview.panels.map((panel) => (panel.id === id ? { ...panel, ...change } : panel)) })
const at = overview.panels.findIndex(({ id }) => id === 'signed')

it('finds nothing wrong with the shipped scenes', () => {
  expect(scenes.flatMap(faultsOf)).toEqual([])
})

it.each([
  ['an indicator nobody knows', changed('signed', { query: { series: ['egov.none@tn2025' as never] } }), [`/panels/${at}/query/series/0 không có chỉ số "egov.none"`]],
  ['a panel upon another', changed('signed', { column: 6 }), [`/panels/${at} ô "signed" đè lên ô "on-time"`]],
  ['a panel beyond its tile', changed('signed', { column: 8 }), [`/panels/${at}/columns ô "signed" vượt quá cột 12`]],
  ['a tile that is in no layout', changed('signed', { tile: 'z' }), [`/panels/${at}/tile tấm "z" không có trong layouts`]],
  ['a feed it does not listen to', { ...overview, feeds: overview.feeds.filter((feed) => feed !== 'egov') }, [`/panels/${at}/query/series/0 chỉ số "egov.documents-signed-rate" thuộc "egov", chưa có trong feeds của kịch bản`]],
])('names the place of %s', (_what, scene, faults) => {
  expect(faultsOf(scene)).toEqual(expect.arrayContaining(faults))
})
