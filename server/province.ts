import { type Catalogue, createAims, type DueRule, type FeedId, type Freshness, type Indicator, type IndicatorId, judgeByAim, type KeptSample, type LiveValue, type SeriesName, type SourceId, type SourceInfo, splitSeries, type SubjectId } from '#contract'
import { createGuardedFetch, type NormaliseContext } from '#kit'
import { findDriver, findSystem } from '../connectors/index.ts'
import { planGraph, ROLLED_UP, ROLLED_UP_SIMULATED } from './derive/index.ts'
import type { Deployment } from './deployment/index.ts'
import { createDueClock, createValidity, createZone, dayNumber, type DueClock } from './freshness/index.ts'
import type { FetchPicture } from './pictures/index.ts'
import { createDays, type Days } from './walls/index.ts'
import { type ConfiguredSource, configureSources, type ConfigureFault, withFeeds } from './ingest/index.ts'

/** A deployment made ready for the parts: sources laid over systems, look-ups built once. Replaced as a whole by a correct edit. */
export interface Province {
  deployment: Deployment
  catalogue: Catalogue
  sources: ConfiguredSource[]
  faults: ConfigureFault[]
  due: DueClock
  /** Days as walls' schedules name them. */
  days: Days
  /** Is this a locality, an agency or a site here? */
  hasSubject(id: string): boolean
  /** Does an area or agency hold at this moment? */
  holdsAt(id: string, at: number): boolean
  /** The first moment of a day by local clocks. */
  startOf(day: string): number
  feedOf(indicator: IndicatorId): FeedId | undefined
  /** What a figure that grows over a period should have come to by its day. */
  paceOf(figure: { name: SeriesName; sample: KeptSample; freshness: Freshness }): LiveValue['pace']
  contextFor(source: ConfiguredSource): Omit<NormaliseContext, 'receivedAt'>
}

