import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { importMap, type ImportOptions } from './import-map.ts'
import { MAP_FILE, MapFile } from './map-file.ts'
import { readWanted } from './read-wanted.ts'

const DEPLOYMENT = path.resolve(import.meta.dirname, '../../deployments/tay-ninh')
type Ring = [number, number][]
interface Feature {
  type: 'Feature'
  properties: Record<string, unknown>
  geometry: { type: 'Polygon'; coordinates: Ring[] }
}

/** `Hòa` as `Hoà`: the tone on the other vowel of `oa`, `oe`, `uy`. */
const OLD_TONES: Readonly<Record<string, string>> = { òa: 'oà', óa: 'oá', ỏa: 'oả', õa: 'oã', ọa: 'oạ', òe: 'oè', ùy: 'uỳ', úy: 'uý', ủy: 'uỷ', ũy: 'uỹ', ụy: 'uỵ' }
const otherTones = (name: string) => name.replaceAll(/[òóỏõọ]a|òe|[ùúủũụ]y/g, (pair) => OLD_TONES[pair] ?? pair)
/** Of every third its kind behind the name, of every third decomposed letters, of the rest capitals. */
const otherWriting = (name: string, i: number) => {
  const [kind = '', ...rest] = otherTones(name).split(' ')
  if (i % 3 === 0) return `${rest.join(' ')} (${kind.toLowerCase()})`
  return i % 3 === 1 ? otherTones(name).normalize('NFD') : otherTones(name).toUpperCase()
}

/** What an office may hand over: all 96 in another order, names written otherwise, no codes on most, two strangers, one line that crosses itself. */
async function officialFile(): Promise<{ text: string; crossed: string }> {
  const { features } = JSON.parse(await readFile(path.join(DEPLOYMENT, MAP_FILE), 'utf8')) as { features: Feature[] }
  const made = features.map(({ properties, geometry }, i): Feature => ({
    type: 'Feature', geometry: structuredClone(geometry),
    properties: { ten_xa: otherWriting(String(properties['name']), i), ...(i % 4 === 0 && { ma_xa: Number(properties['code']) }) },
  }))
  const broken = made[40]
  const ring = broken?.geometry.coordinates[0] ?? []
  const [first, second] = [Math.floor(ring.length / 4), Math.floor((ring.length * 3) / 4)]
  const swap = ring[first]
  if (swap !== undefined && ring[second] !== undefined) [ring[first], ring[second]] = [ring[second], swap]
  const strangers = ['99991', '99992'].map((code, i): Feature => ({ type: 'Feature', properties: { ma_xa: code, ten_xa: `Xã lạ ${i + 1}` }, geometry: structuredClone(features[i]?.geometry ?? { type: 'Polygon', coordinates: [] }) }))
  return { text: JSON.stringify({ type: 'FeatureCollection', features: [...strangers, ...made.toReversed()] }), crossed: String(features[40]?.properties['name']) }
}

const optionsOf = async (allowMissing: boolean): Promise<ImportOptions> => ({
  ...(await readWanted(DEPLOYMENT)), codeField: 'ma_xa', nameField: 'ten_xa', source: 'Sở mẫu', fileName: 'ranh-gioi.geojson', allowMissing, now: Date.UTC(2026, 10, 24),
})

it('takes the 95 good ones of a layer whose names are written otherwise, and reports both unknown codes and the shape that crosses itself', async () => {
  const { text, crossed } = await officialFile()
  const outcome = importMap(text, await optionsOf(true))
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults))
  const report = outcome.report.map(({ vi }) => vi)
  expect(report).toContain('khớp 95/96 địa bàn')
  expect(report.join('\n')).toMatch(/không dùng 2 đối tượng lạ: 99991 Xã lạ 1, 99992 Xã lạ 2/)
  expect(report.filter((line) => line.includes('tự cắt'))).toEqual([expect.stringMatching(new RegExp(`^\\d{5} ${crossed}: đường bao tự cắt gần 10\\d\\.\\d{4}, 1[01]\\.\\d{4}`))])
  expect(report.join('\n')).toMatch(new RegExp(`chưa có hình: \\d{5} ${crossed}`))
  const shipped = MapFile.parse(JSON.parse(await readFile(path.join(DEPLOYMENT, MAP_FILE), 'utf8'))).features.map(({ properties: { code, name } }) => ({ code, name }))
  expect(MapFile.parse(JSON.parse(outcome.text)).features.map(({ properties }) => properties)).toEqual(shipped.filter(({ name }) => name !== crossed).sort((a, b) => (a.code < b.code ? -1 : 1)))
})

it('takes nothing of it as long as nobody allowed that one is missing, and says the same', async () => {
  const { text, crossed } = await officialFile()
  const outcome = importMap(text, await optionsOf(false))
  expect(outcome.ok ? [] : outcome.faults.map(({ vi }) => vi)).toEqual([expect.stringMatching(new RegExp(`^tệp thiếu 1 địa bàn: \\d{5} ${crossed}`))])
  expect(outcome.report.some(({ vi }) => vi.includes('tự cắt'))).toBe(true)
})
