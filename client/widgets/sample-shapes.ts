import type { LocalityFeature, LocalityMap, Position, SeriesView } from '#contract'

/** An invented province for the gallery: a bent field of cells, one for each subject in order. */
const COLUMNS = 8

export function sampleShapes(views: readonly SeriesView[]): LocalityMap {
  const rows = Math.ceil(views.length / COLUMNS)
  const corner = (column: number, row: number): Position => {
    const isRim = column === 0 || column === COLUMNS || row === 0 || row === rows
    const sway = isRim ? 0 : 0.02 * Math.sin(column * 12.9 + row * 78.2)
    return [106 + column * 0.11 + 0.16 * Math.sin(row / 2.2) + sway, 11.6 - row * 0.1 + sway / 2 + 0.02 * Math.sin(column)]
  }
  const features = views.map((view, i): LocalityFeature => {
    const [column, row] = [i % COLUMNS, Math.floor(i / COLUMNS)]
    const ring = [corner(column, row), corner(column, row + 1), corner(column + 1, row + 1), corner(column + 1, row)]
    const anchor: Position = [ring.reduce((sum, [x]) => sum + x / 4, 0), ring.reduce((sum, [, y]) => sum + y / 4, 0)]
    return { type: 'Feature', properties: { subject: view.subject.id as LocalityFeature['properties']['subject'], code: String(i), anchor }, geometry: { type: 'Polygon', coordinates: [[...ring, corner(column, row)]] } } // a sample's id
  })
  const [down, along] = [range(rows), range(COLUMNS)]
  const west = down.map((row) => corner(0, row))
  const outline = [...west, ...along.map((column) => corner(column, rows)), ...down.toReversed().map((row) => corner(COLUMNS, row)), ...along.toReversed().map((column) => corner(column, 0))]
  return {
    schematic: true, caption: { vi: 'Sơ đồ minh họa, không phải địa giới hành chính chính thức', en: 'Schematic illustration, not official administrative boundaries' },
    version: 'sample', type: 'FeatureCollection', features, outline: [outline], border: [west.slice(0, Math.ceil(rows / 2))], missing: [],
  }
}

const range = (last: number): number[] => Array.from({ length: last + 1 }, (_, i) => i)