export function makeProvince(deployment: Deployment, demo: boolean): Province {
  const { localities, sites, agencies } = deployment.catalogue
  const configured = configureSources(deployment.sources, { findDriver, findSystem })
  const indicators = asOftenAsTold(deployment.catalogue.indicators, configured.sources)
  const sources = withFeeds(configured.sources, indicators)
  const byIndicator = new Map(indicators.map((indicator) => [indicator.id, indicator]))
  const subjects = new Set<string>([...localities, ...sites, ...agencies].map((subject) => subject.id))
  const provinces = new Set<string>(localities.filter(({ level }) => level === 'province').map(({ id }) => id))
  const byCode = new Map(localities.filter((locality) => locality.validTo === undefined).map((locality) => [locality.code, locality.id]))
  const zone = createZone(deployment.timeZone)
  const holdsAt = createValidity({ timeZone: deployment.timeZone, things: [...localities, ...agencies] })
  const context = {
    timeZone: deployment.timeZone,
    indicators: byIndicator,
    localityByCode: (code: string) => byCode.get(code),
    hasSubject: (id: string) => subjects.has(id),
    areas: { province: provinceCode(localities, deployment.catalogue.deployment.subject), communes: localities.filter(({ level, validTo }) => level === 'commune' && validTo === undefined).map(({ code }) => code) },
    defaultSubject: deployment.catalogue.deployment.subject as SubjectId, // checked with the deployment
    // A figure of the province is of a province, today's or one of those it was made of: a sender cannot hang it on a commune.
    mayReport: (indicator: Indicator, subject: SubjectId) => indicator.level !== 'province' || provinces.has(subject),
    holdsAt,
  }
  const aims = createAims(deployment.catalogue)
  const dayOf = new Intl.DateTimeFormat('en-CA', { timeZone: deployment.timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  return {
    deployment,
    catalogue: { ...deployment.catalogue, indicators, demo, sources: [...sources.map((source) => source.info), ...rolledUp(sources, indicators)] },
    sources,
    faults: configured.faults,
    due: createDueClock({ timeZone: deployment.timeZone, calendar: deployment.calendar }),
    days: createDays({ zone, calendar: deployment.calendar }),
    hasSubject: (id) => subjects.has(id),
    holdsAt,
    startOf: (day) => zone.momentOf(dayNumber(day), 0),
    feedOf: (indicator) => byIndicator.get(indicator)?.domain,
    paceOf({ name, sample, freshness }) {
      const indicator = byIndicator.get(splitSeries(name).indicator)
      if (indicator?.pace === undefined) return undefined
      const day = dayOf.format(sample.at)
      const aim = aims(name, { period: sample.period, day }, day)
      if (aim.target === undefined || aim.pace === undefined) return undefined
      const isJudged = freshness === 'live' || freshness === 'late'
      return { target: aim.target.value, expected: Number(aim.pace.expected.toPrecision(12)), status: isJudged ? judgeByAim(sample.value, indicator, aim) : 'unknown' }
    },
    contextFor: (source) => ({ ...context, overrides: source.settings.readings }),
  }
}

const provinceCode = (localities: Catalogue['localities'], subject: string): string => localities.find(({ id }) => id === subject)?.code ?? ''

const RHYTHM = ['workday', 'monthly', 'quarterly', 'yearly'] as const
const rarity = (rule: DueRule): number => ('calendar' in rule ? RHYTHM.indexOf(rule.calendar) : -1)

/**
 * A figure that could come each working day and is told here by a monthly table only is not late on the second day: where all sources of an
 * indicator say that they come more rarely than it is due, it is due as the most frequent of them comes.
 */
function asOftenAsTold(indicators: readonly Indicator[], sources: readonly ConfiguredSource[]): Indicator[] {
  const rules = new Map<string, (DueRule | undefined)[]>()
  for (const { settings, system } of sources) {
    for (const { indicator } of system.readings) rules.set(indicator, [...(rules.get(indicator) ?? []), settings.due ?? system.due])
  }
  return indicators.map((indicator) => {
    const told = rules.get(indicator.id) ?? []
    const [first] = told.filter((rule) => rule !== undefined).toSorted((a, b) => rarity(a) - rarity(b))
    return first !== undefined && !told.includes(undefined) && rarity(first) > rarity(indicator.due) ? { ...indicator, due: first } : indicator
  })
}

/** Who is named beside a figure that was put together here: one for real parts, one for simulated ones, each only where there are such. */
function rolledUp(sources: readonly ConfiguredSource[], indicators: readonly Indicator[]): SourceInfo[] {
  const domainOf = new Map<string, string>(indicators.map(({ id, domain }) => [id, domain]))
  // What is made, and the domains of what it is made of: a rate of online services comes from the one-stop office's counts.
  const made = planGraph(indicators, [], () => 0).plans.map(({ indicator, versions, gather }) => ({
    feed: indicator.domain, from: [...(gather === undefined ? [] : [indicator.domain]), ...versions.flatMap(({ needs }) => needs.map((id) => domainOf.get(id)))],
  }))
  const madeFrom = (feeds: readonly string[]): FeedId[] => made.filter(({ from }) => from.some((one) => one !== undefined && feeds.includes(one))).map(({ feed }) => feed)
  const named = (id: SourceId, parts: readonly ConfiguredSource[], origin: SourceInfo['origin']): SourceInfo[] => {
    const [first] = parts
    if (first === undefined) return []
    return [{
      id, origin, agency: first.info.agency, system: 'derive', driver: 'derive', feeds: [...new Set(parts.flatMap(({ info }) => madeFrom(info.feeds)))],
      title: { vi: 'Tổng hợp, tính toán tại trung tâm', en: 'Rolled up and computed here' }, short: { vi: 'Tổng hợp', en: 'Roll-up' },
    }]
  }
  const [real, simulated] = [true, false].map((isReal) => sources.filter(({ info }) => (info.origin === 'real') === isReal && madeFrom(info.feeds).length > 0))
  return [...named(ROLLED_UP, real ?? [], 'real'), ...named(ROLLED_UP_SIMULATED, simulated ?? [], 'simulated')]
}

export const fetchFor = (source: ConfiguredSource, signal: AbortSignal) => createGuardedFetch({ allow: source.settings.allow, timeoutMs: source.timeoutMs, signal })

const PICTURE_TIMEOUT_MS = 10_000

export const fetchPicture: FetchPicture = ({ allow, url }, request) => createGuardedFetch({ allow, timeoutMs: PICTURE_TIMEOUT_MS })(url, request)
