import { randomBytes } from 'node:crypto'
import { copyFile, mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'
import { Position } from '#contract'

const Ring = z.array(Position).min(4)

/** A map as it lies on disk: the deployment's schematic, or an imported one, which says whose it is. */
export const MapFile = z.object({
  type: z.literal('FeatureCollection'),
  imported: z.object({ source: z.string().optional(), at: z.iso.datetime(), file: z.string() }).optional(),
  features: z.array(z.object({
    type: z.literal('Feature'),
    properties: z.object({ code: z.string(), name: z.string() }),
    geometry: z.discriminatedUnion('type', [
      z.object({ type: z.literal('Polygon'), coordinates: z.array(Ring).min(1) }),
      z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Ring).min(1)).min(1) }),
    ]),
  })).min(1),
})
export type MapFile = z.infer<typeof MapFile>

export const MAP_FILE = 'map/communes.geojson'
/** Of each level that has shapes of its own. */
export const MAP_FILES = { commune: 'communes.geojson', district: 'districts.geojson' } as const
/** Areas that ended on a day lie apart from those of now: official codes were used again for other areas. */
export const EARLIER_FOLDER = (lastDay: string): string => `map/until-${lastDay}`
/** Where the areas of a level lie: those of now, or those that ended on a day. */
export const fileOf = (level: keyof typeof MAP_FILES, lastDay?: string): string => `${lastDay === undefined ? 'map' : EARLIER_FOLDER(lastDay)}/${MAP_FILES[level]}`
export const OUTLINE_FILE = 'map/outline.geojson'

export const polygonsOf = ({ geometry }: MapFile['features'][number]): Position[][][] => (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates)

/** Replaces an imported map in one step; the one before is kept beside it, for going back. Those of other days and levels stay as they are. */
export async function saveMap(dataDir: string, text: string, name = MAP_FILE): Promise<string> {
  const file = path.join(dataDir, name)
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const made = `${file}.${randomBytes(4).toString('hex')}.new`
  try {
    const handle = await open(made, 'wx', 0o600)
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await copyFile(file, file.replace(/\.geojson$/, '.previous.geojson')).catch((thrown: NodeJS.ErrnoException) => {
      if (thrown.code !== 'ENOENT') throw thrown
    })
    await rename(made, file)
    return file
  } finally {
    await rm(made, { force: true })
  }
}
