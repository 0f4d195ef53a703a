import type { Locality, MapImportAnswer, MapUpload } from '#contract'
import { createChildImport, type ImportInChild } from './import-in-child.ts'
import { fileOf, saveMap } from './map-file.ts'
import { wantedOn } from './wanted-on.ts'

interface ImportDeps {
  dataDir: string
  deploymentDir: string
  localities(): readonly Locality[]
  now(): number
  inChild?: ImportInChild
}

/** Takes an official file as the map of its day and level, or says every reason why not; a wrong one leaves the map as it is. */
export function createMapImport({ dataDir, deploymentDir, localities, now, inChild = createChildImport() }: ImportDeps): (upload: MapUpload) => Promise<MapImportAnswer> {
  return async ({ file, isTry, day, level, ...options }) => {
    const layer = await wantedOn(deploymentDir, { day, level }, async () => localities())
    if (!layer.ok) return { taken: false, faults: [layer.fault], report: [] }
    const { wanted, around, lastDay, told } = layer
    const outcome = await inChild(file, { wanted, around, ...options, now: now() })
    const report = [...told, ...outcome.report]
    if (!outcome.ok) return { taken: false, faults: outcome.faults, report }
    if (!isTry) await saveMap(dataDir, outcome.text, fileOf(level, lastDay))
    return { taken: !isTry, faults: [], report }
  }
}
