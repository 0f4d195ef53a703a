import type { Text } from '#contract'
import { findCrossing } from './find-crossing.ts'
import type { MapFile } from './map-file.ts'
import { type Matched, matchShapes, type MatchOptions, type Wanted } from './match-shapes.ts'
import type { LonLat } from './plane.ts'
import { readGeojson } from './read-geojson.ts'
import { type Polygons, simplifyUntil } from './simplify.ts'

export interface ImportOptions extends MatchOptions {
  /** The localities that want a shape, and about where they are: a map of elsewhere, or with lat and lon exchanged, is refused. */
  wanted: readonly Wanted[]
  around: Bounds
  /** Whose layer it is; stands on the picture. */
  source: string | undefined
  fileName: string
  /** Takes a file in which some of the localities are not. */
  allowMissing: boolean
  now: number
}

export interface Bounds {
  west: number
  south: number
  east: number
  north: number
}

export type ImportOutcome = { ok: true; text: string; report: Text[] } | { ok: false; faults: Text[]; report: Text[] }

const MOST_BYTES_OUT = 300_000
/** Degrees beyond the known map that a true border may reach: the schematic is coarse. */
const SLACK = 0.25
const MOST_NAMED = 12

/** An official file -> the map as this system keeps it, or every reason why not. Pure: nothing is written here. */
export function importMap(text: string, options: ImportOptions): ImportOutcome {
  const read = readGeojson(text)
  if (!read.ok) return { ok: false, faults: read.faults, report: [] }
  const { sound: matched, crossed } = leaveOutCrossed(matchShapes(read.shapes, options.wanted, options))
  const faults = [...matched.faults, ...checkMissing(matched, options), ...checkPlace(matched, options.around)]
  const report = [...reportOf(matched, options.wanted.length), ...crossed]
  if (faults.length > 0) return { ok: false, faults, report }
  const found = matched.found.toSorted((a, b) => (a.code < b.code ? -1 : 1))
  const write = (thinned: readonly Polygons[]) => writeMap(found, thinned, options)
  const thinned = simplifyUntil(found.map(({ shape }) => shape.polygons), (all) => Buffer.byteLength(write(all)) <= MOST_BYTES_OUT)
  const lost = found.filter((_, i) => (thinned[i] ?? []).length === 0)
  if (lost.length > 0) return { ok: false, faults: [{ vi: `hình quá nhỏ hoặc rỗng: ${name(lost)}`, en: `empty or too small: ${name(lost)}` }], report }
  const written = write(thinned)
  if (Buffer.byteLength(written) > MOST_BYTES_OUT) return { ok: false, faults: [{ vi: `không giản lược được xuống dưới ${MOST_BYTES_OUT / 1000} kB`, en: `cannot be simplified to less than ${MOST_BYTES_OUT / 1000} kB` }], report }
  return { ok: true, text: written, report: [...report, sayPoints(read.shapes.flatMap(({ polygons }) => polygons), thinned.flat())] }
}

function writeMap(found: Matched['found'], thinned: readonly Polygons[], { source, fileName, now }: ImportOptions): string {
  const features = found.map(({ code, name }, i): MapFile['features'][number] => {
    const polygons = thinned[i] ?? []
    const [only] = polygons
    const geometry = polygons.length === 1 && only !== undefined ? { type: 'Polygon' as const, coordinates: only } : { type: 'MultiPolygon' as const, coordinates: polygons }
    return { type: 'Feature', properties: { code, name }, geometry }
  })
  const imported = { at: new Date(now).toISOString(), file: fileName, ...(source === undefined ? {} : { source }) }
  return `{"type":"FeatureCollection","imported":${JSON.stringify(imported)},"features":[\n${features.map((one) => JSON.stringify(one)).join(',\n')}\n]}\n`
}

