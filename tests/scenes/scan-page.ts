/** Runs inside the page, and stands alone: its text is what travels there. It measures; `find-faults.ts` judges. */
import type { ReadingClass } from '../../client/scenes/arcminutes.ts'
import type { ClassRule } from '../../client/scenes/reading-classes.ts'

export interface Box { left: number; right: number; top: number; bottom: number }

/** One line of a text, in pixels of the wall, its box drawn round the ink: marks above and below included. */
export interface SeenText {
  text: string
  panel: string
  reads: ReadingClass
  /** Type size. */
  px: number
  ink: Box
  /** Texts of one element never cover one another. */
  element: number
  /** Height of a line of words; a figure has one line, and stands closer. */
  lineHeight: number | undefined
  /** How far ink is out of sight, and what hides it. */
  cut: { px: number; by: string } | undefined
  /** Says what it is and how old: stands in a figure, or is counted here of what the panel lists (`data-counts`). */
  isTold: boolean
}

export interface SeenGlyph { panel: string; reads: ReadingClass; px: number; box: Box }

/** A drawn value and the age and source nearest to it. */
export interface SeenFigure { series: string; panel: string; age: string; source: string }

export interface Scan {
  texts: SeenText[]
  glyphs: SeenGlyph[]
  figures: SeenFigure[]
  /** Panels that draw nothing but that they cannot. */
  broken: string[]
  /** All a panel says. */
  words: Record<string, string>
}

export interface ScanRules { within: string; classes: readonly ClassRule[]; quietGlyphs: string; givesWay: string; covers: string }

interface Rect extends Box { width: number; height: number }
interface Style { font: string; fontSize: string; fontWeight: string; fontFamily: string; lineHeight: string; overflowX: string; overflowY: string; textOverflow: string; visibility: string; display: string; opacity: string }
interface PageNode { nodeType: number; textContent: string | null }
interface PageElement extends PageNode {
  className: unknown
  childNodes: Iterable<PageNode>
  parentElement: PageElement | null
  namespaceURI: string | null
  getAttribute(name: string): string | null
  closest(selector: string): PageElement | null
  matches(selector: string): boolean
  getBoundingClientRect(): Rect
  querySelector(selector: string): PageElement | null
  querySelectorAll(selector: string): Iterable<PageElement>
}
interface Metrics { actualBoundingBoxAscent: number; actualBoundingBoxDescent: number; fontBoundingBoxAscent: number; fontBoundingBoxDescent: number }
declare const document: {
  querySelector(selector: string): PageElement | null
  createElement(name: 'canvas'): { getContext(kind: '2d'): { font: string; measureText(text: string): Metrics } }
  createRange(): { selectNodeContents(node: PageNode): void; getClientRects(): Iterable<Rect> }
}
declare const getComputedStyle: (element: PageElement) => Style

