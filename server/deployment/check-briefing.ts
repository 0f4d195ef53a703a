import { type Briefing, type Indicator, type SeriesName, splitSeries } from '#contract'
import { type Fault, faultAt, type Held, noSuchIndicator, type Placed } from './fault.ts'

interface Facts {
  indicators: Held<Indicator>
  hasSubject(id: string): boolean
}

/** What an address says of a map's layers besides points. */
const WORDS: ReadonlySet<string> = new Set(['none', 'names', 'lines'])

/** Names of the briefing that nothing stands behind: such a row would stay empty for ever. */
export function checkBriefing({ value, place }: Placed<Briefing>, { indicators, hasSubject }: Facts, faults: Fault[]): void {
  const tell = (path: readonly PropertyKey[], vi: string, en: string) => faults.push(faultAt(place(...path), { vi, en }))
  const known = new Map<string, Indicator>(indicators.all.map(({ value: one }) => [one.id, one]))
  const needIndicator = (id: string, path: readonly PropertyKey[]) => {
    if (!indicators.has(id)) tell(path, noSuchIndicator(id).vi, noSuchIndicator(id).en)
  }
  const needCommune = (id: string, path: readonly PropertyKey[]) => {
    needIndicator(id, path)
    const level = known.get(id)?.level
    if (level !== undefined && level !== 'commune') tell(path, `chỉ số "${id}" không có số liệu từng xã`, `"${id}" is not told by commune`)
  }
  const needSeries = (all: readonly SeriesName[], path: readonly PropertyKey[]) => all.forEach((series, i) => {
    const { indicator, subject } = splitSeries(series)
    needIndicator(indicator, [...path, i])
    if (!hasSubject(subject)) tell([...path, i], `không có đối tượng "${subject}"`, `no such subject: "${subject}"`)
    if (all.indexOf(series) < i) tell([...path, i], `"${series}" có hai lần`, `"${series}" stands twice`)
  })

  needSeries(value.lead, ['lead'])
  needSeries(value.plans, ['plans'])
  needCommune(value.map.indicator, ['map', 'indicator'])
  if (!hasSubject(value.map.of)) tell(['map', 'of'], `không có đối tượng "${value.map.of}"`, `no such subject: "${value.map.of}"`)
  value.map.points.forEach((layer, i) => {
    const path = ['map', 'points', i]
    if (value.map.points.findIndex(({ id }) => id === layer.id) < i || WORDS.has(layer.id)) tell([...path, 'id'], `lớp "${layer.id}" có hai lần, hoặc là tên đã dùng`, `layer "${layer.id}" stands twice, or is a word in use`)
    if ('counts' in layer) Object.entries(layer.counts).forEach(([name, id]) => id !== undefined && needCommune(id, [...path, 'counts', name]))
    else layer.sites.forEach((id, j) => {
      needIndicator(id, [...path, 'sites', j])
      const level = known.get(id)?.level
      if (level !== undefined && level !== 'site') tell([...path, 'sites', j], `chỉ số "${id}" không đo tại điểm nào`, `"${id}" is not measured at a site`)
    })
  })
  for (const part of ['onTime', 'resolved'] as const) {
    const id = value.agencies?.[part]
    if (id === undefined) continue
    needIndicator(id, ['agencies', part])
    const level = known.get(id)?.level
    if (level !== undefined && level !== 'agency') tell(['agencies', part], `chỉ số "${id}" không có số liệu từng cơ quan`, `"${id}" is not told by agency`)
  }
  value.locality.forEach((id, i) => needCommune(id, ['locality', i]))
  value.domains.forEach(({ id, series }, i) => {
    if (value.domains.findIndex((other) => other.id === id) < i) tell(['domains', i, 'id'], `lĩnh vực "${id}" có hai lần`, `domain "${id}" stands twice`)
    needSeries(series, ['domains', i, 'series'])
  })
}
