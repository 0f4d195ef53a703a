import * as z from 'zod'
import { AgencyId, SubjectId } from './ids.ts'
import { Position } from './map.ts'
import { Day, Text } from './text.ts'

const dated = { validFrom: Day.optional(), validTo: Day.optional(), successors: z.array(z.string()).default([]) }

/** The organisation that owns a system; ownership is dated because departments merge (01/03/2025). */
export const Agency = z.object({
  id: AgencyId,
  name: Text,
  kind: z.string(),
  parent: AgencyId.optional(),
  /** The area it governs: a commune's People's Committee and its commune. */
  locality: SubjectId.optional(),
  ...dated,
})
export type Agency = z.infer<typeof Agency>

/** An administrative area. The id carries its era, because official codes are reused (72/80, Resolution 1682/NQ-UBTVQH15). */
export const Locality = z.object({
  id: SubjectId,
  name: Text,
  /** For a wall: `Tân Hòa`, `P. Tân Ninh`. */
  short: z.string(),
  level: z.enum(['province', 'district', 'commune']),
  kind: z.string(),
  /** The official statistical code within its era. */
  code: z.string(),
  parent: SubjectId.optional(),
  ...dated,
})
export type Locality = z.infer<typeof Locality>

/** A place that is measured but is no administrative area: a station, a gate, a machine room. */
export const Site = z.object({
  id: SubjectId,
  name: Text,
  /** For a wall: `Cầu Gò Chai`; the full name where absent. */
  short: z.string().optional(),
  /** What is measured there, as `air-station`: indicators name the kind that measures them. */
  kind: z.string().optional(),
  locality: SubjectId.optional(),
  /** Where it stands, as exactly as is known; without it a map draws it in the middle of its commune and says so. */
  at: Position.optional(),
})
export type Site = z.infer<typeof Site>
