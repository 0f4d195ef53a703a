import * as z from 'zod'
import { Position } from '#contract'
import type { LonLat } from './plane.ts'

const Outline = z.object({
  features: z.array(z.union([
    z.object({ properties: z.object({ kind: z.literal('outline') }), geometry: z.object({ coordinates: z.tuple([z.array(Position)]) }) }),
    z.object({ properties: z.object({ kind: z.literal('national-border') }), geometry: z.object({ coordinates: z.array(Position) }) }),
  ])),
})

/** The line around the province, and the part of it that is a national border. */
export function readOutline(text: string): { ring: LonLat[]; border: Position[][] } {
  const { features } = Outline.parse(JSON.parse(text))
  return {
    ring: features.flatMap(({ properties, geometry }) => (properties.kind === 'outline' ? (geometry.coordinates[0] as LonLat[]) : [])), // a ring by its kind
    border: features.flatMap(({ properties, geometry }) => (properties.kind === 'national-border' ? [geometry.coordinates as Position[]] : [])), // a line by its kind
  }
}
