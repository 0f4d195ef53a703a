import { describe, expect, it } from 'vitest'
import { importMap, type ImportOptions } from './import-map.ts'
import { MapFile, polygonsOf } from './map-file.ts'
import { nameKey } from './name-key.ts'
import { outlineAround } from './outline-around.ts'
import type { LonLat } from './plane.ts'

const WANTED = [{ code: '25459', name: 'Phường Tân Ninh' }, { code: '25645', name: 'Phường Hòa Thành' }]
const OPTIONS: ImportOptions = {
  wanted: WANTED, around: { west: 106, east: 106.4, south: 11, north: 11.2 }, codeField: 'ma', nameField: 'ten', source: 'Sở mẫu',
  fileName: 'tep.geojson', allowMissing: false, now: Date.UTC(2026, 10, 24),
}

/** Two squares side by side; their common border has many points in between. */
const wavy = Array.from({ length: 400 }, (_, i): LonLat => [106.2 + Math.sin(i / 9) * 0.004 + Math.sin(i * 7) * 0.00002, 11 + (0.2 * i) / 399])
const west: LonLat[] = [[106, 11], ...wavy, [106, 11.2], [106, 11]]
const east: LonLat[] = [...wavy, [106.4, 11.2], [106.4, 11], wavy[0] ?? [0, 0]]
const feature = (properties: object, ring: readonly unknown[]) => ({ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } })
const file = (features: object[], more: object = {}) => JSON.stringify({ type: 'FeatureCollection', ...more, features })
const GOOD = [feature({ ma: 25459, ten: 'P. Tân Ninh' }, west), feature({ ma: '25645', ten: 'PHƯỜNG HOÀ THÀNH' }, east)]

const faultsOf = (text: string, change: Partial<ImportOptions> = {}) => {
  const outcome = importMap(text, { ...OPTIONS, ...change })
  return outcome.ok ? [] : outcome.faults.map(({ vi }) => vi)
}

function take(text: string, change: Partial<ImportOptions> = {}) {
  const outcome = importMap(text, { ...OPTIONS, ...change })
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults))
  return { map: MapFile.parse(JSON.parse(outcome.text)), report: outcome.report.map(({ vi }) => vi).join('\n'), text: outcome.text }
}

describe('an official file', () => {
  it('is taken with codes as numbers or text, and says whose it is', () => {
    const { map } = take(file(GOOD))
    expect(map.features.map(({ properties }) => properties)).toEqual(WANTED)
    expect(map.imported).toEqual({ source: 'Sở mẫu', at: '2026-11-24T00:00:00.000Z', file: 'tep.geojson' })
  })

  it('is matched by name where it has no code, in whichever spelling of the tone', () => {
    const { map, report } = take(file([feature({ ten: 'Tân Ninh' }, west), feature({ ten: 'hoà thành' }, east)]), { codeField: undefined })
    expect(map.features).toHaveLength(2)
    expect(report).toContain('khớp theo tên: Phường Tân Ninh, Phường Hòa Thành')
    expect(nameKey('Hoà').full).toBe(nameKey('Hòa'.normalize('NFD')).full)
    expect(nameKey('Hóa').full).not.toBe(nameKey('Hòa').full)
    expect(['H. Tân Biên', 'TX. Hòa Thành', 'Tây Ninh (thành phố)'].map((name) => nameKey(name))).toEqual(['Huyện Tân Biên', 'Thị xã Hoà Thành', 'TP. Tây Ninh'].map((name) => nameKey(name)))
  })

  it('is thinned to its bound, a common border the same way for both neighbours', () => {
    const { map, text } = take(file(GOOD))
    const points = map.features.map((one) => polygonsOf(one).flat(2))
    expect(Buffer.byteLength(text)).toBeLessThan(300_000)
    expect(points[0]?.length).toBeLessThan(300)
    const shared = (points[0] ?? []).filter((at) => points[1]?.some((other) => String(other) === String(at)))
    expect(shared.length).toBeGreaterThan(20)
    // What only one of them has is the frame: its four corners and where the border meets it.
    expect(outlineAround(map.features.map(polygonsOf)).map((ring) => ring.length)).toEqual([7])
  })

  it('leaves features out that are none of ours, and names them', () => {
    expect(take(file([...GOOD, feature({ ma: '99999', ten: 'Xã lạ' }, west)])).report).toContain('không dùng 1 đối tượng lạ: 99999 Xã lạ')
  })
})

describe('a file that is refused', () => {
  it.each([
    ['no JSON', '<kml/>', 'không phải JSON'],
    ['no collection', '{"type":"Topology"}', 'không phải GeoJSON FeatureCollection'],
    ['a line in place of an area', JSON.stringify({ type: 'FeatureCollection', features: [{ properties: {}, geometry: { type: 'LineString', coordinates: [[1, 2]] } }] }), 'đối tượng 1: cần Polygon'],
    ['metres of VN-2000', file([feature({ ma: '25459' }, [[580_000, 1_250_000], [590_000, 1_250_000], [590_000, 1_260_000], [580_000, 1_250_000]])]), 'không phải WGS 84'],
    ['another system named in crs', file(GOOD, { crs: { properties: { name: 'urn:ogc:def:crs:EPSG::9210' } } }), 'EPSG::9210'],
    ['an open ring', file([feature({ ma: '25459' }, west.slice(0, -1))]), 'không khép kín'],
    ['one commune missing', file(GOOD.slice(0, 1)), 'thiếu 1 địa bàn: 25645 Phường Hòa Thành'],
    ['a commune twice', file([...GOOD, ...GOOD.slice(0, 1)]), 'có hai lần'],
    ['codes of another era', file([feature({ ma: '25459', ten: 'Phường 3' }, west), ...GOOD.slice(1)]), 'mã 25459 trong tệp là "Phường 3"'],
    ['lat and lon exchanged', file(GOOD.map((one) => ({ ...one, geometry: { type: 'Polygon', coordinates: [one.geometry.coordinates[0]?.map((at) => [...(at as LonLat)].reverse().map((v) => (v > 90 ? 90 : v)))] } }))), 'ngoài địa phận'],
    ['wrong fields', file([feature({ a: 1 }, west)]), 'không địa bàn nào khớp'],
  ])('has %s', (_, text, said) => {
    expect(faultsOf(text).join('\n')).toContain(said)
  })

  it('is taken all the same where missing ones are allowed', () => {
    expect(take(file(GOOD.slice(0, 1)), { allowMissing: true }).report).toContain('chưa có hình: 25645 Phường Hòa Thành')
  })
})