/** A shape that runs through itself has no inside: it is told and left out like one that is missing, never drawn as it is. */
function leaveOutCrossed(matched: Matched): { sound: Matched; crossed: Text[] } {
  const crossed = matched.found.flatMap((one) => {
    const at = one.shape.polygons.flat().map(findCrossing).find((found) => found !== undefined)
    return at === undefined ? [] : [{ one, at }]
  })
  const bad = new Set(crossed.map(({ one }) => one))
  return {
    sound: { ...matched, found: matched.found.filter((one) => !bad.has(one)), missing: [...matched.missing, ...crossed.map(({ one: { code, name: full } }) => ({ code, name: full }))] },
    crossed: crossed.map(({ one: { code, name: full }, at: [lon, lat] }) => ({
      vi: `${code} ${full}: đường bao tự cắt gần ${lon.toFixed(4)}, ${lat.toFixed(4)} (kinh độ, vĩ độ), không dùng hình này`,
      en: `${code} ${full}: its line crosses itself near ${lon.toFixed(4)}, ${lat.toFixed(4)}, the shape is left out`,
    })),
  }
}

function checkMissing({ missing, found }: Matched, { allowMissing, codeField, nameField }: ImportOptions): Text[] {
  if (found.length === 0) return [{ vi: `không địa bàn nào khớp; kiểm tra --code-field (${codeField ?? '-'}) và --name-field (${nameField ?? '-'})`, en: 'no locality matches; check --code-field and --name-field' }]
  if (missing.length === 0 || allowMissing) return []
  return [{ vi: `tệp thiếu ${missing.length} địa bàn: ${name(missing)} (vẫn dùng được nếu cho phép thiếu: --allow-missing, hoặc ô chọn trên trang quản trị)`, en: `the file lacks ${missing.length} localities: ${name(missing)} (--allow-missing takes it all the same)` }]
}

function checkPlace({ found }: Matched, around: Bounds): Text[] {
  const isOut = ([lon, lat]: LonLat) => lon < around.west - SLACK || lon > around.east + SLACK || lat < around.south - SLACK || lat > around.north + SLACK
  const far = found.filter(({ shape }) => shape.polygons.flat(2).some(isOut))
  if (far.length === 0) return []
  return [{ vi: `nằm ngoài địa phận tỉnh: ${name(far)}; có thể kinh độ và vĩ độ bị đổi chỗ`, en: `outside the province: ${name(far)}; lon and lat may be exchanged` }]
}

function reportOf({ found, byName, strangers, missing }: Matched, wanted: number): Text[] {
  const some = (names: readonly string[]) => name(names.map((one) => ({ code: '', name: one })))
  return [
    { vi: `khớp ${found.length}/${wanted} địa bàn`, en: `${found.length} of ${wanted} localities matched` },
    ...(byName.length === 0 ? [] : [{ vi: `khớp theo tên: ${some(byName)}`, en: `matched by name: ${some(byName)}` }]),
    ...(strangers.length === 0 ? [] : [{ vi: `không dùng ${strangers.length} đối tượng lạ: ${some(strangers)}`, en: `${strangers.length} unknown features left out: ${some(strangers)}` }]),
    ...(missing.length === 0 ? [] : [{ vi: `chưa có hình: ${name(missing)}`, en: `without a shape: ${name(missing)}` }]),
  ]
}

const count = (polygons: readonly LonLat[][][]): number => polygons.flat().reduce((sum, ring) => sum + ring.length, 0)

function sayPoints(before: readonly LonLat[][][], after: readonly LonLat[][][]): Text {
  const [kept, all] = [count(after), count(before)]
  return { vi: `giữ ${kept.toLocaleString('vi-VN')} trên ${all.toLocaleString('vi-VN')} điểm`, en: `kept ${kept.toLocaleString('en-GB')} of ${all.toLocaleString('en-GB')} points` }
}

function name(all: readonly Wanted[]): string {
  const shown = all.slice(0, MOST_NAMED).map((one) => `${one.code} ${one.name}`.trim()).join(', ')
  return all.length > MOST_NAMED ? `${shown}, … (${all.length})` : shown
}
