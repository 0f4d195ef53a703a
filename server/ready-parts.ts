import type { Bus } from './bus/index.ts'
import { describeError } from './errors.ts'
import type { ReadyPart } from './health/index.ts'
import type { Hub } from './hub/index.ts'
import type { ConfigureFault } from './ingest/index.ts'

interface Deps {
  bus: Bus
  hub: Hub
  faults(): readonly ConfigureFault[]
  deploymentFaults(): readonly string[]
  history(): { ok: boolean; detail: string }
}

/** What `/readyz` asks. Details are for the duty officer: no secret, no path. */
export function readyParts({ bus, hub, faults, deploymentFaults, history }: Deps): ReadyPart[] {
  const asked = async (ask: () => Promise<{ ok: boolean; detail: string }>) => ask().catch((thrown: unknown) => ({ ok: false, detail: describeError(thrown) }))
  return [
    { part: 'bus', needed: true, state: () => asked(async () => bus.ping().then(() => ({ ok: true, detail: bus.kind }))) },
    { part: 'durability', needed: false, state: () => asked(async () => bus.durability().then(({ kind, detail }) => ({ ok: kind === 'always', detail }))) },
    { part: 'capacity', needed: true, state: () => asked(async () => bus.pressure().then(({ kind, detail }) => ({ ok: kind === 'none', detail }))) },
    { part: 'history', needed: false, state: async () => history() },
    { part: 'sources', needed: false, state: async () => sourcesState(hub, faults()) },
    { part: 'deployment', needed: false, state: async () => ({ ok: deploymentFaults().length === 0, detail: deploymentFaults().join('\n') || 'đúng' }) },
  ]
}

function sourcesState(hub: Hub, faults: readonly ConfigureFault[]): { ok: boolean; detail: string } {
  const all = hub.health()
  const quiet = all.filter((source) => source.freshness !== 'live').map((source) => `${source.id}: ${source.error?.message.vi ?? source.freshness}`)
  const wrong = faults.map((fault) => `${fault.source}: ${fault.message}`)
  return { ok: quiet.length + wrong.length === 0, detail: [`${all.length - quiet.length}/${all.length} nguồn đúng nhịp`, ...quiet, ...wrong].join('; ') }
}
