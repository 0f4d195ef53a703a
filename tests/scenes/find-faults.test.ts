import { expect, it } from 'vitest'
import { WallProfile } from '#contract'
import { findFaults } from './find-faults.ts'
import type { Scan, SeenText } from './scan-page.ts'

const WALL = WallProfile.parse({ grid: '3x2', tile: { width: 1920, height: 1080, pitchMm: 0.634, bezelMm: 3.5 } })
const SINGLE = { ...WALL, grid: '1x1' } as const

let element = 0
const text = (change: Partial<SeenText> & { at?: [x: number, y: number]; wide?: number }): SeenText => {
  const { at: [x, y] = [100, 100], wide = 300, ...rest } = change
  element += 1
  return { text: 'Một cửa', panel: 'p', reads: 'label', px: 52, ink: { left: x, right: x + wide, top: y, bottom: y + 48 }, element, lineHeight: 66, cut: undefined, isTold: true, ...rest }
}
const scan = (change: Partial<Scan>): Scan => ({ texts: [], glyphs: [], figures: [], broken: [], words: {}, ...change })
const kinds = (change: Partial<Scan>, profile: WallProfile = WALL, coverages?: Parameters<typeof findFaults>[2]) => findFaults(scan(change), profile, coverages).map(({ kind }) => kind)

it('has nothing to object to in a label of 52 px that stands free', () => {
  expect(kinds({ texts: [text({}), text({ at: [100, 200] })] })).toEqual([])
})

it('objects to a label as small as provenance, and not to provenance of that size', () => {
  expect(kinds({ texts: [text({ px: 40 })] })).toEqual(['small'])
  expect(kinds({ texts: [text({ px: 40, reads: 'provenance' })] })).toEqual([])
  expect(kinds({ texts: [text({ px: 52, reads: 'value' })] })).toEqual(['small'])
})

it('objects to a shape that does not carry at 8 m', () => {
  const glyph = { panel: 'p', reads: 'shape' as const, box: { left: 100, right: 144, top: 100, bottom: 144 } }
  expect(kinds({ glyphs: [{ ...glyph, px: 44 }] })).toEqual(['small'])
  expect(kinds({ glyphs: [{ ...glyph, px: 60 }] })).toEqual([])
})

it('keeps text 30 px off upright seams and 24 px off level ones, and knows none on a single screen', () => {
  expect(kinds({ texts: [text({ at: [1920 - 300 - 31, 200] })] })).toEqual([])
  expect(kinds({ texts: [text({ at: [1920 - 300 - 29, 200] })] })).toEqual(['seam'])
  expect(kinds({ texts: [text({ at: [3800, 200] })] })).toEqual(['seam'])
  expect(kinds({ texts: [text({ at: [100, 1080 - 48 - 25] })] })).toEqual([])
  expect(kinds({ texts: [text({ at: [100, 1080 + 23] })] })).toEqual(['seam'])
  expect(kinds({ texts: [text({ at: [100, 1000] })] }, SINGLE)).toEqual([])
})

it('keeps text off the edge of the wall', () => {
  expect(kinds({ texts: [text({ at: [30, 200] })] })).toEqual(['edge'])
  expect(kinds({ texts: [text({ at: [1600, 200] })] }, SINGLE)).toEqual(['edge'])
})

it('objects to ink out of sight, and to lines too close for stacked marks', () => {
  expect(kinds({ texts: [text({ cut: { px: 6, by: '.p' } })] })).toEqual(['cut'])
  expect(kinds({ texts: [text({ text: 'Điều hành: ẾỆ', lineHeight: 54 })] })).toEqual(['marks'])
  expect(kinds({ texts: [text({ text: 'IOC', lineHeight: 54 })] })).toEqual([])
})

it('objects to texts and signs that cover one another, but not to parts of one element', () => {
  const one = text({})
  expect(kinds({ texts: [one, text({ at: [380, 120] })] })).toEqual(['overlap'])
  expect(kinds({ texts: [one, text({ at: [380, 120], element: one.element })] })).toEqual([])
  expect(kinds({ texts: [one], glyphs: [{ panel: 'p', reads: 'provenance', px: 60, box: { left: 350, right: 410, top: 90, bottom: 150 } }] })).toEqual(['overlap'])
})

it('objects to a figure without age or source near, and to a large number that belongs to nothing', () => {
  const figure = { series: 'tthc.on-time-rate@tn2025', panel: 'p', age: '3 phút', source: 'Một cửa' }
  expect(kinds({ figures: [figure, { ...figure, age: 'Chưa có', source: 'chưa rõ nguồn' }] })).toEqual([])
  expect(kinds({ figures: [{ ...figure, age: '' }] })).toEqual(['age'])
  expect(kinds({ figures: [{ ...figure, source: '' }] })).toEqual(['age'])
  expect(kinds({ texts: [text({ text: '1.234,5', px: 112, reads: 'value', isTold: false })] })).toEqual(['age'])
})

it('objects to a part that looks like the whole', () => {
  const figures = [{ series: 'a.rate@tn2025', panel: 'p', age: '3 phút', source: 'Một cửa' }]
  const coverages = new Map([['a.rate@tn2025', { reported: 92, expected: 96 }]])
  expect(kinds({ figures, words: { p: '98,4% 3 phút' } }, WALL, coverages)).toEqual(['coverage'])
  expect(kinds({ figures, words: { p: '98,4% 92 / 96 xã' } }, WALL, coverages)).toEqual([])
})
