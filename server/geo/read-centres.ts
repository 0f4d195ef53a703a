import * as z from 'zod'
import type { Centre } from './schematic.ts'

const Row = z.tuple([z.string().regex(/^\d{5}$/), z.string().min(1), z.coerce.number().min(-180).max(180), z.coerce.number().min(-90).max(90), z.coerce.number().positive()])
const HEADER = 'code,name,lon,lat,km2'

/** The table of approximate centres: plain fields, no quotes. */
export function readCentres(text: string): Centre[] {
  const [header, ...lines] = text.trim().split(/\r?\n/)
  if (header !== HEADER) throw new Error(`centres.csv: expected the columns ${HEADER}`)
  return lines.map((line, i) => {
    const row = Row.safeParse(line.split(','))
    if (!row.success) throw new Error(`centres.csv:${i + 2}: ${z.prettifyError(row.error)}`)
    const [code, name, lon, lat, km2] = row.data
    return { code, name, lon, lat, km2 }
  })
}
