import { Document, type Node, YAMLMap, YAMLSeq } from 'yaml'
import { type Panel, Scene } from '#contract'

/**
 * A scene as a file of a deployment's `scenes/`: one scene has one text, to the byte. What says only the default is left out; the scene,
 * its layouts and its panels are laid out line by line, a title, a query and options stand each on one, as in the shipped files.
 */
export function writeSceneFile(scene: Scene): string {
  const { id, title, feeds, layouts, turns, turnSeconds, panels } = Scene.parse(scene)
  const document = new Document()
  const flow = (value: unknown): Node => document.createNode(value, { flow: true, aliasDuplicateObjects: false })
  const lines = (members: Record<string, unknown>): YAMLMap => {
    const map = new YAMLMap()
    for (const [key, value] of Object.entries(members)) if (value !== undefined) map.add({ key, value })
    return map
  }
  const list = (items: readonly unknown[]): unknown => {
    if (items.length === 0) return flow([])
    const seq = new YAMLSeq()
    seq.items.push(...items)
    return seq
  }
  const panelOf = ({ title: own, query, options, ...rest }: Panel) => {
    const { id: name, tile, widget, column, columns, row, rows } = rest
    return lines({
      id: name, tile, widget, column, columns, row, rows,
      title: own && flow(own), query: query && flow(query), options: Object.keys(options).length === 0 ? undefined : flow(options),
    })
  }
  const grids = Object.entries(layouts).map(([grid, rows]) => [grid, list(rows.map(flow))])
  document.contents = lines({
    id, title: flow(title), feeds: flow(feeds),
    layouts: grids.length === 0 ? flow({}) : lines(Object.fromEntries(grids) as Record<string, unknown>), // keys such as 3x2 are no array indices: their order stays
    turns: turns.length === 0 ? undefined : flow(turns), turnSeconds: turnSeconds === 30 ? undefined : turnSeconds,
    panels: list(panels.map(panelOf)),
  })
  return document.toString({ lineWidth: 0 })
}