export function scanPage({ within, classes, quietGlyphs, givesWay, covers }: ScanRules): Scan {
  const root = document.querySelector(within)
  if (root === null) throw new Error(`no ${within}`)
  const origin = root.getBoundingClientRect()
  const brush = document.createElement('canvas').getContext('2d')
  const toWall = (box: Box): Box => ({ left: box.left - origin.left, right: box.right - origin.left, top: box.top - origin.top, bottom: box.bottom - origin.top })
  const panelOf = (element: PageElement): string => element.closest('[data-panel]')?.getAttribute('data-panel') ?? element.closest('[data-tile]')?.getAttribute('data-tile') ?? '-'

  const LEAST_SHOWN = 2 / 3

  function isHidden(element: PageElement): boolean {
    for (let around: PageElement | null = element; around !== null && around !== root; around = around.parentElement) {
      const { display, opacity } = getComputedStyle(around)
      if (display === 'none' || opacity === '0') return true
    }
    return getComputedStyle(element).visibility === 'hidden'
  }

  /** The line's box is taller than its letters: the ink is measured with the letters that stand there. */
  function inkOf(text: string, style: Style, line: Rect): { ink: Box; scale: number } {
    brush.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
    const { actualBoundingBoxAscent: up, actualBoundingBoxDescent: down, fontBoundingBoxAscent: over, fontBoundingBoxDescent: under } = brush.measureText(text)
    const scale = line.height / (over + under)
    return { ink: { left: line.left, right: line.right, top: line.top + (over - up) * scale, bottom: line.top + (over + down) * scale }, scale }
  }

  /** Undefined while all ink is in sight, or dots say that a third of it at most is not; `gone` where none is. */
  function cutOf(element: PageElement, ink: Box): { px: number; by: string } | 'gone' | undefined {
    for (let around: PageElement | null = element; around !== null && around !== root?.parentElement; around = around.parentElement) {
      const { overflowX, overflowY, textOverflow, display } = getComputedStyle(around)
      if (display === 'inline' || (overflowX === 'visible' && overflowY === 'visible')) continue
      const box = around.getBoundingClientRect()
      const margin = overflowX === 'clip' ? 12 : 1.5 // overflow-clip-margin of a panel's place
      if (ink.top >= box.bottom || ink.bottom <= box.top || ink.left >= box.right || ink.right <= box.left) return 'gone'
      const isShortened = textOverflow === 'ellipsis' && box.right - ink.left > (ink.right - ink.left) * LEAST_SHOWN
      const px = Math.max(isShortened ? 0 : ink.right - box.right, box.left - ink.left, ink.bottom - box.bottom, box.top - ink.top) - margin
      if (px > 0) return { px, by: `.${String(around.className)}` }
    }
    return undefined
  }

  /** Where dots stand for the end of a text, its ink ends with them. */
  function shownOf(element: PageElement, ink: Box): Box {
    let right = ink.right
    for (let around: PageElement | null = element; around !== null && around !== root; around = around.parentElement) {
      if (getComputedStyle(around).textOverflow === 'ellipsis') right = Math.min(right, around.getBoundingClientRect().right)
    }
    return { ...ink, right }
  }

  // A plate laid over a header for as long as it has to be: what lies under it as a whole is not there; what it covers in part is.
  const plates = [...root.querySelectorAll(covers)].map((one) => ({ one, box: one.getBoundingClientRect() }))
  const isCovered = (element: PageElement, { left, right, top, bottom }: Box): boolean =>
    element.closest(covers) === null && plates.some(({ box }) => left >= box.left && right <= box.right && top >= box.top && bottom <= box.bottom)

  /** On its plate's colour a text can be read, beside it perhaps not. */
  function offPlate(element: PageElement, ink: Box): { px: number; by: string } | undefined {
    const plate = plates.find(({ one }) => one === element.closest(covers))
    if (plate === undefined) return undefined
    const px = Math.max(ink.right - plate.box.right, plate.box.left - ink.left, ink.bottom - plate.box.bottom, plate.box.top - ink.top)
    return px > 0 ? { px, by: `.${String(plate.one.className)}` } : undefined
  }

  function nearest(element: PageElement, selector: string): PageElement | null {
    for (let around = element.parentElement; around !== null; around = around.parentElement) {
      const found = around.querySelector(selector)
      if (found !== null || around.getAttribute('data-panel') !== null) return found
    }
    return null
  }

  const inSight = (one: PageElement | null): string => (one === null || isHidden(one) || cutOf(one, one.getBoundingClientRect()) === 'gone' ? '' : (one.textContent ?? ''))

  const texts: SeenText[] = []
  let element = 0
  for (const one of root.querySelectorAll('*')) {
    element += 1
    const written = [...one.childNodes].filter((node) => node.nodeType === 3 && (node.textContent ?? '').trim() !== '')
    if (written.length === 0 || one.closest('.glyph') !== null || isHidden(one)) continue
    const style = getComputedStyle(one)
    const isSvg = one.namespaceURI?.endsWith('svg') === true
    const reads = classes.find(({ selector }) => one.closest(selector) !== null)?.reads ?? 'label'
    for (const node of written) {
      const text = (node.textContent ?? '').trim()
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const line of range.getClientRects()) {
        if (line.width < 2) continue
        const { ink, scale } = inkOf(text, style, line)
        if (isCovered(one, ink)) continue
        const cut = offPlate(one, ink) ?? cutOf(one, ink)
        if (cut === 'gone' && one.closest(givesWay) !== null) continue
        texts.push({
          text, panel: panelOf(one), reads, px: Number.parseFloat(style.fontSize) * scale, ink: toWall(shownOf(one, ink)), element,
          lineHeight: isSvg || style.lineHeight === 'normal' || one.closest('[data-series]') !== null ? undefined : Number.parseFloat(style.lineHeight) * scale,
          cut: cut === 'gone' ? { px: ink.bottom - ink.top, by: 'out of sight' } : cut,
          isTold: one.closest('[data-series], [data-source], [data-counts], time') !== null,
        })
      }
    }
  }

  const glyphs: SeenGlyph[] = []
  for (const one of root.querySelectorAll('svg.glyph')) {
    const box = one.getBoundingClientRect()
    if (box.width === 0 || isHidden(one) || cutOf(one, box) === 'gone' || isCovered(one, box)) continue
    glyphs.push({ panel: panelOf(one), reads: one.closest(quietGlyphs) === null ? 'shape' : 'provenance', px: box.height, box: toWall(box) })
  }

  const figures: SeenFigure[] = []
  for (const one of root.querySelectorAll('[data-series]')) {
    // A row that is older than the others of its panel tells its own age; the source they share is told above them all, not by another row.
    const near = nearest(one, '.fresh')
    const said = inSight(near?.querySelector('.fresh-source') ?? nearest(one, '.fresh-source:not(.row-name .fresh-source)'))
    figures.push({ series: one.getAttribute('data-series') ?? '', panel: panelOf(one), source: said.replace(/^[\s·]+/, ''), age: inSight(near).replace(said, '').trim() })
  }

  const words: Record<string, string> = {}
  for (const panel of root.querySelectorAll('[data-panel]')) words[panelOf(panel)] = panel.textContent ?? ''
  // A map without its shapes was not looked at: that must not pass for a map one can read.
  const broken = [...root.querySelectorAll('.panel-broken, .lmap-room > .p-empty, .pmap-room > .p-empty')].map(panelOf)
  return { texts, glyphs, figures, broken, words }
}
