import * as z from 'zod'
import { SubjectId } from './ids.ts'
import { Day, Text } from './text.ts'

/** A place on the map, `[lon, lat]`, WGS 84, as in GeoJSON. */
export const Position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
export type Position = z.infer<typeof Position>

const Ring = z.array(Position).min(4)

/** One locality as a GeoJSON feature. */
export const LocalityFeature = z.object({
  type: z.literal('Feature'),
  properties: z.object({
    subject: SubjectId,
    code: z.string(),
    /** The most interior point: where a mark or a leader line points to. */
    anchor: Position,
  }),
  geometry: z.discriminatedUnion('type', [
    z.object({ type: z.literal('Polygon'), coordinates: z.array(Ring).min(1) }),
    z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Ring).min(1)).min(1) }),
  ]),
})
export type LocalityFeature = z.infer<typeof LocalityFeature>

/** Of which day and level: today's communes where absent. A day before a change of boundaries has the areas that were then. */
export const MapQuery = z.strictObject({
  day: Day.optional(),
  level: z.enum(['commune', 'district']).default('commune'),
})
export type MapQuery = z.infer<typeof MapQuery>

/** `https://host:port/…` with the three places of a tile and no other, so that all pictures come from one known origin. */
const TILE_URL = /^(?<origin>https?:\/\/[a-zA-Z0-9.-]+(?::\d{1,5})?)\/[^\s{}]*(?:\{[zxy]\}[^\s{}]*){3}$/
const PLACES = ['{z}', '{x}', '{y}']

/** Pictures that are laid under the localities, from one server the deployment names. Absent by default: nothing leaves the building. */
export const TileServer = z.strictObject({
  url: z.string().refine((url) => TILE_URL.test(url) && PLACES.every((place) => url.includes(place)), 'expected an address such as https://tiles.example.vn/{z}/{x}/{y}.png'),
  /** Whose pictures they are; stands on the map. */
  attribution: z.string().min(1),
  maxZoom: z.int().min(1).max(22),
})
export type TileServer = z.infer<typeof TileServer>

/** From where a browser must be allowed to fetch pictures. */
export const tileOrigin = ({ url }: Pick<TileServer, 'url'>): string => TILE_URL.exec(url)?.groups?.['origin'] ?? ''

/**
 * `GET /api/v1/map?day=&level=`: the localities valid on that day, to be coloured. While `schematic`, shapes are an illustration: the caption is always
 * shown, and in which locality a point lies must never be asked of them.
 */
export const LocalityMap = z.object({
  schematic: z.boolean(),
  /** What must stand on the picture: that it is a schematic, or whose layer it is. */
  caption: Text,
  /** Changes with the shapes. */
  version: z.string(),
  type: z.literal('FeatureCollection'),
  features: z.array(LocalityFeature),
  /** The line around all of them. */
  outline: z.array(Ring),
  /** The part of it that is a national border, where known. */
  border: z.array(z.array(Position).min(2)),
  /** Localities without a shape: an imported layer may lack some, and they must be named rather than forgotten. */
  missing: z.array(SubjectId),
  tiles: TileServer.optional(),
})
export type LocalityMap = z.infer<typeof LocalityMap>

/**
 * `POST /api/v1/map?code=&name=&allowMissing=&day=&level=`: an official GeoJSON (the body) to be drawn instead of the schematic of its
 * day and level; of today's communes where no day is named. Refused as a
 * whole, with every fault, or taken; `?try=1` only says which. `report` tells what matched and what did not.
 */
export const MapImportAnswer = z.object({ taken: z.boolean(), faults: z.array(Text), report: z.array(Text) })
export type MapImportAnswer = z.infer<typeof MapImportAnswer>

/** An official file of boundaries as it was handed in, and how it is to be read. */
export interface MapUpload {
  /** GeoJSON in WGS 84, as its bytes came. */
  file: Uint8Array
  fileName: string
  /** The properties that hold the code and the name; those usual in official files are looked for where undefined. */
  codeField: string | undefined
  nameField: string | undefined
  /** Whose layer it is; stands on the picture. */
  source: string | undefined
  /** Whether areas may be missing from it. */
  allowMissing: boolean
  /** Only say what would come of it. */
  isTry: boolean
  /** Of which day and level it is: today's where undefined. */
  day: string | undefined
  level: MapQuery['level']
}
