import path from 'node:path'
import { SourceSettings } from '#contract'
import type { NormaliseContext } from '#kit'
import { systems } from '../../connectors/index.ts'
import { formatFault, loadDeployment } from '../../server/deployment/index.ts'
import { makeProvince } from '../../server/province.ts'

/** What ingest knows of the deployment when it reads an answer: the real catalogue, by the real way, without a source's overrides. */
export async function loadContext(): Promise<Omit<NormaliseContext, 'receivedAt'>> {
  const loaded = await loadDeployment(path.resolve(import.meta.dirname, '../../deployments/tay-ninh'), { systems, env: undefined, demo: false })
  if (!loaded.ok) throw new Error(loaded.faults.map((fault) => formatFault(fault)).join('\n'))
  const province = makeProvince({ ...loaded.deployment, sources: [SourceSettings.parse({ id: 'plain', system: 'push-demo' })] }, false)
  const [source] = province.sources
  if (source === undefined) throw new Error(province.faults.map(({ message }) => message).join('\n'))
  return province.contextFor(source)
}
