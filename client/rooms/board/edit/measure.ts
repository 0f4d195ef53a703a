import type { WallProfile } from '#contract'
import { arcminutesOf, CAP_HEIGHT, distanceOf, LEAST_ARCMINUTES, type ReadingClass, seenSize } from '../../../scenes/arcminutes.ts'
import { GIVES_WAY, QUIET_GLYPHS, TEXT_CLASSES } from '../../../scenes/reading-classes.ts'

/** The text or sign of a panel that is hardest to read, from where it must be read. */
export interface Hardest {
  px: number
  reads: ReadingClass
  /** How large it looks from `metres`. */
  minutes: number
  metres: number
  /** From the farthest seat of all. */
  farthest: number
  isEnough: boolean
}

/** By the numbers `check:scenes` uses: of everything written or drawn in a panel, what looks smallest against what it must be. */
export function measurePanel(panel: Element, profile: WallProfile): Hardest | undefined {
  const seen = [...textsOf(panel), ...signsOf(panel)].map(({ px, reads }): Hardest => {
    const minutes = seenSize(px, reads, profile)
    const share = reads === 'shape' ? 1 : CAP_HEIGHT
    const mm = px * share * (profile.scale ?? profile.tile.width / 1_920) * profile.tile.pitchMm
    return { px, reads, minutes, metres: distanceOf(reads, profile), farthest: arcminutesOf(mm, profile.farthestSeatM), isEnough: minutes >= LEAST_ARCMINUTES }
  })
  return seen.toSorted((a, b) => a.minutes - b.minutes)[0]
}

interface Sized {
  px: number
  reads: ReadingClass
}

function textsOf(panel: Element): Sized[] {
  return [...panel.querySelectorAll('*')].flatMap((one): Sized[] => {
    const isWritten = [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '')
    if (!isWritten || one.closest('.glyph') !== null || one.closest(GIVES_WAY) !== null || one.closest('.off-screen') !== null) return []
    const { fontSize, visibility, display } = getComputedStyle(one)
    const px = Number.parseFloat(fontSize) * enlargedBy(one)
    const reads = TEXT_CLASSES.find(({ selector }) => one.closest(selector) !== null)?.reads ?? 'label'
    return Number.isFinite(px) && px > 0 && visibility !== 'hidden' && display !== 'none' ? [{ px, reads }] : []
  })
}

function signsOf(panel: Element): Sized[] {
  return [...panel.querySelectorAll('svg.glyph')].flatMap((one): Sized[] => {
    const px = Number.parseFloat(getComputedStyle(one).height)
    return Number.isFinite(px) && px > 0 ? [{ px, reads: one.closest(QUIET_GLYPHS) === null ? 'shape' : 'provenance' }] : []
  })
}

/** A drawing with a view box of its own draws its letters in its own measure. */
function enlargedBy(one: Element): number {
  const drawing = one.namespaceURI?.endsWith('svg') === true ? one.closest('svg') : null
  const made = drawing?.viewBox.baseVal?.width ?? 0
  const shown = drawing === null ? 0 : Number.parseFloat(getComputedStyle(drawing).width)
  return made > 0 && shown > 0 ? shown / made : 1
}
