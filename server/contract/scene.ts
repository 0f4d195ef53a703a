import * as z from 'zod'
import { SeriesName } from './ids.ts'
import { Programme } from './rotation.ts'
import { Text } from './text.ts'

/** The subjects of one level below a parent. */
const over = { level: z.enum(['commune', 'district', 'site']), of: z.string() }

/** More columns than this no panel can draw. */
export const MOST_INDICATORS = 12

/**
 * Which series a panel shows: named one by one, one indicator over all subjects of a level below a parent, or several of them over
 * the same subjects, subject by subject in the order of `indicators`.
 */
export const PlainQuery = z.union([
  z.strictObject({ series: z.array(SeriesName).min(1) }),
  z.strictObject({ indicator: z.string(), ...over }),
  z.strictObject({ indicators: z.array(z.string()).min(1).max(MOST_INDICATORS), ...over }),
])
export type PlainQuery = z.infer<typeof PlainQuery>

/** One query, or several for a panel with layers: counts of the communes under the stations. */
export const SeriesQuery = z.union([...PlainQuery.options, z.strictObject({ together: z.array(PlainQuery).min(2).max(MOST_INDICATORS) })])
export type SeriesQuery = z.infer<typeof SeriesQuery>

/** A row may be halved: two tiles of 2.5 rows stand below a header. */
const Row = z.number().multipleOf(0.5)

/** A tile that stands two high has twice the rows of one; none stands higher. */
const MOST_ROWS = 12

/** A rectangle in a scene, in the 12 x 6 grid of one tile (12 x 12 where the tile is two high). Data: a widget's kind, a query and options. */
export const Panel = z.strictObject({
  id: z.string(),
  widget: z.string(),
  /** Which tile of the scene, `a` to `f`. */
  tile: z.string(),
  column: z.int().min(1).max(12),
  columns: z.int().min(1).max(12),
  row: Row.min(1).max(MOST_ROWS),
  rows: Row.min(0.5).max(MOST_ROWS),
  title: Text.optional(),
  query: SeriesQuery.optional(),
  options: z.record(z.string(), z.unknown()).default({}),
})
export type Panel = z.infer<typeof Panel>

/** Columns by rows of tiles, `3x2`, `9x3`. */
const Grid = z.string().regex(/^(?:[1-9]|1\d|2[0-4])x(?:[1-9]|1[0-2])$/, 'expected columns x rows of tiles such as 3x2, at most 24x12')

/**
 * A stored full-screen arrangement. `layouts` says which tiles stand where on which wall: rows of tile names, `.` for none, the
 * same name below itself for a tile two high, `c/d/e` for tiles that take turns in one place below the header of the first;
 * a layout with one tile shows `turns` one after another.
 */
export const Scene = z.strictObject({
  id: z.string(),
  title: Text,
  feeds: z.array(z.string()).min(1),
  layouts: z.record(Grid, z.array(z.array(z.string()))),
  turns: z.array(z.string()).default([]),
  turnSeconds: z.int().min(10).max(600).default(30),
  panels: z.array(Panel),
})
export type Scene = z.infer<typeof Scene>

/** Where one tile of a layout stands, counted from 1; `names` are several where tiles take turns there. */
export interface Cell {
  names: readonly string[]
  column: number
  row: number
  /** How many tiles high it is. */
  height: number
}

/** The tiles of one layout: a name that stands again right below itself is one tile. */
export function cellsOf(rows: readonly (readonly string[])[]): Cell[] {
  return rows.flatMap((row, r) => row.flatMap((text, c): Cell[] => {
    if (text !== '.' && rows[r - 1]?.[c] === text) return []
    const below = rows.slice(r).findIndex((next) => next[c] !== text)
    const height = text === '.' ? 1 : below === -1 ? rows.length - r : below
    return [{ names: text.split('/'), column: c + 1, row: r + 1, height }]
  }))
}

/** How many tiles high a tile of this scene is made: panels on one that is two high have 12 rows. */
export const tilesHigh = ({ layouts }: Pick<Scene, 'layouts'>, name: string): number =>
  Math.max(1, ...Object.values(layouts).flatMap((rows) => cellsOf(rows).flatMap((cell) => (cell.names.includes(name) ? [cell.height] : []))))

/** What a wall is made of and from where it is read: with it a size in pixels becomes a size to the eye. */
export const WallProfile = z.strictObject({
  grid: Grid,
  /** One panel of the hardware: its pixels, the distance from pixel to pixel, and the dark line between two panels. */
  tile: z.strictObject({ width: z.int().min(640), height: z.int().min(360), pitchMm: z.number().positive(), bezelMm: z.number().min(0).default(0) }),
  /** All pixels of a wall without seams (LED) whose size is no multiple of a tile; what lies beyond the tiles stays background. */
  screen: z.strictObject({ width: z.int().min(640).max(32_768), height: z.int().min(360).max(32_768) }).optional(),
  /** Pixels of the wall for one of a scene: where they are finer or coarser than 0.634 mm. By default as a tile's width to 1920. */
  scale: z.number().min(0.25).max(4).optional(),
  /** Values and status shapes are read from here. */
  farthestSeatM: z.number().min(1).max(50).default(8),
})
export type WallProfile = z.infer<typeof WallProfile>

/** A physical display of one or more tiles. `scene` is what it stands on where no rotation or schedule says otherwise. */
export const Wall = z.strictObject({ id: z.string(), title: Text, scene: z.string(), ...Programme, profile: WallProfile.optional() })
export type Wall = z.infer<typeof Wall>
