import type { WallProfile } from '#contract'

/** Height of a capital letter of our type, in em (visual.md section 2). */
export const CAP_HEIGHT = 0.74
/** What one must see to read with ease (visual.md section 2). */
export const LEAST_ARCMINUTES = 16
const ARCMINUTE = Math.PI / 180 / 60

/** What a text or a sign is for decides from where it must be read. */
export type ReadingClass = 'provenance' | 'label' | 'value' | 'shape'

/** How large `mm` on the wall look from `metres` away. */
export const arcminutesOf = (mm: number, metres: number): number => Math.atan(mm / (metres * 1_000)) / ARCMINUTE

/** How large the capitals of a type of `px` look; a sign counts with its whole height. */
export function seenSize(px: number, reads: ReadingClass, profile: WallProfile): number {
  const share = reads === 'shape' ? 1 : CAP_HEIGHT
  return arcminutesOf(px * share * scaleOf(profile) * profile.tile.pitchMm, distanceOf(reads, profile))
}

/** Operators sit at 4 and 5 m; values and the shapes that judge them reach the farthest seat. */
export function distanceOf(reads: ReadingClass, { farthestSeatM }: WallProfile): number {
  if (reads === 'provenance') return 4
  return reads === 'label' ? 5 : farthestSeatM
}

/** The smallest size in pixels that may be used on this wall. */
export function leastPx(reads: ReadingClass, profile: WallProfile): number {
  const mm = Math.tan(LEAST_ARCMINUTES * ARCMINUTE) * distanceOf(reads, profile) * 1_000
  return mm / profile.tile.pitchMm / scaleOf(profile) / (reads === 'shape' ? 1 : CAP_HEIGHT)
}

/** Pixels of the wall for one of the scene. */
const scaleOf = ({ scale, tile }: WallProfile): number => scale ?? tile.width / 1_920
