import { areaOf, type Point } from './plane.ts'
import { powerCells, type Site } from './power-cells.ts'

export interface Wanted {
  at: Point
  km2: number
}

/** Share of what an area lacks that is added to its weight in each round; more makes neighbours swing. */
const GAIN = 0.18
const ROUNDS = 120
/** A neighbour's weight may push the border at most this near to a centre, as a share of their distance squared: beyond 1 the centre would lie outside its own cell. */
const MOST_PUSH = 0.9

/** Weighs the sites until the cells have the areas that are wanted, as far as every site stays inside its own cell. */
export function fitAreas(wanted: readonly Wanted[], outline: readonly Point[], rounds = ROUNDS): Site[] {
  const scale = areaOf(outline) / wanted.reduce((sum, { km2 }) => sum + km2, 0)
  let sites: Site[] = wanted.map(({ at }) => ({ at, weight: 0 }))
  for (let round = 0; round < rounds; round += 1) {
    const cells = powerCells(sites, outline)
    sites = sites.map((site, i) => ({ ...site, weight: site.weight + GAIN * ((wanted[i]?.km2 ?? 0) * scale - areaOf(cells[i]?.main ?? [])) }))
    capWeights(sites)
  }
  return sites
}

/** Takes from the heavier and gives to the lighter of each pair that is too far apart, until none is. Equal weights satisfy every pair, so it ends. */
function capWeights(sites: Site[]): void {
  for (let pass = 0; pass < 200; pass += 1) {
    let isKept = true
    for (const one of sites) {
      for (const other of sites) {
        if (one === other) continue
        const most = MOST_PUSH * ((one.at[0] - other.at[0]) ** 2 + (one.at[1] - other.at[1]) ** 2)
        const excess = other.weight - one.weight - most
        if (excess <= most * 0.01) continue
        other.weight -= excess / 2
        one.weight += excess / 2
        isKept = false
      }
    }
    if (isKept) return
  }
}
