import * as z from 'zod'
import type { LonLat } from './plane.ts'

const Pair = z.tuple([z.number(), z.number()])
const Rings = z.array(z.array(z.int()))

/** As much of a quantised TopoJSON as the outline takes. */
export const Topology = z.object({
  transform: z.object({ scale: Pair, translate: Pair }),
  arcs: z.array(z.array(Pair)),
  objects: z.record(z.string(), z.object({
    geometries: z.array(z.union([
      z.object({ id: z.unknown(), type: z.literal('Polygon'), arcs: Rings }).transform(({ id, arcs }) => ({ id, arcs: arcs.flat() })),
      z.object({ id: z.unknown(), type: z.literal('MultiPolygon'), arcs: z.array(Rings) }).transform(({ id, arcs }) => ({ id, arcs: arcs.flat(2) })),
    ])),
  })),
})
export type Topology = z.infer<typeof Topology>

/** Arcs are written once and run backwards by their complement. */
const arcOf = (written: number): number => (written < 0 ? ~written : written)

/** Several shapes as one ring, and those of its arcs which no other shape of the file touches. */
export function outlineOf(topology: Topology, ids: readonly string[]): { ring: LonLat[]; border: LonLat[][] } {
  const all = Object.values(topology.objects).flatMap(({ geometries }) => geometries)
  const wanted = all.filter(({ id }) => ids.includes(String(id)))
  if (wanted.length !== ids.length) throw new Error(`expected the shapes ${ids.join(', ')}, found ${wanted.length} of them`)
  const countIn = (shapes: typeof all, arc: number) => shapes.filter(({ arcs }) => arcs.some((one) => arcOf(one) === arc)).length
  const outer = wanted.flatMap(({ arcs }) => arcs).filter((written) => countIn(wanted, arcOf(written)) === 1)
  const lines = outer.map((written) => ({ line: decode(topology, written), isBorder: countIn(all, arcOf(written)) === 1 }))
  return chain(lines)
}

function decode({ arcs, transform: { scale, translate } }: Topology, written: number): LonLat[] {
  let [x, y] = [0, 0]
  const line = (arcs[arcOf(written)] ?? []).map(([dx, dy]): LonLat => {
    x += dx
    y += dy
    return [x * scale[0] + translate[0], y * scale[1] + translate[1]]
  })
  return written < 0 ? line.reverse() : line
}

const isSame = (one: LonLat | undefined, other: LonLat | undefined): boolean => one !== undefined && other !== undefined && one[0] === other[0] && one[1] === other[1]

function chain(lines: { line: LonLat[]; isBorder: boolean }[]): { ring: LonLat[]; border: LonLat[][] } {
  const ring: LonLat[] = []
  const border: LonLat[][] = []
  let wasBorder = false
  for (let left = lines, next = left[0]; next !== undefined; next = left.find(({ line }) => isSame(line[0], ring.at(-1)))) {
    const taken = next
    left = left.filter((one) => one !== taken)
    ring.push(...taken.line.slice(ring.length === 0 ? 0 : 1))
    if (taken.isBorder && wasBorder) border.at(-1)?.push(...taken.line.slice(1))
    else if (taken.isBorder) border.push([...taken.line])
    wasBorder = taken.isBorder
  }
  if (!isSame(ring[0], ring.at(-1))) throw new Error('the outline is not one closed ring')
  return { ring, border }
}
