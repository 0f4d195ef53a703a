import { type Catalogue, durationMs, type SourceInfo, type SourceSettings } from '#contract'
import type { Driver, System } from '#kit'

/** A source ready to run: its settings laid over its system, checked by its driver. */
export interface ConfiguredSource {
  info: SourceInfo
  settings: SourceSettings
  system: System
  driver: Driver
  /** Passed the driver's own schema. */
  config: unknown
  timeoutMs: number
}

export interface ConfigureFault {
  source: string
  message: string
}

interface Register {
  findDriver(protocol: string): Driver | undefined
  findSystem(id: string): System | undefined
}

const DEFAULT_TIMEOUT_MS = 30_000

/** Lays settings over systems. A source that does not fit is a fault and is left out; the others run. */
export function configureSources(all: readonly SourceSettings[], register: Register): { sources: ConfiguredSource[]; faults: ConfigureFault[] } {
  const sources: ConfiguredSource[] = []
  const faults: ConfigureFault[] = []
  for (const settings of all.filter((one) => one.enabled)) {
    const outcome = configureSource(settings, register)
    if (typeof outcome === 'string') faults.push({ source: settings.id, message: outcome })
    else sources.push(outcome)
  }
  return { sources, faults }
}

function configureSource(settings: SourceSettings, register: Register): ConfiguredSource | string {
  const system = register.findSystem(settings.system)
  if (system === undefined) return `không có hệ thống "${settings.system}" / no such system`
  const driver = register.findDriver(system.driver)
  if (driver === undefined) return `không có bộ nối "${system.driver}" / no such driver`
  const config = driver.config.safeParse({ ...system.config, ...settings.config })
  // The schema's message names the field and what was expected, never the value, which may be a secret.
  if (!config.success) return config.error.issues.map((issue) => `config.${issue.path.join('.')}: ${issue.message}`).join('; ')
  const everyMs = rhythmMs(driver.kind, settings.every)
  const title = settings.title ?? system.title
  const short = settings.short ?? (settings.title ?? system.short)
  return {
    info: {
      id: settings.id, title, short, agency: settings.agency ?? system.agency, system: system.id, driver: driver.protocol, origin: settings.origin,
      ...(everyMs === undefined ? {} : { everyMs }),
      ...(settings.pauses === undefined ? {} : { pauses: settings.pauses.map(({ from, until }) => ({ from: Date.parse(from), until: Date.parse(until) })) }),
      feeds: feedsOf(system),
    },
    settings, system, driver,
    config: config.data,
    timeoutMs: settings.timeout === undefined ? Math.min(DEFAULT_TIMEOUT_MS, Math.max(5_000, everyMs ?? DEFAULT_TIMEOUT_MS)) : durationMs(settings.timeout),
  }
}

/** A source heard on a line keeps a rhythm only where one is promised; one that sends when it likes has none. */
function rhythmMs(kind: Driver['kind'], every: SourceSettings['every']): number | undefined {
  if (kind === 'inbox' || (kind === 'listen' && every === undefined)) return undefined
  return durationMs(every ?? '1m' as never) // parsed as Duration, both
}

/** Completed from the catalogue by `withFeeds`; a system only knows indicator ids. */
const feedsOf = (system: System): string[] => [...new Set(system.readings.map((reading) => reading.indicator.split('.')[0] ?? ''))]

/** A feed is an indicator's domain, which only the catalogue knows. */
export function withFeeds(sources: readonly ConfiguredSource[], indicators: Catalogue['indicators']): ConfiguredSource[] {
  const domain = new Map<string, string>(indicators.map((indicator) => [indicator.id, indicator.domain]))
  return sources.map((source) => {
    const feeds = [...new Set(source.system.readings.map((reading) => domain.get(reading.indicator)).filter((feed) => feed !== undefined))]
    const known = source.system.readings.map(({ indicator }) => indicator).filter((id) => domain.has(id))
    return { ...source, info: { ...source.info, feeds, ...(source.system.indicator === undefined ? { indicators: [...new Set(known)] } : {}) } }
  })
}
