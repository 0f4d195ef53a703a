import type { Point } from './plane.ts'

/** Gives points that are the same place one number, so that borders of neighbours can be told to be one. */
export interface Corners {
  idOf(point: Point): number
  at(id: number): Point
}

/** Two cells reckon a common corner apart from each other, a little differently; and corners nearer than rounding (11 m) can tell apart are one. */
const SAME_KM = 0.02

export function createCorners(): Corners {
  const points: Point[] = []
  const byBox = new Map<string, number[]>()
  const boxOf = (value: number) => Math.floor(value / SAME_KM)
  return {
    idOf(point) {
      const [x, y] = [boxOf(point[0]), boxOf(point[1])]
      for (let i = x - 1; i <= x + 1; i += 1) {
        for (let j = y - 1; j <= y + 1; j += 1) {
          const found = byBox.get(`${i} ${j}`)?.find((id) => isNear(points[id], point))
          if (found !== undefined) return found
        }
      }
      const id = points.push(point) - 1
      const key = `${x} ${y}`
      byBox.set(key, [...(byBox.get(key) ?? []), id])
      return id
    },
    at: (id) => points[id] ?? [Number.NaN, Number.NaN],
  }
}

const isNear = (one: Point | undefined, other: Point): boolean =>
  one !== undefined && Math.hypot(one[0] - other[0], one[1] - other[1]) < SAME_KM

/** A ring as numbers of corners, without repeats. */
export const numberRing = (ring: readonly Point[], corners: Corners): number[] =>
  ring.map((point) => corners.idOf(point)).filter((id, i, all) => id !== all.at(i - 1))

export type Edge = readonly [from: number, to: number]

export function edgesOf(ring: readonly number[]): Edge[] {
  return ring.map((to, i): Edge => [ring.at(i - 1) ?? to, to])
}

/** What is left of many rings' edges when those run both ways, once by each neighbour, are taken out: the rings around all of them. */
export function ringsAround(edges: readonly Edge[]): number[][] {
  const all = new Set(edges.map(([from, to]) => `${from} ${to}`))
  const open = new Map<number, number[]>()
  for (const [from, to] of edges) if (!all.has(`${to} ${from}`)) open.set(from, [...(open.get(from) ?? []), to])
  const rings: number[][] = []
  for (const start of open.keys()) {
    for (let next = open.get(start)?.pop(); next !== undefined; next = open.get(start)?.pop()) {
      const ring = [start]
      for (let at: number | undefined = next; at !== undefined && at !== start; at = open.get(at)?.pop()) ring.push(at)
      rings.push(ring)
    }
  }
  return rings
}

