import { cellsOf, type Diagram, type DiagramNode, type Indicator, type Panel, type PlainQuery, type Scene, splitSeries, type Text, tilesHigh, type Wall } from '#contract'
import { checkTwice } from './check-links.ts'
import { checkWall } from './check-walls.ts'
import { type Fault, faultAt, type Held, noSuchIndicator, type Placed } from './fault.ts'

const COLUMNS = 12
const ROWS = 6

export interface SceneFacts {
  scenes: Held<Scene>
  walls: readonly Placed<Wall>[]
  diagrams: Held<Diagram>
  indicators: Held<Indicator>
  hasSubject(id: string): boolean
}

/** Panels that name what does not exist or lie on one another, scenes and walls that do not fit together. */
export function checkScenes({ scenes, walls, diagrams, indicators, hasSubject }: SceneFacts, faults: Fault[]): void {
  const domains = new Map<string, string>(indicators.all.map(({ value }) => [value.id, value.domain]))
  const levels = new Map<string, Indicator['level']>(indicators.all.map(({ value }) => [value.id, value.level]))
  checkTwice([scenes.all, walls], faults)
  for (const scene of scenes.all) checkScene(scene, { domains, levels, hasIndicator: indicators.has, hasSubject, feeds: scene.value.feeds }, faults)
  for (const scene of scenes.all) checkDrawings(scene, diagrams, faults)
  for (const wall of walls) checkWall(wall, scenes, faults)
}

/** What one scene names, for a scene that stands in no file. */
export interface SceneNames {
  indicators: readonly Indicator[]
  diagrams: readonly Diagram[]
  hasSubject(id: string): boolean
}

/** Faults of one scene that stands in no file, each with the path of the member that is wrong. */
export function findSceneFaults(scene: Scene, { indicators, diagrams, hasSubject }: SceneNames): { pointer: string; text: Text }[] {
  const faults: Fault[] = []
  // A pointer into the scene stands for the file: there is no other place to name.
  const placed: Placed<Scene> = { value: scene, place: (...path) => ({ file: path.map((one) => `/${String(one)}`).join(''), line: 1, column: 1 }) }
  const known = held(indicators)
  const facts = { domains: new Map<string, string>(indicators.map(({ id, domain }) => [id, domain])), levels: new Map<string, Indicator['level']>(indicators.map(({ id, level }) => [id, level])) }
  checkScene(placed, { ...facts, hasIndicator: known.has, hasSubject, feeds: scene.feeds }, faults)
  checkDrawings(placed, held(diagrams), faults)
  return faults.map(({ file, vi, en }) => ({ pointer: file, text: { vi, en } }))
}

function held<T extends { id: string }>(all: readonly T[]): Held<T> {
  const ids = new Set<string>(all.map(({ id }) => id))
  return { all: all.map((value) => ({ value, place: () => ({ file: '', line: 1, column: 1 }) })), has: (id) => ids.has(id) }
}

