import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { SourceShares } from './source-shares.ts'

/** What the parts tell of themselves; read only when somebody scrapes. */
export interface MetricSources {
  acceptedTotal(): number
  clients(): number
  shares(): SourceShares
  /** Agencies one of whose sources is late. */
  lateAgencies(): number
  /** Indicators of which nothing was ever told; undefined where it cannot be asked. */
  missingIndicators(): Promise<number | undefined>
  /** The mean score of all sources over the last day. */
  quality(): Promise<number | undefined>
  bus(): Promise<{ memoryBytes: number; memoryBoundBytes: number | undefined; logEntries: number } | undefined>
}

/** `/metrics` in Prometheus text: this process, the bus, the street. The IOC scrapes itself here too (system `ioc-self`). */
export function createMetrics(sources: MetricSources): { contentType: string; text(): Promise<string> } {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const gauge = (name: string, help: string, collect: (self: Gauge) => void | Promise<void>) => {
    registry.registerMetric(new Gauge({ name, help, registers: [], collect() { return collect(this) } }))
  }
  gauge('ioc_samples_accepted_total', 'Samples accepted by this process since its start', (self) => self.set(sources.acceptedTotal()))
  gauge('ioc_clients', 'Screens connected to this process', (self) => self.set(sources.clients()))
  gauge('ioc_sources_connected_ratio', 'Sources with a rhythm of their own that answered well of late, of all such', (self) => setIfKnown(self, sources.shares().connected))
  gauge('ioc_series_live_ratio', 'Series within their due time, of all that were ever told', (self) => setIfKnown(self, sources.shares().liveSeries))
  gauge('ioc_agencies_late', 'Agencies one of whose sources is no longer in time', (self) => self.set(sources.lateAgencies()))
  gauge('ioc_indicators_missing', 'Indicators of the catalogue of which nothing was ever told', async (self) => setIfKnown(self, await sources.missingIndicators()))
  gauge('ioc_data_quality_score', 'Mean of the scores of all sources over the last day, 0 to 100', async (self) => setIfKnown(self, await sources.quality()))
  gauge('ioc_bus_memory_bytes', 'Memory used by the bus', async (self) => setIfKnown(self, (await sources.bus())?.memoryBytes))
  gauge('ioc_bus_memory_bound_bytes', 'Memory bound of the bus', async (self) => setIfKnown(self, (await sources.bus())?.memoryBoundBytes))
  gauge('ioc_bus_log_entries', 'Entries in the log', async (self) => setIfKnown(self, (await sources.bus())?.logEntries))
  return { contentType: registry.contentType, text: () => registry.metrics() }
}

/** An unknown figure is left out, not shown as 0. */
function setIfKnown(self: Gauge, value: number | undefined): void {
  if (value === undefined) self.reset()
  else self.set(value)
}
