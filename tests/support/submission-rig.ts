import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type AuditEntry, type Scope, type SourceId, SourceSettings, type Viewer } from '#contract'
import { systems } from '../../connectors/index.ts'
import { createCan } from '../../server/access/index.ts'
import { type Bus, BusUnavailableError } from '../../server/bus/bus.ts'
import { createMemoryBus } from '../../server/bus/memory-bus.ts'
import { loadDeployment } from '../../server/deployment/index.ts'
import { createIngest, createRawStore, cronSchedule, type RawStore } from '../../server/ingest/index.ts'
import { silentLog } from '../../server/log.ts'
import { fetchFor, makeProvince } from '../../server/province.ts'
import { createSubmissions, type Submissions, type SubmissionsDeps } from '../../server/submissions/index.ts'
import { createShiftedClock } from './hub-rig.ts'
import type { TestPostgres } from './postgres.ts'

export const DTI = 'dti' as SourceId
export const TYPED = 'digital-services' as SourceId
const ALL: Scope = { agencies: 'all', localities: 'all', domains: 'all' }

export const person = (name: string, roles: (Viewer & { kind: 'account' })['roles'], scope: Partial<Scope> = {}) => ({ viewer: { kind: 'account' as const, name, roles, scope: { ...ALL, ...scope } }, address: '10.1.2.3' })

/** The DTI table of its usual headings; a row is code, total and internal score. */
export const dtiTable = (...rows: (readonly [code: string, total: string, internal: string])[]): Buffer =>
  Buffer.from(['Mã địa bàn;Năm đánh giá;Ngày chốt số liệu;Nhận thức số;Thể chế số;Hạ tầng số;Nhân lực số;An toàn thông tin mạng;Hoạt động chính quyền số;Hoạt động kinh tế số;Hoạt động xã hội số;Tổng điểm DTI;Điểm chuyển đổi số nội bộ;Xếp hạng DTI;Xếp hạng chính quyền số;Xếp hạng kinh tế số;Xếp hạng xã hội số',
    ...rows.map(([code, total, internal]) => `${code};2025;15/07/2026;;;;;;;;;${total};${internal};;;;`)].join('\n'))

export interface SubmissionRig extends Submissions {
  bus: Bus
  raw: RawStore
  /** The next publishes fail, as if the bus, or this process, had gone. */
  failPublish(times: number): void
  audited: Omit<AuditEntry, 'at'>[]
  dir: string
  close(): Promise<void>
}

/** Submissions as parts joins them, over a real PostgreSQL, the province's own folder, the real ingest, and a bus in memory. */
export async function createSubmissionRig(postgres: TestPostgres, more: Partial<SubmissionsDeps> = {}): Promise<SubmissionRig> {
  const clock = createShiftedClock()
  const dir = await mkdtemp(path.join(tmpdir(), 'ioc-test-submissions-'))
  const loaded = await loadDeployment(path.resolve(import.meta.dirname, '../../deployments/tay-ninh'), { systems, env: undefined, demo: true })
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults))
  const province = makeProvince({ ...loaded.deployment, sources: [SourceSettings.parse({ id: DTI, system: 'dti', config: { maxBytes: 100_000 } }), SourceSettings.parse({ id: TYPED, system: 'digital-services' })] }, true)
  const memory = createMemoryBus({ clock })
  let failures = 0
  const bus: Bus = { ...memory, publish: async (batch) => {
    if (failures > 0) {
      failures -= 1
      throw new BusUnavailableError('cut by the test')
    }
    return memory.publish(batch)
  } }
  const raw = createRawStore({ dir: path.join(dir, 'raw'), instance: 'test', clock, maxBytesPerSource: 10_000_000 })
  const ingest = createIngest({ bus, rawStore: raw, clock, log: silentLog, fetchFor, schedule: cronSchedule, random: Math.random, instance: 'test', contextFor: province.contextFor })
  await ingest.setSources(province.sources)
  const audited: Omit<AuditEntry, 'at'>[] = []
  const submissions = createSubmissions({
    db: postgres.openDb(), intake: ingest, can: createCan((id) => province.sources.find(({ info }) => info.id === id)?.info.agency), catalogue: () => province.catalogue, clock, log: silentLog,
    audit: async (entry) => void audited.push(entry), latest: async (feeds) => new Map((await bus.latest(feeds)).samples.map(({ series, value }) => [series, value])),
    dropDir: path.join(dir, 'drop'), works: false, ...more,
  })
  return {
    ...submissions, bus, raw, audited, dir,
    failPublish: (times) => void (failures = times),
    async close() {
      await submissions.stop()
      await raw.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
