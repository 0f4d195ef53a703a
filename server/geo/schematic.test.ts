import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { areaOf, createPlane, isInside, isSimple, type LonLat } from './plane.ts'
import { readCentres } from './read-centres.ts'
import { type Centre, makeSchematic, type SchematicCell } from './schematic.ts'

const MAP = path.resolve(import.meta.dirname, '../../deployments/tay-ninh/map')
const Ring = z.array(z.tuple([z.number(), z.number()]))
const Features = z.object({ features: z.array(z.object({ properties: z.record(z.string(), z.unknown()), geometry: z.object({ type: z.string(), coordinates: z.array(z.unknown()) }) })) })
const read = (file: string) => Features.parse(JSON.parse(readFileSync(path.join(MAP, file), 'utf8'))).features

const OUTLINE = Ring.parse(read('outline.geojson')[0]?.geometry.coordinates[0])
const CENTRES = readCentres(readFileSync(path.join(MAP, 'centres.csv'), 'utf8'))

/** Everything that must hold of any schematic. */
function faultsOf(outline: readonly LonLat[], centres: readonly Centre[], cells: readonly SchematicCell[]): string[] {
  const plane = createPlane(outline[0] ?? [0, 0])
  const flat = (ring: readonly LonLat[]) => ring.slice(1).map(plane.toPlane)
  const faults = cells.flatMap(({ code, centre, ring }) => [
    ...(String(ring[0]) === String(ring.at(-1)) && ring.length >= 4 ? [] : [`${code}: not closed`]),
    ...(isSimple(flat(ring)) ? [] : [`${code}: crosses itself`]),
    ...(isInside(flat(ring), plane.toPlane(centre)) ? [] : [`${code}: centre outside`]),
  ])
  // Each border is run once by each neighbour; what is run once only is the outline and nothing else.
  const runs = new Set(cells.flatMap(({ ring }) => ring.slice(1).map((to, i) => `${String(ring[i])} ${String(to)}`)))
  const turned = (run: string) => run.split(' ').reverse().join(' ')
  const outer = [...runs].filter((run) => !runs.has(turned(run)))
  const outerKm = outer.reduce((sum, run) => {
    const [a = [0, 0], b = [0, 0]] = run.split(' ').map((text) => plane.toPlane(text.split(',').map(Number) as LonLat)) // two numbers, written above
    return sum + Math.hypot((a[0] ?? 0) - (b[0] ?? 0), (a[1] ?? 0) - (b[1] ?? 0))
  }, 0)
  const outline1 = flat(outline)
  const aroundKm = outline1.reduce((sum, [x, y], i) => sum + Math.hypot(x - (outline1.at(i - 1)?.[0] ?? 0), y - (outline1.at(i - 1)?.[1] ?? 0)), 0)
  if (Math.abs(outerKm - aroundKm) > aroundKm * 0.002) faults.push(`gaps: outer lines ${outerKm.toFixed(2)} km, outline ${aroundKm.toFixed(2)} km`)
  const sum = cells.reduce((total, { ring }) => total + areaOf(flat(ring)), 0)
  if (Math.abs(sum / areaOf(outline1) - 1) > 0.001) faults.push(`areas add up to ${sum}, outline ${areaOf(outline1)}`)
  if (cells.map(({ code }) => code).join(' ') !== centres.map(({ code }) => code).join(' ')) faults.push('other codes')
  return faults
}

describe('the schematic of Tây Ninh', () => {
  const committed = read('communes.geojson').map(({ properties, geometry }) => ({
    code: z.string().parse(properties['code']), name: z.string().parse(properties['name']),
    centre: z.tuple([z.number(), z.number()]).parse(properties['centre']), ring: Ring.parse(geometry.coordinates[0]), type: geometry.type,
  }))

  it('is what the generator makes of the table and the outline, bit for bit', () => {
    expect(committed.map(({ code, name, centre, ring }) => ({ code, name, centre, ring }))).toEqual(makeSchematic(OUTLINE, CENTRES))
  })

  it('has 96 communes of one part each, every centre in its own, no gap and no overlap', () => {
    expect(committed).toHaveLength(96)
    expect(committed.every(({ type }) => type === 'Polygon')).toBe(true)
    expect(faultsOf(OUTLINE, CENTRES, committed)).toEqual([])
  })

  it('gives them about the areas they have', () => {
    const plane = createPlane(OUTLINE[0] ?? [0, 0])
    const scale = areaOf(OUTLINE.slice(1).map(plane.toPlane)) / CENTRES.reduce((sum, { km2 }) => sum + km2, 0)
    const errors = committed.map(({ ring }, i) => Math.abs(areaOf(ring.map(plane.toPlane)) / ((CENTRES[i]?.km2 ?? 0) * scale) - 1))
    expect(errors.reduce((sum, one) => sum + one, 0) / errors.length).toBeLessThan(0.08)
    expect(Math.max(...errors)).toBeLessThan(0.6)
  })

  it('is small', () => {
    expect(readFileSync(path.join(MAP, 'communes.geojson')).length).toBeLessThan(160_000)
  })
})

it('keeps all of that for any centres in any star-shaped outline, deep bays included', () => {
  const radii = fc.array(fc.integer({ min: 25, max: 60 }), { minLength: 7, maxLength: 24 })
  const spots = fc.uniqueArray(fc.record({ lon: fc.integer({ min: -45, max: 45 }), lat: fc.integer({ min: -45, max: 45 }) }), { minLength: 1, maxLength: 14, selector: ({ lon, lat }) => `${Math.round(lon / 8)} ${Math.round(lat / 8)}` })
  fc.assert(
    fc.property(radii, spots, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 14, maxLength: 14 }), (around, at, km2) => {
      const star = around.map((radius, i): LonLat => {
        const angle = (i * 2 * Math.PI) / around.length
        return [106 + (radius / 100) * Math.cos(angle), 11 + (radius / 100) * Math.sin(angle)]
      })
      const outline = [...star, star[0] ?? [0, 0]] as LonLat[] // a tuple's copy
      const centres = at.map(({ lon, lat }, i): Centre => ({ code: String(i), name: String(i), lon: 106 + lon / 100, lat: 11 + lat / 100, km2: (km2[i] ?? 1) * 100 }))
      const cells = tryMake(outline, centres)
      fc.pre(cells !== undefined)
      expect(faultsOf(outline, centres, cells)).toEqual([])
    }),
    { numRuns: 40 },
  )
})

/** What cannot be drawn is refused in words: centres moved to one place, a cell thinner than rounding (1 in 2,000 of these). */
function tryMake(outline: readonly LonLat[], centres: readonly Centre[]): SchematicCell[] | undefined {
  try {
    return makeSchematic(outline, centres, 12)
  } catch (thrown) {
    if (thrown instanceof Error && /stand too near each other|too thin to be drawn/.test(thrown.message)) return undefined
    throw thrown
  }
}

it('names the line of the table that cannot be read', () => {
  expect(() => readCentres('code,name,lon,lat,km2\n25459,Tân Ninh,106.1,11.32,21\n2548,Bình Minh,106.1,x,1\n')).toThrow('centres.csv:3')
  expect(() => readCentres('a,b\n')).toThrow('expected the columns')
})
