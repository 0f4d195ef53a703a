import { type Indicator, type Panel, type Scene, splitSeries, type Text, type Wall } from '#contract'
import { checkTwice } from './check-links.ts'
import { type Fault, faultAt, type Held, type Placed } from './fault.ts'

const COLUMNS = 12
const ROWS = 6

export interface SceneFacts {
  scenes: Held<Scene>
  walls: readonly Placed<Wall>[]
  indicators: Held<Indicator>
  hasSubject(id: string): boolean
}

/** Panels that name what does not exist or lie on one another, scenes and walls that do not fit together. */
export function checkScenes({ scenes, walls, indicators, hasSubject }: SceneFacts, faults: Fault[]): void {
  const domains = new Map<string, string>(indicators.all.map(({ value }) => [value.id, value.domain]))
  checkTwice([scenes.all, walls], faults)
  for (const scene of scenes.all) checkScene(scene, { domains, hasIndicator: indicators.has, hasSubject, feeds: scene.value.feeds }, faults)
  for (const { value, place } of walls) {
    if (!scenes.has(value.scene)) faults.push(faultAt(place('scene'), { vi: `không có kịch bản "${value.scene}"`, en: `no such scene: "${value.scene}"` }))
  }
}

function checkScene(scene: Placed<Scene>, facts: QueryFacts, faults: Fault[]): void {
  const { panels, layouts, feeds, turns } = scene.value
  const tell = (path: readonly PropertyKey[], vi: string, en: string) => faults.push(faultAt(scene.place(...path), { vi, en }))
  const tiles = new Set(Object.values(layouts).flat(2))
  const known = new Set(facts.domains.values())

  feeds.forEach((feed, index) => {
    if (known.size > 0 && !known.has(feed)) tell(['feeds', index], `không có lĩnh vực "${feed}" trong indicators.csv`, `no indicator has the domain "${feed}"`)
  })
  turns.forEach((tile, index) => {
    if (!panels.some((panel) => panel.tile === tile)) tell(['turns', index], `không có ô nào ở tấm "${tile}"`, `no panel stands on tile "${tile}"`)
  })
  panels.forEach((panel, index) => {
    const at = (...path: PropertyKey[]) => ['panels', index, ...path]
    if (panel.widget.trim() === '') tell(at('widget'), `ô "${panel.id}" chưa có kiểu ô`, `panel "${panel.id}" has no widget`)
    if (panels.findIndex(({ id }) => id === panel.id) < index) tell(at('id'), `ô "${panel.id}" có hai lần`, `panel "${panel.id}" stands twice`)
    if (!tiles.has(panel.tile)) tell(at('tile'), `tấm "${panel.tile}" không có trong layouts`, `tile "${panel.tile}" is in no layout`)
    if (panel.column + panel.columns - 1 > COLUMNS) tell(at('columns'), `ô "${panel.id}" vượt quá cột ${COLUMNS}`, `panel "${panel.id}" reaches beyond column ${COLUMNS}`)
    if (panel.row + panel.rows - 1 > ROWS) tell(at('rows'), `ô "${panel.id}" vượt quá hàng ${ROWS}`, `panel "${panel.id}" reaches beyond row ${ROWS}`)
    const under = panels.slice(0, index).find((other) => overlap(other, panel))
    if (under !== undefined) tell(at(), `ô "${panel.id}" đè lên ô "${under.id}"`, `panel "${panel.id}" overlaps panel "${under.id}"`)
    for (const { path, text } of checkQuery(panel, facts)) tell(at('query', ...path), text.vi, text.en)
  })
}

const overlap = (a: Panel, b: Panel): boolean =>
  a.tile === b.tile && a.column < b.column + b.columns && b.column < a.column + a.columns && a.row < b.row + b.rows && b.row < a.row + a.rows

interface QueryFacts {
  domains: ReadonlyMap<string, string>
  hasIndicator(id: string): boolean
  hasSubject(id: string): boolean
  feeds: readonly string[]
}

function checkQuery({ query }: Panel, facts: QueryFacts): { path: PropertyKey[]; text: Text }[] {
  if (query === undefined) return []
  if ('indicator' in query) return [
    ...checkIndicator(query.indicator, facts).map((text) => ({ path: ['indicator'], text })),
    ...checkSubject(query.of, facts).map((text) => ({ path: ['of'], text })),
  ]
  return query.series.flatMap((series, index) => {
    const { indicator, subject } = splitSeries(series)
    return [...checkIndicator(indicator, facts), ...checkSubject(subject, facts)].map((text) => ({ path: ['series', index], text }))
  })
}

function checkIndicator(id: string, { domains, hasIndicator, feeds }: QueryFacts): Text[] {
  if (!hasIndicator(id)) return [{ vi: `không có chỉ số "${id}"`, en: `no such indicator: "${id}"` }]
  const domain = domains.get(id)
  // The screen watches the scene's feeds and no others: such a panel would stay empty for ever.
  return domain === undefined || feeds.includes(domain) ? [] : [{ vi: `chỉ số "${id}" thuộc "${domain}", chưa có trong feeds của kịch bản`, en: `"${id}" belongs to feed "${domain}", which the scene does not watch` }]
}

const checkSubject = (id: string, { hasSubject }: QueryFacts): Text[] =>
  hasSubject(id) ? [] : [{ vi: `không có đối tượng "${id}"`, en: `no such subject: "${id}"` }]
