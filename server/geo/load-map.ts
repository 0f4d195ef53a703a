import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'
import { type Locality, type LocalityFeature, LocalityMap, Position, type Text } from '#contract'
import { describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import { interiorPoint } from './interior-point.ts'
import { MAP_FILE, MapFile, OUTLINE_FILE, polygonsOf } from './map-file.ts'
import { outlineAround } from './outline-around.ts'

export const SCHEMATIC_CAPTION: Text = { vi: 'Sơ đồ minh họa, không phải địa giới hành chính chính thức', en: 'Schematic illustration, not official administrative boundaries' }

export interface MapsDeps {
  dataDir: string
  /** Asked each time: a deployment is edited while we run. */
  deploymentDir: string
  localities(): readonly Locality[]
  /** Today in the province, `2026-11-24`. */
  today(): string
  log: Log
}

type Ours = Pick<Locality, 'id' | 'code'>

/** The map to be drawn: the imported one where there is a good one, else the deployment's schematic. Undefined where there is neither. */
export function createMaps({ dataDir, deploymentDir, localities, today, log }: MapsDeps): { current(): Promise<LocalityMap | undefined> } {
  const files = { imported: path.join(dataDir, MAP_FILE), schematic: path.join(deploymentDir, MAP_FILE), outline: path.join(deploymentDir, OUTLINE_FILE) }
  let kept: { mark: string; map: Promise<LocalityMap | undefined> } | undefined

  const attempt = async (file: string, ours: readonly Ours[]): Promise<LocalityMap | undefined> => {
    try {
      return await readMap(file, ours, files.outline)
    } catch (thrown) {
      if (!isAbsent(thrown)) log.error({ file: path.basename(file), imported: file === files.imported, reason: describeError(thrown) }, 'a map cannot be read')
      return undefined
    }
  }
  return {
    async current() {
      const ours = communesOn(today(), localities())
      const mark = JSON.stringify([await Promise.all(Object.values(files).map(markOf)), ours])
      if (kept?.mark !== mark) kept = { mark, map: attempt(files.imported, ours).then((map) => map ?? attempt(files.schematic, ours)) }
      return kept.map
    },
  }
}

const communesOn = (day: string, all: readonly Locality[]): Ours[] =>
  all.flatMap(({ id, code, level, validFrom, validTo }) => (level === 'commune' && (validFrom ?? day) <= day && day <= (validTo ?? day) ? [{ id, code }] : []))

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
  return LocalityMap.parse({
    schematic: imported === undefined, caption: imported === undefined ? SCHEMATIC_CAPTION : captionOf(imported),
    version: createHash('sha256').update(text).update(JSON.stringify(ours)).digest('base64url').slice(0, 16),
    type: 'FeatureCollection', features: drawn, outline: outlineAround(features.map(polygonsOf)),
    border: imported === undefined ? await readBorder(outlineFile) : [],
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

const Borders = z.object({ features: z.array(z.object({ properties: z.object({ kind: z.string() }), geometry: z.object({ coordinates: z.array(z.unknown()) }) })) })

/** Only the schematic has one; without it the outline alone is drawn. */
async function readBorder(file: string): Promise<Position[][]> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return []
  return Borders.parse(JSON.parse(text)).features
    .filter(({ properties }) => properties.kind === 'national-border')
    .map(({ geometry }) => z.array(Position).parse(geometry.coordinates))
}
