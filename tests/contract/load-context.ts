import path from 'node:path'
import type { NormaliseContext } from '#kit'
import { systems } from '../../connectors/index.ts'
import { formatFault, loadDeployment } from '../../server/deployment/index.ts'
import { makeProvince } from '../../server/province.ts'

/** What ingest knows of the deployment when it reads an answer: the real catalogue, by the real way. */
export async function loadContext(): Promise<Omit<NormaliseContext, 'receivedAt'>> {
  const loaded = await loadDeployment(path.resolve(import.meta.dirname, '../../deployments/tay-ninh'), { systems, env: undefined, demo: false })
  if (!loaded.ok) throw new Error(loaded.faults.map((fault) => formatFault(fault)).join('\n'))
  const [source] = makeProvince({ ...loaded.deployment, sources: [{ ...PLAIN_SOURCE }] }, false).sources
  if (source === undefined) throw new Error('no source could be configured')
  return makeProvince(loaded.deployment, false).contextFor(source)
}

/** No overrides: a recorded answer is read by its system alone. */
const PLAIN_SOURCE = {
  id: 'push-demo', system: 'push-demo', origin: 'simulated', enabled: true, allow: [], config: {}, readings: {},
} as never // branded ids only
