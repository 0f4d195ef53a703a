import path from 'node:path'
import { SourceSettings } from '#contract'
import { findDriver, findSystem, systems } from '../../connectors/index.ts'
import type { Bus } from '../../server/bus/index.ts'
import { systemClock } from '../../server/clock.ts'
import { loadDeployment } from '../../server/deployment/index.ts'
import { configureSources, type ConfiguredSource, createRawStore, cronSchedule } from '../../server/ingest/index.ts'
import type { PollerDeps } from '../../server/ingest/poller.ts'
import { silentLog } from '../../server/log.ts'
import { fetchFor, makeProvince } from '../../server/province.ts'

export interface ListeningOptions {
  broker: { url: string; reader: { username: string; password: string } }
  rawDir: string
  bus: Bus
  instance: string
  /** A session of its own; the same for those that follow each other. */
  clientId: string
}

/** The real system `environment` and all its listener needs, on a broker of the test's own. */
export async function listeningSource({ broker, rawDir, bus, instance, clientId }: ListeningOptions): Promise<{ source: ConfiguredSource; deps: PollerDeps }> {
  const loaded = await loadDeployment(path.resolve(import.meta.dirname, '../../deployments/tay-ninh'), { systems, env: undefined, demo: false })
  if (!loaded.ok) throw new Error('the deployment cannot be read')
  const settings = SourceSettings.parse({ id: 'environment', system: 'environment', timeout: '10s', allow: ['127.0.0.0/8'], config: { url: broker.url, ...broker.reader, clientId, keepaliveS: 5 } })
  const [source] = configureSources([settings], { findDriver, findSystem }).sources
  if (source === undefined) throw new Error('the source cannot be configured')
  const province = makeProvince({ ...loaded.deployment, sources: [settings] }, false)
  const deps: PollerDeps = {
    bus, clock: systemClock, log: silentLog, schedule: cronSchedule, random: Math.random, instance, fetchFor,
    rawStore: createRawStore({ dir: rawDir, instance, clock: systemClock, maxBytesPerSource: 10_000_000 }),
    contextFor: (one) => province.contextFor(one),
    onAccepted: () => undefined,
  }
  return { source, deps }
}

/** One message of a station, as the department sends it. */
export function stationMessage(giaTri: number | string, at: number): [topic: string, payload: string] {
  return ['quantrac/kk-tan-ninh/pm25-1h', JSON.stringify({ maTram: 'kk-tan-ninh', thongSo: 'PM2.5', trungBinh: '1h', giaTri, donVi: 'µg/m³', trangThai: '00', thoiGian: new Date(at).toISOString() })]
}
