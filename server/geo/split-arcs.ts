import type { LonLat } from './plane.ts'

/** Cuts closed rings where three or more lines meet; between two such points every ring that passes has the same line. */
export function splitArcs(rings: readonly (readonly LonLat[])[]): (ring: readonly LonLat[]) => LonLat[][] {
  const neighbours = new Map<string, string>()
  const junctions = new Set<string>()
  for (const ring of rings) {
    const open = ring.slice(1)
    open.forEach((point, i) => {
      const pair = [String(open.at(i - 1)), String(open[(i + 1) % open.length])].sort().join(' ')
      const known = neighbours.get(String(point))
      if (known === undefined) neighbours.set(String(point), pair)
      else if (known !== pair) junctions.add(String(point))
    })
  }
  return (ring) => {
    const open = ring.slice(1)
    const first = startOf(open, junctions)
    const turned = [...open.slice(first), ...open.slice(0, first)]
    const arcs: LonLat[][] = []
    let arc: LonLat[] = []
    for (const point of [...turned, ...turned.slice(0, 1)]) {
      arc.push(point)
      if (arc.length < 2 || !junctions.has(String(point))) continue
      arcs.push(arc)
      arc = [point]
    }
    return arc.length > 1 ? [...arcs, arc] : arcs
  }
}

/** At a junction; a ring without any begins at the point that sorts first, in whichever locality it is drawn. */
function startOf(open: readonly LonLat[], junctions: ReadonlySet<string>): number {
  const junction = open.findIndex((point) => junctions.has(String(point)))
  if (junction !== -1) return junction
  return open.reduce((least, point, i) => (String(point) < String(open[least]) ? i : least), 0)
}
