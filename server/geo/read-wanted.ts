import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Bounds } from './import-map.ts'
import { MAP_FILE, MapFile, polygonsOf } from './map-file.ts'
import type { Wanted } from './match-shapes.ts'

/** What an imported map must have and about where: told by the deployment's schematic. */
export async function readWanted(deploymentDir: string): Promise<{ wanted: Wanted[]; around: Bounds }> {
  const { features } = MapFile.parse(JSON.parse(await readFile(path.join(deploymentDir, MAP_FILE), 'utf8')))
  const points = features.flatMap(polygonsOf).flat(2)
  const lons = points.map(([lon]) => lon)
  const lats = points.map(([, lat]) => lat)
  return {
    wanted: features.map(({ properties: { code, name } }) => ({ code, name })),
    around: { west: Math.min(...lons), east: Math.max(...lons), south: Math.min(...lats), north: Math.max(...lats) },
  }
}
