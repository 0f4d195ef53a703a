import type { WallProfile } from '#contract'
import { distanceOf, LEAST_ARCMINUTES, seenSize } from '../../client/scenes/arcminutes.ts'
import type { Box, Scan, SeenText } from './scan-page.ts'

export interface Fault {
  kind: 'small' | 'seam' | 'edge' | 'cut' | 'marks' | 'overlap' | 'age' | 'coverage' | 'broken'
  panel: string
  what: string
}

/** Text and signs keep off the dark line between two panels of hardware, and off the wall's own edge (visual.md section 5). */
const OFF_VERTICAL_PX = 30
const OFF_HORIZONTAL_PX = 24
const OFF_SIDE_PX = 40
const OFF_TOP_PX = 20
/** Letters of one line may touch by a hair. */
const TOUCH_PX = 2
/** Marks stand on marks: below this line height an Ế touches the line above (visual.md section 3). */
const LEAST_LINE_HEIGHT = 1.22
const STACKED = /[ẤẦẨẪẬẮẰẲẴẶẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰÂÊÔĂƠƯ]|[ấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]/u
const NUMBER = /^[−+±]?\d[\d.,\s/]*%?$/
/** A number this large is no remark. */
const LARGE_PX = 60

/** What `series` stands for: 92 of 96. */
export type Coverages = ReadonlyMap<string, { reported: number; expected: number }>

/** Everything on one picture of a wall that cannot be read, or says less than it must. Pure. */
export function findFaults(scan: Scan, profile: WallProfile, coverages: Coverages = new Map()): Fault[] {
  return [...findSmall(scan, profile), ...findOnSeams(scan, profile), ...findCut(scan), ...findOverlaps(scan), ...findUntold(scan), ...findPartial(scan, coverages), ...scan.broken.map((panel): Fault => ({ kind: 'broken', panel, what: 'the panel is broken' }))]
}

const inMinutes = (minutes: number): string => `${minutes.toFixed(1)}′`

function findSmall({ texts, glyphs }: Scan, profile: WallProfile): Fault[] {
  const tell = (panel: string, reads: Parameters<typeof seenSize>[1], px: number, name: string): Fault[] => {
    const seen = seenSize(px, reads, profile)
    return seen >= LEAST_ARCMINUTES ? [] : [{ kind: 'small', panel, what: `${px.toFixed(1)} px is ${inMinutes(seen)} at ${distanceOf(reads, profile)} m (${reads}): ${name}` }]
  }
  return [...texts.flatMap(({ panel, reads, px, text }) => tell(panel, reads, px, `"${text}"`)), ...glyphs.flatMap(({ panel, reads, px }) => tell(panel, reads, px, 'a sign'))]
}

function findOnSeams({ texts, glyphs }: Scan, { grid, tile }: WallProfile): Fault[] {
  const [columns = 1, rows = 1] = grid.split('x').map(Number)
  // A wide bezel hides no pixel, but the eye joins two letters over it only so far.
  const off = Math.max(OFF_VERTICAL_PX, tile.bezelMm / tile.pitchMm)
  const down = Math.max(OFF_HORIZONTAL_PX, tile.bezelMm / tile.pitchMm)
  const all = [...texts.map(({ panel, text, ink }) => ({ panel, name: `"${text}"`, box: ink })), ...glyphs.map(({ panel, box }) => ({ panel, name: 'a sign', box }))]
  const between = (count: number, length: number) => Array.from({ length: count - 1 }, (_, i) => (i + 1) * length)
  return all.flatMap(({ panel, name, box }): Fault[] => [
    ...between(columns, tile.width).filter((x) => box.left < x + off && box.right > x - off).map((x): Fault => ({ kind: 'seam', panel, what: `on the seam at x ${x}: ${name}` })),
    ...between(rows, tile.height).filter((y) => box.top < y + down && box.bottom > y - down).map((y): Fault => ({ kind: 'seam', panel, what: `on the seam at y ${y}: ${name}` })),
    ...(isOffEdge(box, columns * tile.width, rows * tile.height) ? [] : [{ kind: 'edge' as const, panel, what: `at the wall's edge: ${name}` }]),
  ])
}

const isOffEdge = ({ left, right, top, bottom }: Box, width: number, height: number): boolean =>
  left >= OFF_SIDE_PX && right <= width - OFF_SIDE_PX && top >= OFF_TOP_PX && bottom <= height - OFF_TOP_PX

function findCut({ texts }: Scan): Fault[] {
  return texts.flatMap((one): Fault[] => {
    const cut: Fault[] = one.cut === undefined ? [] : [{ kind: 'cut', panel: one.panel, what: `cut by ${one.cut.px.toFixed(0)} px at ${one.cut.by}: "${one.text}"` }]
    const isTight = one.lineHeight !== undefined && STACKED.test(one.text) && one.lineHeight < one.px * LEAST_LINE_HEIGHT - 0.5
    return isTight ? [...cut, { kind: 'marks', panel: one.panel, what: `lines ${((one.lineHeight ?? 0) / one.px).toFixed(2)} high leave marks no room: "${one.text}"` }] : cut
  })
}

function findOverlaps({ texts, glyphs }: Scan): Fault[] {
  const inSight = texts.filter(({ cut }) => cut === undefined)
  return inSight.flatMap((one, i): Fault[] => [
    ...inSight.slice(i + 1).filter((other) => other.element !== one.element && overlap(one.ink, other.ink)).map((other) => overlapOf(one, `"${other.text}"`)),
    ...glyphs.filter(({ box }) => overlap(one.ink, box)).map(() => overlapOf(one, 'a sign')),
  ])
}

const overlapOf = ({ panel, text }: SeenText, other: string): Fault => ({ kind: 'overlap', panel, what: `"${text}" over ${other}` })

const overlap = (a: Box, b: Box): boolean => a.left < b.right - TOUCH_PX && b.left < a.right - TOUCH_PX && a.top < b.bottom - TOUCH_PX && b.top < a.bottom - TOUCH_PX

/** An age is a number with its unit or a date, or the word that there is none; a source is any name. */
function findUntold({ figures, texts }: Scan): Fault[] {
  const untold = figures.filter(({ age, source }) => source === '' || !/\d|Chưa có|Never|Mất kết nối|Lost/.test(age))
  const naked = texts.filter(({ text, px, isTold }) => !isTold && px >= LARGE_PX && NUMBER.test(text))
  return [
    ...untold.map(({ panel, series, age, source }): Fault => ({ kind: 'age', panel, what: `${series} stands beside age "${age}" and source "${source}"` })),
    ...naked.map(({ panel, text }): Fault => ({ kind: 'age', panel, what: `"${text}" says neither what it is nor how old` })),
  ]
}

/** A part never looks like the whole: where a figure stands for 92 of 96, its panel says so. */
function findPartial({ figures, words }: Scan, coverages: Coverages): Fault[] {
  return figures.flatMap(({ series, panel }): Fault[] => {
    const coverage = coverages.get(series)
    const said = (words[panel] ?? '').replaceAll(/\s/g, '')
    return coverage === undefined || said.includes(`${coverage.reported}/${coverage.expected}`) ? [] : [{ kind: 'coverage', panel, what: `${series} stands for ${coverage.reported}/${coverage.expected} and does not say so` }]
  })
}