function checkScene(scene: Placed<Scene>, facts: QueryFacts, faults: Fault[]): void {
  const { panels, layouts, feeds, turns } = scene.value
  const tell = (path: readonly PropertyKey[], vi: string, en: string) => faults.push(faultAt(scene.place(...path), { vi, en }))
  const tiles = new Set(Object.values(layouts).flat(2).flatMap((text) => text.split('/')))
  const known = new Set(facts.domains.values())

  feeds.forEach((feed, index) => {
    if (known.size > 0 && !known.has(feed)) tell(['feeds', index], `không có lĩnh vực "${feed}" trong indicators.csv`, `no indicator has the domain "${feed}"`)
  })
  for (const { path, text } of checkLayouts(scene.value)) tell(path, text.vi, text.en)
  turns.forEach((tile, index) => {
    if (!panels.some((panel) => panel.tile === tile)) tell(['turns', index], `không có ô nào ở tấm "${tile}"`, `no panel stands on tile "${tile}"`)
  })
  panels.forEach((panel, index) => {
    const at = (...path: PropertyKey[]) => ['panels', index, ...path]
    if (panel.widget.trim() === '') tell(at('widget'), `ô "${panel.id}" chưa có kiểu ô`, `panel "${panel.id}" has no widget`)
    if (panels.findIndex(({ id }) => id === panel.id) < index) tell(at('id'), `ô "${panel.id}" có hai lần`, `panel "${panel.id}" stands twice`)
    if (!tiles.has(panel.tile)) tell(at('tile'), `tấm "${panel.tile}" không có trong layouts`, `tile "${panel.tile}" is in no layout`)
    if (panel.column + panel.columns - 1 > COLUMNS) tell(at('columns'), `ô "${panel.id}" vượt quá cột ${COLUMNS}`, `panel "${panel.id}" reaches beyond column ${COLUMNS}`)
    const rows = ROWS * tilesHigh(scene.value, panel.tile)
    if (panel.row + panel.rows - 1 > rows) tell(at('rows'), `ô "${panel.id}" vượt quá hàng ${rows}`, `panel "${panel.id}" reaches beyond row ${rows}`)
    const under = panels.slice(0, index).find((other) => overlap(other, panel))
    if (under !== undefined) tell(at(), `ô "${panel.id}" đè lên ô "${under.id}"`, `panel "${panel.id}" overlaps panel "${under.id}"`)
    for (const { path, text } of checkQuery(panel, facts)) tell(at('query', ...path), text.vi, text.en)
  })
}

/** A tile stands in one place of a layout, two high at most, and as high in every layout of several rows. */
function checkLayouts({ layouts }: Scene): { path: PropertyKey[]; text: Text }[] {
  const high = new Map<string, number>()
  return Object.entries(layouts).flatMap(([name, rows]) => {
    const seen = new Set<string>()
    return cellsOf(rows).flatMap((cell) => cell.names.filter((tile) => tile !== '.').flatMap((tile) => {
      const told: Text[] = []
      if (seen.has(tile)) told.push({ vi: `tấm "${tile}" đứng hai chỗ`, en: `tile "${tile}" stands in two places` })
      seen.add(tile)
      if (cell.height > 2) told.push({ vi: `tấm "${tile}" cao quá hai tấm`, en: `tile "${tile}" is more than two high` })
      // One tile is all a single screen has: there the tall one is pressed into it.
      const before = rows.length > 1 ? high.get(tile) : undefined
      if (rows.length > 1) high.set(tile, cell.height)
      if (before !== undefined && before !== cell.height) told.push({ vi: `tấm "${tile}" cao ${cell.height} ở đây và ${before} ở bố cục khác`, en: `tile "${tile}" is ${cell.height} high here and ${before} in another layout` })
      return told.map((text) => ({ path: ['layouts', name], text }))
    }))
  })
}

const overlap = (a: Panel, b: Panel): boolean =>
  a.tile === b.tile && a.column < b.column + b.columns && b.column < a.column + a.columns && a.row < b.row + b.rows && b.row < a.row + a.rows

interface QueryFacts {
  domains: ReadonlyMap<string, string>
  levels: ReadonlyMap<string, Indicator['level']>
  hasIndicator(id: string): boolean
  hasSubject(id: string): boolean
  feeds: readonly string[]
}

function checkQuery({ query }: Panel, facts: QueryFacts): { path: PropertyKey[]; text: Text }[] {
  if (query === undefined) return []
  if (!('together' in query)) return checkPlain(query, facts)
  return query.together.flatMap((one, index) => checkPlain(one, facts).map(({ path, text }) => ({ path: ['together', index, ...path], text })))
}

