import type { Agency, Indicator, Locality, Site, SourceSettings, Target, Text } from '#contract'
import { checkEras } from './check-eras.ts'
import { type Dated, overlap } from './dated.ts'
import { type Fault, faultAt, type Held, noSuchIndicator, type Placed } from './fault.ts'
import type { DeploymentSettings } from './read-settings.ts'

/** What the checks must know of a system; the register's own are of this shape. */
export interface SystemFacts {
  id: string
  agency: string
  readings: readonly { indicator: string }[]
}

export interface Parts {
  settings: Placed<DeploymentSettings> | undefined
  indicators: Held<Indicator>
  agencies: Held<Agency>
  localities: Held<Locality>
  sites: Held<Site>
  targets: Held<Target>
  sources: Placed<SourceSettings>[]
}

type Member = readonly PropertyKey[]
const noSuch = (vi: string, en: string) => (id: string): Text => ({ vi: `không có ${vi} "${id}"`, en: `no such ${en}: "${id}"` })
const noAgency = noSuch('cơ quan', 'agency')
const noIndicator = noSuchIndicator
const noSubject = noSuch('đối tượng (địa bàn, cơ quan, điểm đo)', 'subject (locality, agency, site)')
const noLocality = noSuch('địa bàn', 'locality')

/** Everything a thing names must exist, and nothing may exist twice. */
export function checkLinks(parts: Parts, systems: readonly SystemFacts[], faults: Fault[]): void {
  const { settings, sources } = parts
  const known = { indicators: parts.indicators, agencies: parts.agencies, localities: parts.localities, subjects: { has: subjectsOf(parts) } }
  const [indicators, agencies, localities, sites, targets] = [parts.indicators.all, parts.agencies.all, parts.localities.all, parts.sites.all, parts.targets.all]
  const need = <T>(from: Placed<T>, member: Member, id: string | undefined, among: Pick<Held<unknown>, 'has'>, say: (id: string) => Text) => {
    if (id !== undefined && !among.has(id)) faults.push(faultAt(from.place(...member), say(id)))
  }
  if (settings !== undefined) need(settings, ['subject'], settings.value.subject, known.localities, noLocality)
  for (const one of indicators) {
    need(one, ['owner'], one.value.owner, known.agencies, noAgency)
    need(one, ['earlierOwner'], one.value.earlierOwner, known.agencies, noAgency)
  }
  for (const one of agencies) {
    need(one, ['parent'], one.value.parent, known.agencies, noAgency)
    need(one, ['locality'], one.value.locality, known.localities, noLocality)
    for (const id of one.value.successors) need(one, ['successors'], id, known.agencies, noAgency)
  }
  for (const one of localities) {
    need(one, ['parent'], one.value.parent, known.localities, noLocality)
    for (const id of one.value.successors) need(one, ['successors'], id, known.localities, noLocality)
  }
  for (const one of sites) need(one, ['locality'], one.value.locality, known.localities, noLocality)
  for (const one of targets) {
    need(one, ['indicator'], one.value.indicator, known.indicators, noIndicator)
    need(one, ['subject'], one.value.subject, known.subjects, noSubject)
  }
  checkTwice([indicators, sources, [...agencies, ...localities, ...sites]], faults)
  checkDates([...agencies, ...localities, ...targets], faults)
  checkCodes(localities, faults)
  checkMainTargets(targets, faults)
  checkEras({ agencies, localities, targets }, faults)
  for (const one of sources) {
    need(one, ['agency'], one.value.agency, known.agencies, noAgency)
    for (const id of Object.keys(one.value.readings)) need(one, ['readings', id], id, known.indicators, noIndicator)
    const system = systems.find(({ id }) => id === one.value.system)
    if (system === undefined) faults.push(faultAt(one.place('system'), { vi: `không có hệ thống "${one.value.system}"; có: ${systems.map(({ id }) => id).join(', ')}`, en: `no such system: "${one.value.system}"` }))
    if (system !== undefined && one.value.agency === undefined) need(one, ['system'], system.agency, known.agencies, noAgency)
    for (const id of new Set(system?.readings.map(({ indicator }) => indicator))) need(one, ['system'], id, known.indicators, noIndicator)
  }
}

/** A subject is a locality, an agency or a site. */
export const subjectsOf = ({ agencies, localities, sites }: Pick<Parts, 'agencies' | 'localities' | 'sites'>) => (id: string): boolean =>
  agencies.has(id) || localities.has(id) || sites.has(id)

/** Each group is one space of names: a subject may be an agency, a locality or a site. */
export function checkTwice(groups: readonly (readonly Placed<{ id: string }>[])[], faults: Fault[]): void {
  for (const group of groups) {
    const first = new Map<string, Placed<{ id: string }>>()
    for (const one of group) {
      const earlier = first.get(one.value.id)?.place('id')
      if (earlier === undefined) first.set(one.value.id, one)
      else faults.push(faultAt(one.place('id'), { vi: `mã "${one.value.id}" đã có ở ${earlier.file}:${earlier.line}`, en: `"${one.value.id}" already stands in ${earlier.file}:${earlier.line}` }))
    }
  }
}

function checkDates(all: readonly Placed<Dated>[], faults: Fault[]): void {
  for (const { value: { validFrom, validTo }, place } of all) {
    if (validFrom !== undefined && validTo !== undefined && validTo < validFrom) faults.push(faultAt(place('validTo'), { vi: `hết hiệu lực ${validTo} trước khi có hiệu lực ${validFrom}`, en: `ends on ${validTo}, before it begins on ${validFrom}` }))
  }
}

/** An official code means one place at a time; over the eras it is used again. */
function checkCodes(localities: readonly Placed<Locality>[], faults: Fault[]): void {
  reportPairs(localities, ({ code }) => code, ({ code }) => ({ vi: `mã số "${code}" đã dùng cho một địa bàn cùng thời`, en: `code "${code}" is already used in the same time` }), 'code', faults)
}

function checkMainTargets(targets: readonly Placed<Target>[], faults: Fault[]): void {
  const mains = targets.filter(({ value }) => value.main)
  reportPairs(mains, ({ indicator, subject }) => `${indicator}@${subject}`, () => ({ vi: 'đã có một chỉ tiêu chính cho chỉ số và đối tượng này trong cùng thời gian', en: 'another main target is valid for it in the same time' }), 'indicator', faults)
}

function reportPairs<T extends Dated>(all: readonly Placed<T>[], keyOf: (value: T) => string, say: (value: T) => Text, member: string, faults: Fault[]): void {
  const seen = new Map<string, T[]>()
  for (const { value, place } of all) {
    const earlier = seen.get(keyOf(value)) ?? []
    if (earlier.some((other) => overlap(other, value))) faults.push(faultAt(place(member), say(value)))
    seen.set(keyOf(value), [...earlier, value])
  }
}
