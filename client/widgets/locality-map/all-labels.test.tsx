import { act, cleanup, render } from '@testing-library/react'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { LocalityMap, Position, SeriesView } from '#contract'
import { CASE_NOW, CASE_PLACE, caseView } from '../sample-views.ts'
import { localityMap } from './index.ts'

interface Shipped {
  features: { properties: { code: string; name: string; centre: Position }; geometry: LocalityMap['features'][number]['geometry'] }[]
}

/** As `localities.csv` has it for a wall. */
const shortOf = (name: string): string => name.replace(/^Xã /, '').replace(/^Phường /, 'P. ')

const MAP = path.resolve(import.meta.dirname, '../../../deployments/tay-ninh/map')
const { features } = JSON.parse(readFileSync(path.join(MAP, 'communes.geojson'), 'utf8')) as Shipped // the shipped file
const { features: lines } = JSON.parse(readFileSync(path.join(MAP, 'outline.geojson'), 'utf8')) as { features: { properties: { kind: string }; geometry: { coordinates: Position[][] } }[] } // the shipped file
const SHAPES: LocalityMap = {
  schematic: true, caption: { vi: 'Sơ đồ minh họa, không phải địa giới hành chính chính thức', en: 'Schematic' }, version: 'shipped', type: 'FeatureCollection', border: [], missing: [],
  features: features.map(({ properties: { code, name, centre }, geometry }) => ({ type: 'Feature', properties: { subject: shortOf(name) as LocalityMap['features'][number]['properties']['subject'], code, anchor: centre }, geometry })), // an id for the test
  outline: lines.filter(({ properties }) => properties.kind === 'outline').flatMap(({ geometry }) => geometry.coordinates),
}

/** The panel of the map as it stands on each wall (two tiles high with a seam, or pressed into one), and what is left of it below its heading. */
const WALLS = [
  { wall: '5760x2160, 3 x 2 tiles', width: 1_824, panel: 1_916, room: 1_772, seams: [864] },
  { wall: '3840x2160, 2 x 2 tiles, the map on the left', width: 1_836, panel: 1_930, room: 1_786, seams: [864] },
  { wall: '1920x1080, one tile', width: 1_824, panel: 984, room: 840, seams: [] },
]

beforeEach(() => {
  let at = WALLS[0]
  vi.stubGlobal('ResizeObserver', class {
    #told: (entries: { contentRect: { width: number; height: number } }[]) => void
    constructor(told: (entries: { contentRect: { width: number; height: number } }[]) => void) {
      this.#told = told
    }
    observe(node: Element) {
      at = WALLS.find(({ wall }) => wall === node.closest('[data-wall]')?.getAttribute('data-wall'))
      if (at === undefined) return
      const height = node.className === 'lmap-legend' ? 420 : node.className === 'lmap-room' ? at.room : at.panel
      this.#told([{ contentRect: { width: node.className === 'lmap-legend' ? 560 : at.width, height } }])
    }
    disconnect() {
      return undefined
    }
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

/** Fifteen of the 96 that are below target or silent; `pick` chooses others each time, the last few all side by side. */
function viewsOf(pick: number, bad: number): SeriesView[] {
  const chosen = Array.from({ length: 15 }, (_, i) => (pick < 5 ? (pick * 17 + i * 7) % 96 : (pick * 11 + i) % 96))
  return features.map(({ properties: { name } }, i) => {
    const rank = chosen.indexOf(i)
    return caseView({ subject: shortOf(name), target: 98, value: rank === -1 ? 98.5 + (i % 10) / 10 : rank < bad ? 90 + rank / 4 : undefined })
  })
}

it.each(WALLS)('places the label of each of fifteen exceptions or silent ones on $wall, none over another, and names nobody else', async ({ wall, seams }) => {
  for (const pick of [0, 5]) {
    for (const bad of [15, 7, 0]) {
      const views = viewsOf(pick, bad)
      const { container } = render(
        <div data-wall={wall}>
          <localityMap.View sources={[]} title="Đúng hạn" now={CASE_NOW} place={CASE_PLACE} wall locale="vi" views={views} shapes={SHAPES} options={localityMap.options.parse({ seams, breaks: [96, 98] })} />
        </div>,
      )
      await act(() => import('../../maps/LocalityMap.tsx').then(() => undefined))
      await expect.poll(() => container.querySelectorAll('path.lm-cell').length).toBe(96)
      const labels = [...container.querySelectorAll<HTMLElement>('.lm-label')]
      const wanted = views.filter(({ value }) => value === undefined || Number(value) < 98).map(({ subject }) => subject.short)
      expect(labels.map(({ textContent }): string => wanted.find((name) => textContent?.replace(/^!/, '').replace(/!?\d+,\d$|, chưa có$/, '') === name) ?? '').toSorted((a, b) => a.localeCompare(b)), `${wall}, pick ${pick}, ${bad} bad`).toEqual(wanted.toSorted((a, b) => a.localeCompare(b)))
      expect(container.textContent).not.toContain('Không đủ chỗ')
      const lines = [...container.querySelectorAll('.lm-leaders line')].map((line) => Math.hypot(...(['x', 'y'] as const).map((axis) => Number(line.getAttribute(`${axis}1`)) - Number(line.getAttribute(`${axis}2`)))))
      expect(Math.max(0, ...lines), 'the longest line can be followed by eye').toBeLessThan(700)
      const boxes = labels.map(({ style }) => ({ left: parseFloat(style.left), top: parseFloat(style.top), right: parseFloat(style.left) + parseFloat(style.width), bottom: parseFloat(style.top) + parseFloat(style.height) }))
      boxes.forEach((one, i) => expect(boxes.slice(i + 1).some((other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom)).toBe(false))
      cleanup()
    }
  }
}, 120_000)