function checkPlain(query: PlainQuery, facts: QueryFacts): { path: PropertyKey[]; text: Text }[] {
  if (!('series' in query)) return [
    ...columnsOf(query).flatMap(({ indicator, path, isAgain }) => checkColumn(indicator, { level: query.level, isAgain }, facts).map((text) => ({ path, text }))),
    ...checkSubject(query.of, facts).map((text) => ({ path: ['of'], text })),
  ]
  return query.series.flatMap((series, index) => {
    const { indicator, subject } = splitSeries(series)
    return [...checkIndicator(indicator, facts), ...checkSubject(subject, facts)].map((text) => ({ path: ['series', index], text }))
  })
}

const columnsOf = (query: Exclude<PlainQuery, { series: unknown }>): { indicator: string; path: PropertyKey[]; isAgain: boolean }[] =>
  'indicator' in query
    ? [{ indicator: query.indicator, path: ['indicator'], isAgain: false }]
    : query.indicators.map((indicator, index) => ({ indicator, path: ['indicators', index], isAgain: query.indicators.indexOf(indicator) < index }))

/** A column of parts none of which ever reports it would be called missing for ever. */
function checkColumn(id: string, { level, isAgain }: { level: string; isAgain: boolean }, facts: QueryFacts): Text[] {
  const kept = facts.levels.get(id)
  const isKept = kept === undefined || (kept === 'site') === (level === 'site') && kept !== 'province'
  return [
    ...checkIndicator(id, facts),
    ...(isAgain ? [{ vi: `chỉ số "${id}" có hai lần`, en: `indicator "${id}" stands twice` }] : []),
    ...(isKept ? [] : [{ vi: `chỉ số "${id}" có số ở cấp ${kept}, không có ở cấp ${level}`, en: `"${id}" is kept at the level ${kept}, not ${level}` }]),
  ]
}

function checkIndicator(id: string, { domains, hasIndicator, feeds }: QueryFacts): Text[] {
  if (!hasIndicator(id)) return [noSuchIndicator(id)]
  const domain = domains.get(id)
  // The screen watches the scene's feeds and no others: such a panel would stay empty for ever.
  return domain === undefined || feeds.includes(domain) ? [] : [{ vi: `chỉ số "${id}" thuộc "${domain}", chưa có trong feeds của kịch bản`, en: `"${id}" belongs to feed "${domain}", which the scene does not watch` }]
}

const checkSubject = (id: string, { hasSubject }: QueryFacts): Text[] =>
  hasSubject(id) ? [] : [{ vi: `không có đối tượng "${id}"`, en: `no such subject: "${id}"` }]

/** Panels that name a drawing that is not there, or a part it does not have. */
function checkDrawings({ value, place }: Placed<Scene>, diagrams: Held<Diagram>, faults: Fault[]): void {
  value.panels.forEach(({ id, widget, options }, index) => {
    if (widget !== 'diagram') return
    const tell = (path: readonly PropertyKey[], vi: string, en: string) => faults.push(faultAt(place('panels', index, 'options', ...path), { vi, en }))
    const { drawing } = options
    if (typeof drawing !== 'string' || !diagrams.has(drawing)) {
      tell(['drawing'], `ô "${id}": không có bản vẽ "${String(drawing)}" trong diagrams/`, `panel "${id}": no drawing "${String(drawing)}" in diagrams/`)
      return
    }
    const root = diagrams.all.find((one) => one.value.id === drawing)?.value.root
    const parts: unknown = options['parts']
    if (root === undefined || !Array.isArray(parts)) return
    const has = new Set(idsIn(root))
    parts.forEach((part: unknown, at) => {
      const name = typeof part === 'object' && part !== null && 'part' in part ? part.part : undefined
      if (typeof name === 'string' && !has.has(name)) tell(['parts', at, 'part'], `ô "${id}": bản vẽ "${drawing}" không có phần id="${name}"`, `panel "${id}": the drawing "${drawing}" has no part id="${name}"`)
    })
  })
}

const idsIn = ({ attributes, children }: DiagramNode): string[] => [...(attributes.id === undefined ? [] : [attributes.id]), ...children.flatMap(idsIn)]
