import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { LocalityMap as Shapes } from '#contract'
import { LocalityMap } from './LocalityMap.tsx'

afterEach(cleanup)

const ring: [number, number][] = [[106, 11], [106.4, 11], [106.4, 11.3], [106, 11.3], [106, 11]]
const shapes = {
  schematic: true, caption: { vi: 'Sơ đồ', en: 'Schematic' }, version: 'v', type: 'FeatureCollection', outline: [ring], border: [], missing: [],
  features: [{ type: 'Feature', properties: { subject: 's', code: '1', anchor: [106.2, 11.15] }, geometry: { type: 'Polygon', coordinates: [ring] } }],
} as unknown as Shapes // a branded id
const tiles = { url: 'https://tiles.example.vn/nen/{z}/{x}/{y}.png', attribution: 'Sở mẫu', maxZoom: 14 }

function draw(shown: Shapes) {
  const { container } = render(<LocalityMap shapes={shown} shades={[]} labels={[]} size={{ width: 600, height: 500 }} keepClear={[]} seams={[]} label="bản đồ" onDropped={() => undefined} />)
  return { asked: [...container.querySelectorAll('img')].map(({ src }) => src), text: container.textContent }
}

it('asks for pictures only at the address the deployment names, and says whose they are', () => {
  const { asked, text } = draw({ ...shapes, tiles })
  expect(asked.length).toBeGreaterThan(0)
  for (const src of asked) expect(src).toMatch(/^https:\/\/tiles\.example\.vn\/nen\/\d+\/\d+\/\d+\.png$/)
  expect(text).toContain('Sở mẫu')
})

it('asks for no picture at all where none is named', () => {
  expect(draw(shapes).asked).toEqual([])
})
