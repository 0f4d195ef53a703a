import type { MapImportAnswer } from '#contract'
import { createChildImport, type ImportInChild } from './import-in-child.ts'
import { saveMap } from './map-file.ts'
import { readWanted } from './read-wanted.ts'

/** How an official file is to be read; `try`: only say what would come of it. */
export interface MapUpload {
  file: Uint8Array
  codeField: string | undefined
  nameField: string | undefined
  source: string | undefined
  fileName: string
  allowMissing: boolean
  isTry: boolean
}

/** Takes an official file as the map, or says every reason why not; a wrong one leaves the map as it is. */
export function createMapImport({ dataDir, deploymentDir, now, inChild = createChildImport() }: { dataDir: string; deploymentDir: string; now(): number; inChild?: ImportInChild }): (upload: MapUpload) => Promise<MapImportAnswer> {
  return async ({ file, isTry, ...options }) => {
    const outcome = await inChild(file, { ...(await readWanted(deploymentDir)), ...options, now: now() })
    if (!outcome.ok) return { taken: false, faults: outcome.faults, report: outcome.report }
    if (!isTry) await saveMap(dataDir, outcome.text)
    return { taken: !isTry, faults: [], report: outcome.report }
  }
}
