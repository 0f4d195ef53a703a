import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { type Locality, type LocalityFeature, LocalityMap, type MapQuery, type Text, type TileServer } from '#contract'
import { describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import { localitiesOn } from './era.ts'
import { interiorPoint } from './interior-point.ts'
import { EARLIER_FOLDER, fileOf, MapFile, OUTLINE_FILE, polygonsOf } from './map-file.ts'
import { outlineAround } from './outline-around.ts'
import { readOutline } from './read-outline.ts'

export const SCHEMATIC_CAPTION: Text = { vi: 'Sơ đồ minh họa, không phải địa giới hành chính chính thức', en: 'Schematic illustration, not official administrative boundaries' }

export interface MapsDeps {
  dataDir: string
  /** Asked each time: a deployment is edited while we run. */
  deploymentDir: string
  localities(): readonly Locality[]
  /** Pictures to be laid under it, where the deployment names a server of them. */
  tiles?(): TileServer | undefined
  /** Today in the province, `2026-11-24`. */
  today(): string
  log: Log
}

type Ours = Pick<Locality, 'id' | 'code'>

/**
 * The map of a day: the imported one of that day where there is a good one, else the deployment's schematic of then. Undefined where
 * there is none.
 */
export function createMaps({ dataDir, deploymentDir, localities, tiles = () => undefined, today, log }: MapsDeps): { at(query: MapQuery): Promise<LocalityMap | undefined> } {
  const outline = path.join(deploymentDir, OUTLINE_FILE)
  // One for each list of files, so no more than there are eras and levels.
  const kept = new Map<string, { mark: string; map: Promise<LocalityMap | undefined> }>()

  const attempt = async (file: string, ours: readonly Ours[]): Promise<LocalityMap | undefined> => {
    try {
      return withTiles(await readMap(file, ours, outline), tiles())
    } catch (thrown) {
      if (!isAbsent(thrown)) log.error({ file: path.basename(file), imported: file.startsWith(dataDir), reason: describeError(thrown) }, 'a map cannot be read')
      return undefined
    }
  }
  return {
    async at({ day = today(), level }) {
      const ours = localitiesOn(localities(), { day, level }).map(({ id, code }) => ({ id, code }))
      const ends = await endsAfter(day, [dataDir, deploymentDir])
      // An official layer is of its own era: today's must not stand in for the areas of then.
      const files = (ends.length === 0 ? [undefined] : ends).flatMap((last) => [path.join(dataDir, fileOf(level, last)), path.join(deploymentDir, fileOf(level, last))])
      const file = files.join('\n')
      const mark = JSON.stringify([await Promise.all([...files, outline].map(markOf)), ours, tiles() ?? null])
      const before = kept.get(file)
      if (before?.mark === mark) return before.map
      const map = files.reduce<Promise<LocalityMap | undefined>>(async (found, one) => (await found) ?? attempt(one, ours), Promise.resolve(undefined))
      kept.set(file, { mark, map })
      return map
    },
  }
}

const EARLIER = new RegExp(`^${path.basename(EARLIER_FOLDER('(\\d{4}-\\d{2}-\\d{2})'))}$`)

/** The days after this one, or on it, on which areas ended of which there are shapes; the soonest first. */
async function endsAfter(day: string, folders: readonly string[]): Promise<string[]> {
  const names = await Promise.all(folders.map((folder) => readdir(path.join(folder, 'map')).catch(() => [])))
  return [...new Set(names.flat().flatMap((name) => EARLIER.exec(name)?.[1] ?? []))].filter((last) => day <= last).sort()
}

const withTiles = (map: LocalityMap, tiles: TileServer | undefined): LocalityMap =>
  tiles === undefined ? map : { ...map, tiles, version: createHash('sha256').update(map.version).update(JSON.stringify(tiles)).digest('base64url').slice(0, 16) }

const markOf = async (file: string): Promise<unknown> => stat(file).then(({ mtimeMs, size, ino }) => [mtimeMs, size, ino], () => undefined)

const isAbsent = (thrown: unknown): boolean => thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT'

async function readMap(file: string, ours: readonly Ours[], outlineFile: string): Promise<LocalityMap> {
  const text = await readFile(file, 'utf8')
  const { imported, features } = MapFile.parse(JSON.parse(text))
  const byCode = new Map(ours.map((one) => [one.code, one]))
  const drawn = features.flatMap((feature): LocalityFeature[] => {
    const found = byCode.get(feature.properties.code)
    if (found === undefined) return []
    return [{ type: 'Feature', properties: { subject: found.id, code: found.code, anchor: interiorPoint(polygonsOf(feature)) }, geometry: feature.geometry }]
  })
  if (drawn.length === 0) throw new Error('none of its codes is one of our localities')
  const has = new Set(drawn.map(({ properties }) => properties.subject))
  const drawnLine = imported === undefined ? await readFile(outlineFile, 'utf8').then(readOutline, () => undefined) : undefined
  return LocalityMap.parse({
    schematic: imported === undefined, caption: imported === undefined ? SCHEMATIC_CAPTION : captionOf(imported),
    version: createHash('sha256').update(text).update(JSON.stringify(ours)).digest('base64url').slice(0, 16),
    type: 'FeatureCollection', features: drawn, outline: drawnLine === undefined ? outlineAround(features.map(polygonsOf)) : [drawnLine.ring], border: drawnLine?.border ?? [],
    missing: ours.filter(({ id }) => !has.has(id)).map(({ id }) => id),
  })
}

function captionOf({ source, at }: NonNullable<MapFile['imported']>): Text {
  const [year = '', month = '', day = ''] = at.slice(0, 10).split('-')
  const date = `${day}/${month}/${year}`
  return source === undefined
    ? { vi: `Địa giới: lớp nhập ngày ${date}, chưa ghi nguồn`, en: `Boundaries: imported on ${date}, source not stated` }
    : { vi: `Địa giới: ${source}, nhập ngày ${date}`, en: `Boundaries: ${source}, imported on ${date}` }
}
