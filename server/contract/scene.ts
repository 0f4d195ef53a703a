import * as z from 'zod'
import { SeriesName } from './ids.ts'
import { Text } from './text.ts'

/** Which series a panel shows: named one by one, or one indicator over all subjects of a level below a parent. */
export const SeriesQuery = z.union([
  z.strictObject({ series: z.array(SeriesName).min(1) }),
  z.strictObject({ indicator: z.string(), level: z.enum(['commune', 'site']), of: z.string() }),
])
export type SeriesQuery = z.infer<typeof SeriesQuery>

/** A row may be halved: two tiles of 2.5 rows stand below a header. */
const Row = z.number().multipleOf(0.5)

/** A rectangle in a scene, in the 12 x 6 grid of one tile. Data: a widget's kind, a query and options. */
export const Panel = z.strictObject({
  id: z.string(),
  widget: z.string(),
  /** Which tile of the scene, `a` to `f`. */
  tile: z.string(),
  column: z.int().min(1).max(12),
  columns: z.int().min(1).max(12),
  row: Row.min(1).max(6),
  rows: Row.min(0.5).max(6),
  title: Text.optional(),
  query: SeriesQuery.optional(),
  options: z.record(z.string(), z.unknown()).default({}),
})
export type Panel = z.infer<typeof Panel>

/**
 * A stored full-screen arrangement. `layouts` says which tiles stand where on which wall: rows of tile names, `.` for none;
 * a layout with one tile shows `turns` one after another.
 */
export const Scene = z.strictObject({
  id: z.string(),
  title: Text,
  feeds: z.array(z.string()).min(1),
  layouts: z.partialRecord(z.enum(['3x2', '2x2', '1x1']), z.array(z.array(z.string()))),
  turns: z.array(z.string()).default([]),
  turnSeconds: z.int().min(10).max(600).default(30),
  panels: z.array(Panel),
})
export type Scene = z.infer<typeof Scene>

/** A physical display of one or more tiles. */
export const Wall = z.strictObject({ id: z.string(), title: Text, scene: z.string() })
export type Wall = z.infer<typeof Wall>
