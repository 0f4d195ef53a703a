import type { Page } from 'playwright-core'

/** What may draw: a text, a shape, a canvas. */
export interface Leaf {
  panel: string
  /** For whom it speaks: `figure` of a series, an age, the clock, else nothing. */
  kind: 'figure' | 'age' | 'clock' | ''
  series: string
  what: string
  left: number
  top: number
  right: number
  bottom: number
}

export interface Rect {
  left: number
  top: number
  right: number
  bottom: number
}

/** Everything that draws on the wall with its words and its place, in one breath. Text, not a function: the page has no names of ours. */
const READ_LEAVES = `(() => {
  const leaves = []
  const shapes = 'path, circle, rect, line, polyline, polygon, ellipse, use, canvas, img'
  for (const one of document.querySelectorAll('main.wall *')) {
    const words = [...one.childNodes].filter((node) => node.nodeType === 3 && node.textContent.trim() !== '')
    const isShape = one.matches(shapes)
    const isBox = getComputedStyle(one).backgroundColor !== 'rgba(0, 0, 0, 0)'
    if (words.length === 0 && !isShape && !isBox) continue
    const series = one.closest('[data-series]')
    const kind = one.closest('time, [data-widget="header-clock"]') ? 'clock' : one.closest('.fresh') ? 'age' : series ? 'figure' : ''
    const panel = one.closest('[data-panel]')?.dataset.panel ?? ''
    const add = (what, { left, top, right, bottom }) => (right > left || bottom > top) && leaves.push({ panel, kind, series: series?.dataset.series ?? '', what, left, top, right, bottom })
    if (isShape) add(one.tagName.toLowerCase() + ' ' + ['d', 'points', 'x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'r', 'width', 'height', 'transform', 'fill', 'stroke', 'stroke-dasharray', 'class', 'style'].map((name) => one.getAttribute(name) ?? '').join('|'), one.getBoundingClientRect())
    if (isBox) add('box|' + one.className, one.getBoundingClientRect())
    for (const node of words) {
      const range = document.createRange()
      range.selectNodeContents(node)
      add(node.textContent, range.getBoundingClientRect())
    }
  }
  return leaves
})()`

export const readLeaves = (page: Page): Promise<Leaf[]> => page.evaluate<Leaf[]>(READ_LEAVES)

/** Compares two pictures inside a page, which knows how to read them: the boxes of 8 by 8 px in which a pixel differs. */
const COMPARE = `globalThis.comparePictures = async (pair) => {
  const [a, b] = await Promise.all(pair.map(async (data) => {
    const bitmap = await createImageBitmap(await (await fetch('data:image/png;base64,' + data)).blob())
    const paper = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', { willReadFrequently: true })
    paper.drawImage(bitmap, 0, 0)
    return paper.getImageData(0, 0, bitmap.width, bitmap.height)
  }))
  const [one, other] = [new Uint32Array(a.data.buffer), new Uint32Array(b.data.buffer)]
  const found = new Set()
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) found.add((Math.floor(i / a.width) >> 3) * 4096 + ((i % a.width) >> 3))
  return [...found].map((cell) => ({ left: (cell % 4096) * 8, top: Math.floor(cell / 4096) * 8, right: (cell % 4096) * 8 + 8, bottom: Math.floor(cell / 4096) * 8 + 8 }))
}`

/** `comparer` is any page that is not looked at. */
export async function changedCells(comparer: Page, before: Buffer, after: Buffer): Promise<Rect[]> {
  if (before.equals(after)) return []
  await comparer.evaluate(COMPARE)
  const compare = (pair: string[]) => (globalThis as unknown as { comparePictures(pair: string[]): Promise<Rect[]> }).comparePictures(pair) // just put there
  return comparer.evaluate(compare, [before, after].map((bytes) => bytes.toString('base64')))
}

export interface Look {
  before: readonly Leaf[]
  picture: Buffer
  after: readonly Leaf[]
  /** Where the whole wall stands: it walks a few pixels in the course of hours. */
  stands: string
}

/** A picture, and what stood there just before and after it was taken. */
export async function look(page: Page): Promise<Look> {
  const before = await readLeaves(page)
  const picture = await page.screenshot()
  return { before, picture, after: await readLeaves(page), stands: await page.evaluate<string>(`document.querySelector('main.wall').style.transform`) }
}

/** Letters and strokes reach a little beyond their boxes. */
const REACH_PX = 10
/** A shape is set to whole pixels; this little is not seen. */
const STILL_PX = 1

/**
 * What moved on a wall between two looks without being a changed figure or line, an age or the clock: texts that stand elsewhere
 * although they say the same, and pixels outside of all that changed. `changed` are the series with news.
 */
export function findUnsteady(looks: readonly Look[], cells: readonly Rect[], changed: ReadonlySet<string>): string[] {
  const readings = looks.flatMap(({ before, after }) => [before, after])
  const told = new Set(readings.flat().filter(({ series }) => changed.has(series)).map(({ panel }) => panel))
  const mayChange = ({ kind, panel }: Leaf) => kind === 'age' || kind === 'clock' || told.has(panel)
  const unlike = readings.flatMap((reading, i) => reading.filter((leaf) => readings.some((other, j) => j !== i && !other.some((one) => isSame(one, leaf)))))
  const allowed = unlike.filter(mayChange)
  const canvases = readings.flat().filter(({ what, panel }) => what.startsWith('canvas') && told.has(panel))
  const outside = cells.filter((cell) => ![...allowed, ...canvases].some((box) => doTouch(box, cell)))
  return [...findMoved(readings, changed), ...new Set(outside.map((cell) => `pixels changed at ${cell.left},${cell.top}, in ${nearest(readings[0] ?? [], cell)}`))]
}

const isSame = (one: Leaf, other: Leaf): boolean => one.what === other.what && one.panel === other.panel && isNear(one, other)

const isNear = (one: Rect, other: Rect): boolean =>
  Math.abs(one.left - other.left) <= STILL_PX && Math.abs(one.top - other.top) <= STILL_PX && Math.abs(one.right - other.right) <= STILL_PX && Math.abs(one.bottom - other.bottom) <= STILL_PX

const doTouch = (box: Rect, cell: Rect): boolean =>
  cell.left < box.right + REACH_PX && cell.right > box.left - REACH_PX && cell.top < box.bottom + REACH_PX && cell.bottom > box.top - REACH_PX

/** Words that stand once in their panel, and now elsewhere: a neighbour of a figure that was pushed aside. */
function findMoved(readings: readonly (readonly Leaf[])[], changed: ReadonlySet<string>): string[] {
  const isOwn = ({ kind, series }: Leaf) => kind === 'age' || kind === 'clock' || (kind === 'figure' && changed.has(series))
  const words = readings.map((reading) => {
    const texts = reading.filter((leaf) => !/^(?:box\||[a-z]+ [^ ]*\|)/.test(leaf.what) && !isOwn(leaf)).map((leaf) => [`"${leaf.what}" in ${leaf.panel}`, leaf] as const)
    const counts = new Map<string, number>()
    for (const [key] of texts) counts.set(key, (counts.get(key) ?? 0) + 1)
    return new Map(texts.filter(([key]) => counts.get(key) === 1))
  })
  const [first, ...later] = words
  return [...(first ?? [])].filter(([key, leaf]) => later.some((one) => one.has(key) && !isNear(one.get(key) ?? leaf, leaf))).map(([key]) => `moved: ${key}`)
}

const nearest = (leaves: readonly Leaf[], cell: Rect): string => leaves.find((leaf) => leaf.panel !== '' && doTouch(leaf, cell))?.panel ?? 'no panel'
