import * as z from 'zod'
import type { EarlierCentre } from './earlier.ts'
import type { Centre } from './schematic.ts'

const REST = [z.string().min(1), z.coerce.number().min(-180).max(180), z.coerce.number().min(-90).max(90), z.coerce.number().positive()] as const
const Row = z.tuple([z.string().regex(/^\d{5}$/), ...REST])
const EarlierRow = z.tuple([z.string().regex(/^\d{3,5}$/), ...REST, z.union([z.literal(''), z.string().regex(/^\d{3}$/)])])
const HEADER = 'code,name,lon,lat,km2'

/** The table of approximate centres: plain fields, no quotes. */
export const readCentres = (text: string): Centre[] => readRows(text, HEADER, Row).map(([code, name, lon, lat, km2]) => ({ code, name, lon, lat, km2 }))

/** Districts and communes of an earlier era in one table; a district has none above it. */
export const readEarlierCentres = (text: string): EarlierCentre[] =>
  readRows(text, `${HEADER},district`, EarlierRow).map(([code, name, lon, lat, km2, district]) => ({ code, name, lon, lat, km2, district: district === '' ? undefined : district }))

function readRows<T>(text: string, wanted: string, schema: z.ZodType<T>): T[] {
  const [header, ...lines] = text.trim().split(/\r?\n/)
  if (header !== wanted) throw new Error(`centres.csv: expected the columns ${wanted}`)
  return lines.map((line, i) => {
    const row = schema.safeParse(line.split(','))
    if (!row.success) throw new Error(`centres.csv:${i + 2}: ${z.prettifyError(row.error)}`)
    return row.data
  })
}
