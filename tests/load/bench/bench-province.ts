import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { findDriver, systems } from '../../../connectors/index.ts'
import { SourceSettings } from '#contract'
import { defineSystem } from '#kit'
import { loadDeployment } from '../../../server/deployment/index.ts'
import { type ConfiguredSource, configureSources } from '../../../server/ingest/index.ts'
import { makeProvince, type Province } from '../../../server/province.ts'
import { copyDeployment } from '../../support/copied-deployment.ts'

/** The province's own catalogue without its sources, whose addresses and secrets the bench does not have. */
export async function loadBenchProvince(): Promise<Province> {
  const copied = await copyDeployment()
  try {
    await rm(path.join(copied.dir, 'sources'), { recursive: true })
    await mkdir(path.join(copied.dir, 'sources'))
    const outcome = await loadDeployment(copied.dir, { env: {}, demo: false, systems })
    if (!outcome.ok) throw new Error(`the deployment is not in order: ${JSON.stringify(outcome.faults.slice(0, 3))}`)
    return makeProvince(outcome.deployment, false)
  } finally {
    await copied.remove()
  }
}

/** A source that sends our own JSON and may report every figure of the communes. */
export function benchSource({ catalogue }: Province): ConfiguredSource {
  const system = defineSystem({
    id: 'bench-push', title: { vi: 'Đo', en: 'Bench' }, short: { vi: 'Đo', en: 'Bench' }, agency: catalogue.agencies[0]?.id ?? '', driver: 'push',
    indicator: '/indicator', subject: '/subject', at: '/at', value: '/value',
    readings: catalogue.indicators.filter((indicator) => indicator.level !== 'province').map(({ id }) => ({ indicator: id, value: '/value' })),
  })
  const settings = SourceSettings.parse({ id: 'bench-push', system: 'bench-push' })
  const { sources, faults } = configureSources([settings], { findDriver, findSystem: () => system })
  const [source] = sources
  if (source === undefined) throw new Error(`the bench's source does not fit: ${faults[0]?.message}`)
  return source
}
