import { outlineAround } from './outline-around.ts'
import type { LonLat } from './plane.ts'
import { type Centre, makeSchematic } from './schematic.ts'

/** A district (none above it) or a commune of one, of before a change of boundaries. */
export interface EarlierCentre extends Centre {
  district: string | undefined
}

export interface EarlierArea {
  code: string
  name: string
  polygons: LonLat[][][]
}

/**
 * Areas of an earlier era in the same outline: districts first, then the communes within those districts whose communes are known,
 * which then are those districts exactly. Districts without known communes stay whole, and their communes have no shape.
 */
export function makeEarlier(outline: readonly LonLat[], centres: readonly EarlierCentre[]): { districts: EarlierArea[]; communes: EarlierArea[] } {
  const districts = centres.filter(({ district }) => district === undefined)
  const inside = centres.filter(({ district }) => district !== undefined)
  const rough = new Map(makeSchematic(outline, districts).map(({ code, ring }) => [code, ring]))
  const parted = districts.filter(({ code }) => inside.some(({ district }) => district === code))
  const whole = outlineAround(parted.map(({ code }) => [[rough.get(code) ?? []]]))
  const [ring] = whole
  if (parted.length > 0 && (whole.length !== 1 || ring === undefined)) throw new Error('districts with known communes must lie together')
  const cells = new Map(ring === undefined ? [] : makeSchematic(ring, inside).map((cell) => [cell.code, cell.ring]))
  return {
    communes: inside.map(({ code, name }) => ({ code, name, polygons: [[cells.get(code) ?? []]] })),
    districts: districts.map(({ code, name }) => {
      const own = inside.filter(({ district }) => district === code).map((one) => [[cells.get(one.code) ?? []]])
      return { code, name, polygons: own.length === 0 ? [[rough.get(code) ?? []]] : outlineAround(own).map((line) => [line]) }
    }),
  }
}
