import type { Panel, Scene, Text } from '#contract'
import { widgetOptions } from '../client/widgets/options.ts'
import { describeIssues, findSceneFaults, type SceneNames } from './deployment/index.ts'

interface SceneFault {
  pointer: string
  text: Text
}

/** What keeps a board from being published: all that is asked of a deployment's scene, and that each panel's widget knows its options. */
export function checkBoard(scene: Scene, names: SceneNames): SceneFault[] {
  const empty: SceneFault[] = scene.panels.length === 0 ? [{ pointer: '/panels', text: { vi: 'bảng chưa có ô nào', en: 'the board has no panel' } }] : []
  const faults = [...empty, ...findSceneFaults(scene, names), ...scene.panels.flatMap(checkOptions)]
  return faults.map(({ pointer, text }) => ({ pointer, text: namePanel(scene, pointer, text) }))
}

function checkOptions({ widget, options }: Panel, index: number): SceneFault[] {
  const schema = widgetOptions[widget]
  if (schema === undefined) return widget.trim() === '' ? [] : [{ pointer: `/panels/${index}/widget`, text: { vi: `không có kiểu ô "${widget}"`, en: `no such widget: "${widget}"` } }]
  const parsed = schema.safeParse(options)
  if (parsed.success) return []
  return describeIssues(parsed.error.issues, options).map(({ path, text }) => ({
    pointer: ['', 'panels', index, 'options', ...path].map(String).join('/'), text: { vi: `tùy chọn ${text.vi}`, en: `option ${text.en}` },
  }))
}

/** A person looks for the panel by its title; a pointer is for the editor. */
function namePanel({ panels }: Scene, pointer: string, { vi, en }: Text): Text {
  const [, list, index] = pointer.split('/')
  const panel = list === 'panels' ? panels[Number(index)] : undefined
  if (panel === undefined) return { vi, en }
  return { vi: `Ô "${panel.title?.vi ?? panel.id}": ${vi}`, en: `Panel "${panel.title?.en ?? panel.id}": ${en}` }
}
